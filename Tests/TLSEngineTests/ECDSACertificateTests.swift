import CryptoBackend
import NullBackend
import OpenSSLBackend
import SwiftCore
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite struct `A certificate of ECDSA` {
    private static let suites: [CipherSuite] = [
        .ecdheECDSAWithAES128GCMSHA256, .ecdheECDSAWithAES256GCMSHA384, .ecdheECDSAWithChaCha20Poly1305SHA256,
    ]
    private static let pki = Result { try TestPKI.mintECDSA(serverNames: ["localhost"]) }

    private func pair<Client: CryptoBackend, Server: CryptoBackend>(
        _: Client.Type,
        _: Server.Type,
        _ suites: [CipherSuite],
        _ version: ProtocolVersion = .tls12
    ) throws -> InMemoryPair<Client, Server> {
        let pki = try Self.pki.get()
        var client = ClientConfiguration<Client>(
            verifier: pki.trustStore,
            serverName: .localhost,
            cipherSuites: suites
        )
        var server = ServerConfiguration<Server>(identity: try Identity(pki.credentials))
        (client.versions, server.versions) = ([version], [version])
        return InMemoryPair(client: client, server: server)
    }

    private func shakeHands<Client: CryptoBackend, Server: CryptoBackend>(_: Client.Type, _: Server.Type) throws {
        for suite in Self.suites {
            let pair = try pair(Client.self, Server.self, [suite])
            try pair.handshake()
            for negotiated in [pair.client.negotiated, pair.server.negotiated] {
                #expect(negotiated?.cipherSuite == suite)
                #expect(negotiated?.signatureScheme == .ecdsaSecp256r1SHA256)
            }
        }
        let pair = try pair(Client.self, Server.self, [], .tls13)
        try pair.handshake()
        #expect(pair.client.negotiated?.version == .tls13)
        #expect(pair.client.negotiated?.signatureScheme == .ecdsaSecp256r1SHA256)
    }

    @Test(arguments: MatrixTests.backends.indices, MatrixTests.backends.indices)
    func `is negotiated in its own suites, and in TLS 1.3`(client: Int, server: Int) throws {
        try shakeHands(MatrixTests.backends[client], MatrixTests.backends[server])
    }

    @Test func `is chosen by a server whatever else the client offers`() throws {
        let pair = try pair(SwiftBackend.self, OpenSSLBackend.self, CipherSuite.supported)
        try pair.handshake()
        #expect(pair.client.negotiated?.cipherSuite == .ecdheECDSAWithAES128GCMSHA256)
    }

    @Test func `is not shown to a client without its curve, which offers no suite for it`() throws {
        let pki = try Self.pki.get()
        let client = ClientConfiguration<SwiftBackend>(
            verifier: pki.trustStore,
            serverName: .localhost,
            groups: [.x25519]
        )
        #expect(client.cipherSuites.allSatisfy { $0.keyKind == .rsa } && !client.cipherSuites.isEmpty)
        let server = ServerConfiguration<SwiftBackend>(identity: try Identity(pki.credentials))
        let offers: [([UInt16]?, AlertDescription?)] = [([29], .handshakeFailure), ([29, 23], nil), (nil, nil)]
        for (groups, expected) in offers {
            var extensions = HelloExtensions()
            extensions.supportedGroups = groups
            extensions.pointFormats = [0]
            extensions.signatureAlgorithms = [0x0403]
            let hello = Script.clientHello(suites: [0xC02B], extensions: extensions)
            #expect(Reaction(of: TLSServer(server), to: hello).alert == expected, "\(String(describing: groups))")
        }
    }

    @Test func `is not for clients with suites of RSA alone`() throws {
        let suites = CipherSuite.supported.filter { $0.keyKind == .rsa }
        let pair = try pair(SwiftBackend.self, OpenSSLBackend.self, suites)
        #expect(throws: HandshakeError.incompatible(.noCommonCipherSuite)) { try pair.handshake() }
    }

    @Test func `is refused in a suite of RSA`() throws {
        let pki = try Self.pki.get()
        let verifier = AnyChain(key: pki.credentials.publicKey)
        let client = TLSClient(ClientConfiguration<SwiftBackend>(verifier: verifier, serverName: .localhost))
        try client.start()
        let hello = Script.serverHello { $0.cipherSuite = .ecdheRSAWithAES128GCMSHA256 }
        try client.receive(hello.span)
        let reaction = Reaction(of: client, to: Script.certificate)
        #expect(reaction.error == .peerMisbehaved(.keyOfOtherKind(.ecdsa)))
        #expect(reaction.alert == .illegalParameter)
    }

    private struct AnyChain: CertificateVerifier {
        let key: CertificateKey

        func verify(_: [[UInt8]], serverName: ServerName, usage: KeyUsage) -> CertificateKey { key }
    }

    @Test(arguments: [ProtocolVersion.tls12, .tls13])
    func `is shown by clients to servers that have one of RSA`(version: ProtocolVersion) throws {
        let pki = try #require(MatrixTests.pki)
        let clientPKI = try TestPKI.mintECDSA(serverNames: ["a client"], purpose: .client)
        var server = ServerConfiguration<SwiftBackend>(identity: try Identity(pki.credentials))
        server.clientAuthentication = ClientAuthentication(
            verifier: clientPKI.trustStore,
            isRequired: true,
            authorities: clientPKI.trustStore.authorityNames
        )
        var client = ClientConfiguration<OpenSSLBackend>(verifier: pki.trustStore, serverName: .localhost)
        client.identity = try Identity(clientPKI.credentials)
        (client.versions, server.versions) = ([version], [version])
        let pair = InMemoryPair(client: client, server: server)
        try pair.handshake()
        #expect(pair.server.negotiated?.peerCertificates == clientPKI.credentials.certificateChain)
        // With the key of another certificate, CertificateVerify does not hold.
        let other = try Identity<OpenSSLBackend>(
            TestPKI.mintECDSA(serverNames: ["a client"], purpose: .client).credentials
        )
        client.identity = Identity(
            certificateChain: clientPKI.credentials.certificateChain,
            privateKey: other.privateKey
        )
        #expect(throws: HandshakeError.peerMisbehaved(.badSignature)) {
            try InMemoryPair(client: client, server: server).handshake()
        }
    }
}
