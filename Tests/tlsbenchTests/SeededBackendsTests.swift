import CryptoBackend
import Testing

@testable import tlsbench

@Suite struct `What a worker measures` {
    @Test func `is what the registry has, in its order`() {
        #expect(SeededBackends.all.map { $0.identity } == Registry.backends.map { $0.identity })
        #expect(SeededBackends.engineAlone.map { $0.identity } == [Registry.engineAlone.identity])
    }

    @Test func `has the name that the table of built-in columns gives it`() {
        for column in BuiltInColumn.all {
            #expect((column.type == nil) == (column.seededType == nil))
            guard let type = column.type, let seeded = column.seededType else { continue }
            #expect(type.identity.name == column.name && seeded.identity.name == column.name)
            #expect(ObjectIdentifier(type) != ObjectIdentifier(seeded))
        }
        #expect(Set(BuiltInColumn.all.map(\.name)).count == BuiltInColumn.all.count)
    }
}
