import CryptoBackend
import Testing

@testable import tlsbench

@Suite struct `What a worker measures` {
    @Test func `is what the registry has, in its order`() {
        #expect(SeededBackends.all.map { $0.identity } == Registry.backends.map { $0.identity })
        #expect(SeededBackends.engineAlone.identity == Registry.engineAlone.identity)
    }
}
