import CryptoBackend
import GMPBackend
import OpenSSLBackend
import SwiftCore
import SwiftCryptoBackend
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite("The client × server matrix") struct MatrixTests {
    static let backends: [any CryptoBackend.Type] =
        [SwiftBackend.self, GMPBackend.self, OpenSSLBackend.self] + optional

    #if SwiftCrypto
    private static let optional: [any CryptoBackend.Type] = [SwiftCryptoBackend.self]
    #else
    private static let optional: [any CryptoBackend.Type] = []
    #endif

    static let pki = try? TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)

    @Test(arguments: backends.indices, backends.indices)
    func `shakes hands and carries data in every suite that both can do`(client: Int, server: Int) throws {
        let (client, server) = (Self.backends[client], Self.backends[server])
        let suites = CipherSuite.supported.filter { $0.keyKind == .rsa && client.canDo($0) && server.canDo($0) }
        #expect(suites.contains(.ecdheRSAWithAES128GCMSHA256))
        for suite in suites { try check(client, server, suite) }
    }

    /// A suite that one end cannot do is not offered, and not taken.
    @Test(arguments: backends.indices, backends.indices)
    func `takes the first suite of the client's that both can do`(client: Int, server: Int) throws {
        let (client, server) = (Self.backends[client], Self.backends[server])
        let expected = try #require(
            CipherSuite.supported.first { $0.keyKind == .rsa && client.canDo($0) && server.canDo($0) }
        )
        try check(client, server, nil, negotiating: expected)
    }

    private func check<Client: CryptoBackend, Server: CryptoBackend>(
        _: Client.Type,
        _: Server.Type,
        _ suite: CipherSuite?,
        negotiating expected: CipherSuite? = nil
    ) throws {
        let pki = try #require(Self.pki)
        let identity = try Identity<Server>(pki.credentials)
        let pair = InMemoryPair(
            client: ClientConfiguration<Client>(
                verifier: pki.trustStore,
                serverName: .localhost,
                cipherSuites: suite.map { [$0] } ?? CipherSuite.supported
            ),
            server: ServerConfiguration(identity: identity)
        )
        try pair.handshake()
        #expect(pair.client.negotiated?.cipherSuite == suite ?? expected)
        #expect(pair.server.negotiated?.cipherSuite == suite ?? expected)
        let octets = (0..<40_001).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try pair.client.send(octets.span)
        try pair.server.send(octets.span)
        try pair.deliver()
        #expect(pair.server.takeReceived() == octets)
        #expect(pair.client.takeReceived() == octets)
    }
}
