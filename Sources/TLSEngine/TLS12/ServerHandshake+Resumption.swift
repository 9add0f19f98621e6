internal import CryptoBackend
internal import TLSWire

/// A session that a client has come back to.
struct FoundSession {
    let session: Session
    let kind: NegotiatedParameters.Resumption
    /// Whether its ticket is to be replaced, since it was sealed under a key that is not in use any more.
    var isOfOldKey = false
}

extension ServerHandshake {
    /// The session that the client asks for, if it can go on; else a full handshake follows.
    func resumable(_ hello: ClientHello) throws(HandshakeError) -> FoundSession? {
        guard let found = try find(hello), found.session.version == .tls12 else { return nil }
        let session = found.session
        guard hello.cipherSuites.contains(session.cipherSuite) else {
            // RFC 5077 §3.1: a ticket that does not serve is a full handshake.
            guard found.kind == .sessionID else { return nil }
            // RFC 5246 §7.4.1.2: who names a session has to offer its suite.
            throw .peerMisbehaved(.unofferedCipherSuiteOfSession(session.cipherSuite.rawValue))
        }
        guard configuration.cipherSuites.contains(session.cipherSuite),
            // RFC 6066 §3: not under another name.
            session.serverName == hello.extensions.serverName,
            // A client that has to show a certificate had to show it then.
            !session.peerCertificates.isEmpty || configuration.clientAuthentication?.isRequired != true
        else { return nil }
        // RFC 7627 §5.3: the session has it, for none other is kept.
        guard hello.extensions.extendedMasterSecret else {
            throw .peerMisbehaved(.sessionWithoutExtendedMasterSecret)
        }
        return found
    }

    /// A ticket goes before an id (RFC 5077 §3.4).
    private func find(_ hello: ClientHello) throws(HandshakeError) -> FoundSession? {
        if let ticket = hello.extensions.sessionTicket, !ticket.isEmpty {
            guard let keys = configuration.ticketKeys,
                let opened = try crypto({ () throws(CryptoError) in try keys.open(ticket) })
            else { return nil }
            return FoundSession(session: opened.session, kind: .ticket, isOfOldKey: opened.isOfOldKey)
        }
        guard !hello.sessionID.isEmpty, let session = configuration.sessions?.find(hello.sessionID) else { return nil }
        return FoundSession(session: session, kind: .sessionID)
    }

    /// Steps 3, 8, 11 and 12, in the order of a session that goes on.
    func resume(
        _ found: FoundSession,
        _ hello: ClientHello,
        _ applicationProtocol: String?,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> SessionKeys {
        let choice = SuiteChoice(suite: found.session.cipherSuite)
        let agreement = try agree(hello, choice, applicationProtocol, resuming: found)
        try sendHello(agreement, hello, &records)
        let keys = try crypto { () throws(CryptoError) in
            try SessionKeys(resuming: found.session, agreement, Backend.self, keyLog: configuration.keyLog)
        }
        if agreement.promisesTicket { try sendTicket(found.session, &records) }
        try sendFinished(keys, &records)
        return keys
    }

    /// RFC 5077 §3.3. What does not fit a ticket gets an empty one.
    func sendTicket(_ session: Session, _ records: inout RecordLayer) throws(HandshakeError) {
        guard let keys = configuration.ticketKeys else { return }
        let ticket = session.fitsTicket ? try crypto { () throws(CryptoError) in try keys.seal(session) } : []
        let message = NewSessionTicket(lifetimeHint: UInt32(clamping: keys.secondsLeft(of: session)), ticket: ticket)
        try send(message.encoded, &records)
    }

    /// Steps 11 and 12 of a full handshake, with what lets the client come back.
    func finish(
        _ keys: SessionKeys,
        _ chain: [[UInt8]],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        if keys.agreement.promisesTicket, let ticketKeys = configuration.ticketKeys {
            try sendTicket(keys.session(peerCertificates: chain, expiry: ticketKeys.expiry), &records)
        } else if !keys.agreement.sessionID.isEmpty, let sessions = configuration.sessions {
            let session = keys.session(peerCertificates: chain, expiry: sessions.expiry)
            sessions.insert(session, id: keys.agreement.sessionID)
        }
        try sendFinished(keys, &records)
    }
}
