import CryptoBackend
import GMPBackend
import SwiftCore
import Testing

@Suite struct `Backends over a bignum` {
    static let backends: [any CryptoBackend.Type] = [SwiftBackend.self, GMPBackend.self]

    @Test func `each is named after its bignum`() {
        #expect(Self.backends.map { $0.identity.name } == ["swift", "gmp"])
        for backend in Self.backends {
            #expect(!backend.identity.library.isEmpty)
            #expect(backend.identity.version.contains("."))
            #expect(!backend.identity.codePath.isEmpty)
        }
    }

    @Test(arguments: [0, 1, 255, 256, 257, 1000]) func `random octets fill all of the output`(count: Int) throws {
        var first = [UInt8](repeating: 0, count: count)
        var second = first
        try fill(&first)
        try fill(&second)
        // Two of fewer octets may well be equal.
        if count > 16 { #expect(first != second) }
        // In 256 tries, an octet that is always zero was not filled: by chance it happens once in 2²⁰⁰⁰.
        var seen = [UInt8](repeating: 0, count: count)
        for _ in 0..<256 {
            try fill(&first)
            for index in seen.indices { seen[index] |= first[index] }
        }
        #expect(seen.allSatisfy { $0 != 0 })
    }

    private func fill(_ octets: inout [UInt8]) throws {
        var span = octets.mutableSpan
        try GMPBackend.fillRandom(&span)
    }
}
