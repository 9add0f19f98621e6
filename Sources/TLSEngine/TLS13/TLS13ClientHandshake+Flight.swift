internal import CryptoBackend
internal import TLSWire

extension TLS13ClientHandshake {
    /// EncryptedExtensions: answers to what was offered, and nothing that belongs elsewhere (RFC 8446 §4.3.1).
    func takeExtensions(
        _ body: [UInt8],
        _ flight: TLS13ServerFlight,
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        let extensions = try decoding { () throws(DecodeError) in
            try TLS13.EncryptedExtensions(decoding: body)
        }.extensions
        let allowed = [
            ExtensionType.serverName, ExtensionType.supportedGroups, ExtensionType.applicationProtocols,
            ExtensionType.recordSizeLimit,
        ]
        let offered = flight.hello.extensions.present
        for type in extensions.present {
            guard offered.contains(type) else { throw .peerMisbehaved(.unsolicitedExtension(type)) }
            guard allowed.contains(type) else { throw .peerMisbehaved(.misplacedExtension(type)) }
        }
        if let chosen = extensions.applicationProtocols?.first {
            guard flight.hello.extensions.applicationProtocols?.contains(chosen) == true else {
                throw .peerMisbehaved(.unofferedProtocol)
            }
            flight.applicationProtocol = String(decoding: chosen, as: UTF8.self)
        }
        records.limitTLS13(peer: extensions.recordSizeLimit, own: configuration.recordSizeLimit)
    }

    /// The key of a chain that is trusted.
    func verifiedKey(of chain: [[UInt8]]) throws(HandshakeError) -> PeerKey {
        let key: CertificateKey
        do {
            key = try configuration.verifier.verify(
                chain,
                serverName: configuration.serverName,
                usage: .digitalSignature
            )
        } catch { throw .certificate(error) }
        return try usable(key, configuration.capabilities) { (key) throws(CryptoError) in
            try configuration.publicKeys.key(key)
        }
    }

    /// The client's own messages, and the keys of application data.
    func finish(
        _ flight: TLS13ServerFlight,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> TLS13ClientConnection {
        let (client, server) = try crypto { () throws(CryptoError) in try flight.secrets.application(transcript) }
        if let request = flight.request {
            let signer = signer(for: request)
            // Without a certificate that serves, an empty list (RFC 8446 §4.4.2).
            try send(signer?.identity.encodedTLS13Certificate ?? TLS13.Certificate(chain: []).encoded, &records)
            if let (identity, scheme) = signer {
                let message = try crypto { () throws(CryptoError) in
                    try transcript.certificateVerify(of: .client, by: identity.privateKey.signing, scheme)
                }
                try send(message, &records)
            }
        }
        let finished = try crypto { () throws(CryptoError) in try transcript.finished(flight.secrets.client) }
        try send(finished, &records)
        let traffic = TLS13Traffic(flight.suite, reading: server, writing: client)
        try traffic.beginReading(&records)
        try traffic.beginWriting(&records)
        return TLS13ClientConnection(
            parameters: NegotiatedParameters(
                version: .tls13,
                cipherSuite: flight.suite.suite,
                serverName: flight.hello.extensions.serverName,
                usesExtendedMasterSecret: true,
                hasSecureRenegotiation: true,
                applicationProtocol: flight.applicationProtocol,
                resumption: flight.isResumed ? .preSharedKey : .none,
                group: flight.group,
                signatureScheme: flight.scheme,
                peerCertificates: flight.chain
            ),
            traffic: traffic,
            resumption: try crypto { () throws(CryptoError) in try flight.secrets.resumption(transcript) }
        )
    }

    /// Keeps a ticket to come back with; one without a lifetime is not kept.
    func keep(_ body: [UInt8], _ connection: TLS13ClientConnection) throws(HandshakeError) {
        let ticket = try decoding { () throws(DecodeError) in try TLS13.NewSessionTicket(decoding: body) }
        guard let sessions = configuration.sessions, ticket.lifetime > 0, ticket.ticket.count <= Self.longestTicket
        else { return }
        let key = try crypto { () throws(CryptoError) in try connection.resumption.preSharedKey(nonce: ticket.nonce) }
        let session = Session(
            version: .tls13,
            cipherSuite: connection.parameters.cipherSuite,
            serverName: connection.parameters.serverName,
            peerCertificates: connection.parameters.peerCertificates,
            expiry: sessions.expiry(lifetimeHint: ticket.lifetime),
            beginning: sessions.now,
            ageAdd: ticket.ageAdd,
            secret: key
        )
        sessions.insert(
            ResumableSession(session: session, sessionID: [], ticket: ticket.ticket),
            for: configuration.serverName
        )
    }

    /// A ClientHello has to hold the ticket, beside everything else that is in an extensions block of less than 2¹⁶ octets.
    private static var longestTicket: Int { 1 << 15 }

    /// Whose certificate to show, and how to sign for it; nil if there is none or the server cannot use it.
    private func signer(
        for request: TLS13.CertificateRequest
    ) -> (identity: Identity<Backend>, SignatureScheme)? {
        guard let identity = configuration.identity,
            let scheme = identity.tls13Scheme(among: request.signatureAlgorithms)
        else { return nil }
        return (identity, scheme)
    }
}

extension Identity {
    /// The first of the backend's schemes for this key that a peer takes in TLS 1.3.
    func tls13Scheme(among peers: [UInt16]) -> SignatureScheme? {
        privateKey.schemes.first {
            $0.signsTLS13 && peers.contains($0.rawValue)
        }
    }
}

extension RecordLayer {
    /// Takes what both sides have said of their limits, which in TLS 1.3 hold for the plaintext and its type (RFC 8449 §4).
    mutating func limitTLS13(peer: UInt16?, own: Int?) { limit(peer: peer.map { $0 - 1 }, own: own.map { $0 - 1 }) }
}
