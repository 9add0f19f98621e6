internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

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
                identity: Identity(
                    certificateChain: [[0]],
                    privateKey: .rsa(MarkingPrivateKey(try RSAChecks<Base>.loadKey()))
                ),
                cipherSuites: [suite]
            )
        )
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
