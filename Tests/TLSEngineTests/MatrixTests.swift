import CryptoBackend
import GMPBackend
import OpenSSLBackend
import SwiftCore
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite("The client × server matrix") struct MatrixTests {
    static let backends: [any CryptoBackend.Type] = [SwiftBackend.self, GMPBackend.self, OpenSSLBackend.self]
    static let pki = try? TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)

    @Test(arguments: backends.indices, backends.indices)
    func `shakes hands and carries data in both suites`(client: Int, server: Int) throws {
        for suite in CipherSuite.supported {
            try check(Self.backends[client], Self.backends[server], suite)
        }
    }

    private func check<Client: CryptoBackend, Server: CryptoBackend>(
        _: Client.Type,
        _: Server.Type,
        _ suite: CipherSuite
    ) throws {
        let pki = try #require(Self.pki)
        let identity = Identity<Server>(
            certificateChain: pki.credentials.certificateChain,
            privateKey: try Server.PrivateKey(pki.credentials.privateKey)
        )
        let pair = InMemoryPair(
            client: ClientConfiguration<Client>(
                verifier: pki.trustStore,
                serverName: "localhost",
                cipherSuites: [suite]
            ),
            server: ServerConfiguration(identity: identity)
        )
        try pair.handshake()
        #expect(pair.client.negotiated?.cipherSuite == suite)
        #expect(pair.server.negotiated?.cipherSuite == suite)
        let octets = (0..<40_001).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try pair.client.send(octets.span)
        try pair.server.send(octets.span)
        try pair.deliver()
        #expect(pair.server.takeReceived() == octets)
        #expect(pair.client.takeReceived() == octets)
    }
}
