internal import CryptoBackend
internal import TLSWire

@testable internal import TLSEngine

/// The engine between the operations: what it does with premaster secret, master secret, key block and verify_data.
enum HandshakeChecks<Base: CryptoBackend> {
    private typealias Backend = MarkingBackend<Base>

    /// Steps 2 to 12, and data.
    static func handshake() throws {
        for suite in CipherSuite.supported where suite.keyKind == .rsa {
            let pair = try pair(suite)
            try pair.handshake()
            let data = [UInt8](repeating: 1, count: 100)
            try pair.client.send(data.span)
            try pair.deliver()
            try require(pair.server.takeReceived() == data)
        }
    }

    /// Both rounds of a session in TLS 1.3, in every suite and group: a full handshake, data under two keys, and the handshake that goes
    /// on with its pre-shared key.
    static func handshakeTLS13() throws {
        for suite in CipherSuite.supportedTLS13 where Backend.canDo(suite) {
            try handshakesTLS13(suite, .x25519)
        }
        if Backend.capabilities.kems.contains(.mlkem768) { try handshakesTLS13(.aes128GCMSHA256, .x25519MLKEM768) }
    }

    private static func handshakesTLS13(_ suite: CipherSuite, _ group: KeyExchangeGroup) throws {
        var client = ClientConfiguration<Backend>(
            verifier: ProbeKeyVerifier(),
            serverName: .localhost,
            groups: [group]
        )
        var server = ServerConfiguration<Backend>(identity: try identity(), groups: [group])
        (client.versions, server.versions) = ([.tls13], [.tls13])
        (client.tls13CipherSuites, server.tls13CipherSuites) = ([suite], [suite])
        // Each record is the last under its key: with the next comes a KeyUpdate.
        (client.recordsPerKey, server.recordsPerKey) = (1, 1)
        client.sessions = ClientSessionCache { 0 }
        server.sessions = SessionCache { 0 }
        for round in 0..<2 {
            let pair = InMemoryPair(client: client, server: server)
            try pair.handshake()
            let data = [UInt8](repeating: 1, count: 100)
            for _ in 0..<2 {
                try pair.client.send(data.span)
                try pair.deliver()
                try require(pair.server.takeReceived() == data)
            }
            let resumption = pair.client.negotiated?.resumption
            try require(resumption == (round == 0 ? NegotiatedParameters.Resumption.none : .preSharedKey))
        }
    }

    /// Another premaster secret than the client's: the server notices at the client's Finished and no sooner
    /// (RFC 5246 §7.4.7.1).
    static func handshakeWrongPremaster() throws {
        for suite in CipherSuite.supported where suite.keyExchange == .rsa {
            let pair = try pair(suite)
            try pair.client.start()
            let hello = pair.client.takeOutgoing()
            try pair.server.receive(hello.span)
            let answer = pair.server.takeOutgoing()
            try pair.client.receive(answer.span)
            var flight = pair.client.takeOutgoing()
            // The last octet of the ciphertext, below the modulus as before: 5 octets of header and 4 of the message's own.
            let keyExchange = RecordHeader.octetCount + 4 + 2 + ProbeKey.publicComponents.modulusLength
            flight[keyExchange - 1] ^= 1
            let (altered, finished) = (Array(flight[..<keyExchange]), Array(flight[keyExchange...]))
            try pair.server.receive(altered.span)
            try require(pair.server.phase == .handshaking && !pair.server.hasOutgoing)
            var refusal: HandshakeError?
            do throws(HandshakeError) { try pair.server.receive(finished.span) } catch { refusal = error }
            try require(refusal == .peerMisbehaved(.badRecordMAC))
        }
    }

    private static func pair(_ suite: CipherSuite) throws -> InMemoryPair<Backend, Backend> {
        InMemoryPair(
            client: ClientConfiguration(verifier: ProbeKeyVerifier(), serverName: .localhost, cipherSuites: [suite]),
            server: ServerConfiguration(
                identity: try identity(),
                cipherSuites: [suite]
            )
        )
    }

    private static func identity() throws -> Identity<Backend> {
        Identity(certificateChain: [[0]], privateKey: .rsa(MarkingPrivateKey(try RSAChecks<Base>.loadKey())))
    }
}

/// Takes any certificate for that of the probe's key.
private struct ProbeKeyVerifier: CertificateVerifier {
    func verify(
        _ chain: [[UInt8]],
        serverName: ServerName,
        usage: KeyUsage
    ) throws(CertificateRejection) -> CertificateKey {
        .rsa(ProbeKey.publicComponents)
    }
}
