import CryptoBackend
import GMPBackend
import OpenSSLBackend
import SwiftCore
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite(.serialized) struct `A client's certificate` {
    private let pki: TestPKI
    private let clientPKI: TestPKI

    init() throws {
        pki = try #require(MatrixTests.pki)
        clientPKI = try TestPKI.mint(serverNames: ["a client"], keyBits: 2048, purpose: .client)
    }

    private func server(isRequired: Bool, trusting store: TrustStore? = nil) throws -> ServerConfiguration<GMPBackend> {
        var server = ServerConfiguration<GMPBackend>(
            identity: try Identity(pki.credentials)
        )
        let store = store ?? clientPKI.trustStore
        server.clientAuthentication = ClientAuthentication(
            verifier: store,
            isRequired: isRequired,
            authorities: store.authorityNames
        )
        return server
    }

    private func client(
        _ suite: CipherSuite = .ecdheRSAWithAES128GCMSHA256,
        showing credentials: Credentials?
    ) throws -> ClientConfiguration<SwiftBackend> {
        var client = ClientConfiguration<SwiftBackend>(
            verifier: pki.trustStore,
            serverName: .localhost,
            cipherSuites: [suite]
        )
        client.identity = try credentials.map { try Identity($0) }
        return client
    }

    @Test(arguments: CipherSuite.supported.filter { $0.keyKind == .rsa }, [false, true])
    func `is shown, and seen by the server`(suite: CipherSuite, isRequired: Bool) throws {
        let pair = InMemoryPair(
            client: try client(suite, showing: clientPKI.credentials),
            server: try server(isRequired: isRequired)
        )
        try pair.handshake()
        #expect(pair.server.negotiated?.peerCertificates == clientPKI.credentials.certificateChain)
    }

    @Test func `is asked for under no names where there are more than a message holds`() throws {
        let name = [UInt8](repeating: 0x30, count: 1_000)
        let verifier = NullPeers.Verifier()
        for (count, kept) in [(32, 32), (33, 0), (70, 0)] {
            let authentication = ClientAuthentication(
                verifier: verifier,
                isRequired: true,
                authorities: Array(repeating: name, count: count)
            )
            #expect(authentication.authorities.count == kept)
            var (client, server) = (NullPeers.client(), NullPeers.server())
            server.clientAuthentication = authentication
            client.identity = server.identity
            try InMemoryPair(client: client, server: server).handshake()
        }
    }

    @Test func `may be missing where it is optional, and may not where it is required`() throws {
        let pair = InMemoryPair(client: try client(showing: nil), server: try server(isRequired: false))
        try pair.handshake()
        #expect(pair.server.negotiated?.peerCertificates == [])
        #expect(throws: HandshakeError.incompatible(.noClientCertificate)) {
            try InMemoryPair(client: client(showing: nil), server: server(isRequired: true)).handshake()
        }
    }

    @Test func `of a stranger, of a server, or of an authority that is not trusted is refused`() throws {
        let stranger = try TestPKI.mint(serverNames: ["a client"], keyBits: 2048, purpose: .client)
        for isRequired in [false, true] {
            do {
                let client = try client(showing: stranger.credentials)
                try InMemoryPair(client: client, server: server(isRequired: isRequired)).handshake()
                Issue.record("a stranger was let in")
            } catch HandshakeError.certificate(let rejection) {
                #expect([.badSignature, .missingIssuer].contains(rejection.reason))
            }
            do {
                let client = try client(showing: pki.credentials)
                try InMemoryPair(
                    client: client,
                    server: server(isRequired: isRequired, trusting: pki.trustStore)
                ).handshake()
                Issue.record("a server's certificate was taken for a client's")
            } catch HandshakeError.certificate(let rejection) { #expect(rejection.reason == .wrongPurpose) }
        }
    }

    @Test func `without its key is refused`() throws {
        // The certificate of one, the key of another: CertificateVerify does not hold.
        let other = try TestPKI.mint(serverNames: ["a client"], keyBits: 2048, purpose: .client)
        var client = try client(showing: nil)
        client.identity = Identity(
            certificateChain: clientPKI.credentials.certificateChain,
            privateKey: .rsa(try SwiftBackend.PrivateKey(other.credentials.rsaPrivateKey()))
        )
        #expect(throws: HandshakeError.peerMisbehaved(.badSignature)) {
            try InMemoryPair(client: client, server: server(isRequired: true)).handshake()
        }
    }
}
