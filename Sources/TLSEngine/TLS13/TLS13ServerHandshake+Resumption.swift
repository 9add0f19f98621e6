internal import CryptoBackend
internal import TLSWire

/// A session that a client has come back to, and the suite that it goes on under.
struct TLS13FoundSession {
    let session: Session
    let suite: TLS13Suite
    let place: Int
}

extension TLS13ServerHandshake {
    /// The first session among those offered that can go on; else a full handshake follows. Its binder is not checked yet.
    ///
    /// - Parameter settled: the suite that a retry has named.
    func resumable(_ hello: ClientHello, suite settled: TLS13Suite?) throws(HandshakeError) -> TLS13FoundSession? {
        guard let offer = hello.extensions.preSharedKeys,
            hello.extensions.pskModes?.contains(TLS13Offer.pskWithKeyExchange) ?? false
        else { return nil }
        for (place, identity) in offer.identities.prefix(Self.mostIdentities).enumerated() {
            guard let session = try find(identity.identity), session.version == .tls13,
                // Not under another name, as in TLS 1.2 (RFC 6066 §3).
                session.serverName == hello.extensions.serverName,
                // A client that has to show a certificate had to show it then.
                !session.peerCertificates.isEmpty || configuration.clientAuthentication?.isRequired != true,
                let suite = suite(of: session, hello, settled)
            else { continue }
            return TLS13FoundSession(session: session, suite: suite, place: place)
        }
        return nil
    }

    /// How many tickets are tried.
    private static var mostIdentities: Int { 4 }

    /// Throws unless the client has shown that it has the session's key (RFC 8446 §4.2.11.2).
    func check(
        _ found: TLS13FoundSession,
        _ hello: ClientHello,
        _ message: [UInt8],
        _ schedule: TLS13KeySchedule
    ) throws(HandshakeError) {
        guard let offer = hello.extensions.preSharedKeys else { return }
        let covered = message.span.extracting(first: message.count - offer.bindersLength)
        let ours = try crypto { () throws(CryptoError) in
            let digest = try transcript.currentDigest(followedBy: covered, schedule.hash, Backend.self)
            return try schedule.binder(over: digest)
        }
        let theirs = offer.binders[found.place]
        // That it failed is no secret: the alert says so.
        guard theirs.count == ours.count, ConstantTime.equal(ours.span, theirs.span).declassify() else {
            throw .peerMisbehaved(.badBinder)
        }
    }

    /// Tickets to come back with: sealed, or ids of sessions that are kept here.
    func sendTickets(_ flight: TLS13ClientFlight, _ records: inout RecordLayer) throws(HandshakeError) {
        let count = configuration.ticketKeys != nil || configuration.sessions != nil ? configuration.ticketCount : 0
        // A client that can use none is given none (RFC 8446 §4.2.9).
        guard count > 0, flight.hello.extensions.pskModes?.contains(TLS13Offer.pskWithKeyExchange) ?? false else {
            return
        }
        let resumption = try crypto { () throws(CryptoError) in try flight.secrets.resumption(transcript) }
        for number in 0..<count {
            let nonce = [UInt8(truncatingIfNeeded: number)]
            let message = try crypto { () throws(CryptoError) in
                let ageAdd = try randomOctets(4, Backend.self).reduce(0) { $0 << 8 | UInt32($1) }
                let key = try resumption.preSharedKey(nonce: nonce)
                return try ticket(flight.parameters, key, nonce: nonce, ageAdd: ageAdd)
            }
            if let message { try records.write(.handshake, message.encoded.span) }
        }
    }

    /// Nil for a session that does not fit a ticket.
    private func ticket(
        _ parameters: NegotiatedParameters,
        _ key: borrowing SecretBytes,
        nonce: [UInt8],
        ageAdd: UInt32
    ) throws(CryptoError) -> TLS13.NewSessionTicket? {
        guard let expiry = configuration.ticketKeys?.expiry ?? configuration.sessions?.expiry else { return nil }
        let session = Session(
            version: .tls13,
            cipherSuite: parameters.cipherSuite,
            serverName: parameters.serverName,
            peerCertificates: parameters.peerCertificates,
            expiry: expiry,
            ageAdd: ageAdd,
            secret: key.copy()
        )
        let name: [UInt8]
        let lifetime: SessionTime
        if let keys = configuration.ticketKeys {
            guard session.fitsTicket else { return nil }
            name = try keys.seal(session)
            lifetime = keys.lifetime
        } else if let sessions = configuration.sessions {
            name = try randomOctets(32, Backend.self)
            sessions.insert(session, id: name)
            lifetime = sessions.lifetime
        } else {
            return nil
        }
        return TLS13.NewSessionTicket(
            lifetime: UInt32(clamping: min(lifetime, SessionTime(TLS13.NewSessionTicket.maximumLifetime))),
            ageAdd: ageAdd,
            nonce: nonce,
            ticket: name
        )
    }

    private func find(_ identity: [UInt8]) throws(HandshakeError) -> Session? {
        if let keys = configuration.ticketKeys,
            let opened = try crypto({ () throws(CryptoError) in try keys.open(identity) })
        {
            return opened.session
        }
        return configuration.sessions?.find(identity)
    }

    /// The session's own suite, or another that has its hash and that both have (RFC 8446 §4.2.11).
    private func suite(of session: Session, _ hello: ClientHello, _ settled: TLS13Suite?) -> TLS13Suite? {
        if let settled { return settled.hash == session.cipherSuite.hash ? settled : nil }
        let candidates = [session.cipherSuite] + configuration.tls13CipherSuites
        return candidates.first { suite in
            configuration.tls13CipherSuites.contains(suite) && hello.cipherSuites.contains(suite)
                && suite.hash == session.cipherSuite.hash
        }.flatMap { TLS13Suite($0, recordsPerKey: configuration.recordsPerKey) }
    }
}
