internal import CryptoBackend
internal import TLSWire

extension ClientHandshake {
    /// Steps 7 to 10.
    func exchangeKeys(
        _ flight: ServerFlight,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> SessionKeys {
        let signer = signer(for: flight.request)
        if flight.request != nil {
            // Without a certificate that serves, an empty list (RFC 5246 §7.4.6).
            try send(signer?.identity.encodedCertificate ?? CertificateMessage(chain: []).encoded, &records)
        }
        if signer == nil { transcript.keepNoMessages() }
        let keys = try sendKeyExchange(flight, &records)
        if let (identity, scheme) = signer {
            let messages = transcript.takeMessages()
            let signature = try crypto { () throws(CryptoError) in
                try identity.privateKey.signing.sign(messages.span, scheme: scheme)
            }
            try send(CertificateVerify(signatureScheme: scheme.rawValue, signature: signature).encoded, &records)
        }
        try sendFinished(keys, &records)
        return keys
    }

    /// Keeps what the server gave to come back with. A session without the extended master secret is not kept (RFC 7627 §5.3).
    func keep(_ pending: PendingSession) {
        guard let sessions = configuration.sessions else { return }
        let agreement = pending.keys.agreement
        let ticket = pending.ticket.flatMap { (1...Self.longestTicket).contains($0.ticket.count) ? $0 : nil }
        guard agreement.usesExtendedMasterSecret, ticket != nil || !agreement.sessionID.isEmpty,
            // A session that goes on without a new ticket is there already.
            !pending.isResumed || ticket != nil
        else { return }
        let session = pending.keys.session(
            peerCertificates: pending.chain,
            expiry: sessions.expiry(lifetimeHint: ticket?.lifetimeHint ?? 0)
        )
        sessions.insert(
            ResumableSession(
                session: session,
                sessionID: ticket == nil ? agreement.sessionID : [],
                ticket: ticket?.ticket ?? []
            ),
            for: configuration.serverName
        )
    }

    /// A ClientHello has to hold the ticket, beside everything else that is in an extensions block of less than 2¹⁶ octets.
    private static var longestTicket: Int { 1 << 15 }

    /// Steps 7 and 8.
    private func sendKeyExchange(
        _ flight: ServerFlight,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> SessionKeys {
        let premaster = try sendPremaster(flight, &records)
        return try crypto { () throws(CryptoError) in
            try SessionKeys(
                premaster: premaster,
                flight.agreement,
                transcript,
                Backend.self,
                keyLog: configuration.keyLog
            )
        }
    }

    /// Step 7.
    private func sendPremaster(
        _ flight: ServerFlight,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> SecretBytes {
        guard let peer = flight.share else {
            let premaster = try crypto { () throws(CryptoError) in try makePremaster(Backend.self) }
            let encrypted = try crypto { () throws(CryptoError) in
                guard case .rsa(let key) = flight.key else {
                    preconditionFailure("a suite without a share has an RSA key")
                }
                return try key.encryptPremaster(premaster)
            }
            try send(ClientKeyExchange.encryptedPremaster(encrypted).encoded, &records)
            return premaster
        }
        let share = try crypto { () throws(CryptoError) in try Backend.KeyShare(peer.group) }
        let premaster = try sharedSecret(share, with: peer.publicValue)
        let isCurve = peer.group.keyExchange == .ecdhe
        let message: ClientKeyExchange = isCurve ? .point(share.publicValue) : .number(share.publicValue)
        try send(message.encoded, &records)
        return premaster
    }

    /// Whose certificate to show, and how to sign for it; nil if there is none or the server cannot use it.
    private func signer(for request: CertificateRequest?) -> (identity: Identity<Backend>, SignatureScheme)? {
        guard let request, let identity = configuration.identity,
            request.certificateTypes.contains(identity.privateKey.certificateType),
            let scheme = identity.privateKey.schemes.first(where: {
                request.signatureAlgorithms.contains($0.rawValue)
            })
        else { return nil }
        return (identity, scheme)
    }
}

/// client_version and 46 random octets (RFC 5246 §7.4.7.1).
func makePremaster<Backend: CryptoBackend>(_: Backend.Type) throws(CryptoError) -> SecretBytes {
    var premaster = SecretBytes(zeroed: 48)
    try premaster.withMutableBytes { (octets) throws(CryptoError) in
        try Backend.fillRandom(&octets)
        octets[0] = UInt8(ProtocolVersion.tls12.rawValue >> 8)
        octets[1] = UInt8(ProtocolVersion.tls12.rawValue & 0xFF)
    }
    return premaster
}
