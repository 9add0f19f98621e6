import TLSTrust
import Testing

@Suite struct `A test PKI` {
    @Test func `of the same keys and day has the same certificates, octet by octet`() throws {
        let first = try Self.mint(day: 20_000)
        let second = try Self.mint(day: 20_000)
        #expect(first.credentials.certificateChain == second.credentials.certificateChain)
        #expect(first.authorityPEM == second.authorityPEM)
        let tomorrow = try Self.mint(day: 20_001)
        #expect(first.credentials.certificateChain != tomorrow.credentials.certificateChain)
        #expect(first.credentials.certificateChain.map(\.count) == tomorrow.credentials.certificateChain.map(\.count))
        #expect(first.authorityPEM.utf8.count == tomorrow.authorityPEM.utf8.count)
    }

    @Test func `without a day has a number of its own each time`() throws {
        let chains = try (0..<2).map { _ in try Self.mint(day: nil).credentials.certificateChain }
        #expect(chains[0] != chains[1])
    }

    private static let key = Result {
        try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).credentials.privateKeyPEM()
    }

    private static func mint(day: Int?) throws -> TestPKI {
        let key = try key.get()
        return try TestPKI.mint(serverNames: ["localhost"], keyPEM: key, authorityKeyPEM: key, day: day)
    }
}
