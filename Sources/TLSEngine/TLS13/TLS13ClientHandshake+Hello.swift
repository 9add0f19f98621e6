internal import CryptoBackend
internal import TLSWire

extension TLS13ClientHandshake {
    /// Whether ServerHello or HelloRetryRequest has chosen among what was offered (RFC 8446 §4.1.3, §4.1.4).
    func chosenSuite(_ answer: ServerHello, _ sent: TLS13SentHello) throws(HandshakeError) -> TLS13Suite {
        guard answer.version == .tls12 else { throw .peerMisbehaved(.wrongServerVersion(answer.version.rawValue)) }
        guard answer.sessionID == sent.hello.sessionID else { throw .peerMisbehaved(.wrongSessionID) }
        guard answer.compressionMethod == 0 else { throw .peerMisbehaved(.compression) }
        guard sent.offer.suites.contains(answer.cipherSuite),
            let suite = TLS13Suite(answer.cipherSuite, recordsPerKey: configuration.recordsPerKey)
        else { throw .peerMisbehaved(.unofferedCipherSuite(answer.cipherSuite.rawValue)) }
        guard sent.retriedSuite == nil || sent.retriedSuite == answer.cipherSuite else {
            throw .peerMisbehaved(.otherChoiceAfterRetry)
        }
        let allowed = [
            ExtensionType.supportedVersions, ExtensionType.keyShare,
            answer.isRetryRequest ? ExtensionType.cookie : ExtensionType.preSharedKey,
        ]
        // A cookie is the one thing that nobody has to ask for (RFC 8446 §4.2).
        let offered = sent.hello.extensions.present + [ExtensionType.cookie]
        for type in answer.extensions.present {
            guard offered.contains(type) else { throw .peerMisbehaved(.unsolicitedExtension(type)) }
            guard allowed.contains(type) else { throw .peerMisbehaved(.misplacedExtension(type)) }
        }
        return suite
    }

    /// Another ClientHello, with what HelloRetryRequest asks for and nothing else changed (RFC 8446 §4.1.2).
    func retry(
        _ answer: ServerHello,
        _ message: [UInt8],
        _ suite: TLS13Suite,
        _ sent: TLS13SentHello,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> TLS13SentHello {
        guard sent.retriedSuite == nil else { throw .peerMisbehaved(.secondRetry) }
        var hello = sent.hello
        var offer = sent.offer
        if let number = answer.extensions.retryGroup {
            guard let group = configuration.groups.first(where: { $0.codePoint == number }),
                !offer.exchanges.contains(where: { $0.group == group })
            else { throw .peerMisbehaved(.needlessRetry) }
            let exchange = try crypto { () throws(CryptoError) in try StartedExchange(group, Backend.self) }
            offer.exchanges = [exchange]
            hello.extensions.keyShares = [KeyShareEntry(group: group.codePoint, keyExchange: exchange.share)]
        } else {
            guard answer.extensions.cookie != nil else { throw .peerMisbehaved(.needlessRetry) }
        }
        hello.extensions.cookie = answer.extensions.cookie
        if let session = offer.session, session.cipherSuite.hash != suite.hash {
            // It cannot be resumed under this suite, and its binder would be of another hash (RFC 8446 §4.1.4).
            offer.session = nil
            hello.extensions.preSharedKeys = nil
        }
        try crypto { () throws(CryptoError) in try transcript.beginAfterRetry(suite.hash, Backend.self) }
        try append(message)
        if let session = offer.session, let sessions = configuration.sessions {
            hello.extensions.preSharedKeys?.identities[0].obfuscatedTicketAge =
                sessions.age(of: session) &+ session.ageAdd
        }
        let changeCipherSpec = ChangeCipherSpec.encoded
        try records.write(.changeCipherSpec, changeCipherSpec.span)
        try send(try offer.message(&hello, transcript, Backend.self), &records)
        return TLS13SentHello(hello: hello, offer: offer, retriedSuite: suite.suite)
    }

    /// The keys of the handshake.
    func agree(
        _ answer: ServerHello,
        _ message: [UInt8],
        _ suite: TLS13Suite,
        _ sent: TLS13SentHello,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> TLS13ServerFlight {
        let session = try resumedSession(answer, suite, sent)
        guard let share = answer.extensions.keyShares?.first else {
            throw .peerMisbehaved(.missingExtension(ExtensionType.keyShare))
        }
        guard let exchange = sent.offer.exchanges.first(where: { $0.group.codePoint == share.group }) else {
            throw .peerMisbehaved(.unofferedGroup(share.group))
        }
        let secret = try exchange.finish(with: share.keyExchange)
        if sent.retriedSuite == nil {
            try crypto { () throws(CryptoError) in try transcript.begin(suite.hash, Backend.self) }
        }
        try append(message)
        let secrets = try crypto { () throws(CryptoError) in
            try TLS13Secrets(
                try TLS13KeySchedule(
                    preSharedKey: session?.secret.copy(),
                    hash: suite.hash,
                    backend: Backend.self
                ),
                sharedSecret: secret,
                transcript,
                clientRandom: sent.hello.random,
                keyLog: configuration.keyLog
            )
        }
        records.ignoresVersion = true
        records.protectReading(
            try crypto { () throws(CryptoError) in
                try secrets.server.protection(suite.aead, recordLimit: suite.recordsPerKey)
            }
        )
        if sent.retriedSuite == nil {
            // For boxes between, once before the first protected record (RFC 8446 §D.4).
            let changeCipherSpec = ChangeCipherSpec.encoded
            try records.write(.changeCipherSpec, changeCipherSpec.span)
        }
        records.protectWriting(
            try crypto { () throws(CryptoError) in
                try secrets.client.protection(suite.aead, recordLimit: suite.recordsPerKey)
            }
        )
        return TLS13ServerFlight(
            suite: suite,
            group: exchange.group,
            secrets: secrets,
            hello: sent.hello,
            resumed: session
        )
    }

    /// The session that the server goes on with; nil for a new one.
    private func resumedSession(
        _ answer: ServerHello,
        _ suite: TLS13Suite,
        _ sent: TLS13SentHello
    ) throws(HandshakeError) -> Session? {
        guard let identity = answer.extensions.selectedIdentity else { return nil }
        guard identity == 0, let session = sent.offer.session, session.cipherSuite.hash == suite.hash else {
            throw .peerMisbehaved(.unofferedSession)
        }
        return session
    }
}
