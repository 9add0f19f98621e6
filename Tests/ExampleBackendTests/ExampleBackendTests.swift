import BackendConformance
import BenchCore
import CryptoBackend
import ExampleBackend
import Testing

@testable import Scenarios
@testable import tlsbench

/// What the article AddingABackend promises of its example.
@Suite(.serialized) struct `The example of a backend` {
    @Test(arguments: Conformance.checks.indices) func `conforms`(check: Int) throws {
        try Conformance.checks[check].run(on: ExampleBackend.self)
    }

    @Test(arguments: Registry.backends.indices)
    func `shakes hands with every other backend, in all that both can do`(backend: Int) throws {
        let (example, other) = (ExampleBackend.self, Registry.backends[backend])
        #expect(try HandshakeMatrix().failures(client: example, server: other) == [])
        #expect(try HandshakeMatrix().failures(client: other, server: example) == [])
        #expect(!HandshakeMatrix.shapes(example, other).isEmpty)
    }

    /// As a worker has it: with octets that hang on the seed.
    @Test func `is measured in all that it lists, and in nothing else`() throws {
        let groups = ScenarioCatalogue.groups(
            backends: [SeededBackend<ExampleBackend>.self],
            suite: .quick,
            references: Registry.references
        )
        let own = groups.flatMap(\.benchmarks).filter { $0.backend == "example" }
        for id in ["record-seal/aes-128-gcm/1350/example", "key-share/x25519/example", "rsa-decrypt/2048/example"] {
            #expect(own.contains { $0.id == id }, "\(id)")
        }
        for benchmark in own {
            let workload = try benchmark.prepare(1)
            var stopwatch = Stopwatch(Clock())
            try workload.run(iterations: 1, stopwatch: &stopwatch)
            _ = try workload.check()
            #expect(stopwatch.elapsed > 0, "\(benchmark.id)")
        }
        let all = ScenarioCatalogue.groups(backends: [ExampleBackend.self], suite: .full).map(\.id)
        #expect(all.contains { $0.contains("x25519") } && !all.contains { $0.contains("secp256r1") })
    }

    @Test func `says which library does what`() {
        #expect(ExampleBackend.codePath(of: .aead(.aes128GCM)) == "openssl")
        #expect(ExampleBackend.codePath(of: .rsaPrivate(bits: 2048)).hasPrefix("swift/"))
        #expect(ExampleBackend.lender(of: .aead(.aes128GCM)) == nil)
        #expect(ExampleBackend.lender(of: [.rsaPrivate(bits: 2048), .hash(.sha256)]) == "swift")
        #expect(ExampleBackend.lender(of: [.rsaPrivate(bits: 2048), .aead(.aes128GCM)]) == nil)
    }
}
