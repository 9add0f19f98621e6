internal import CryptoBackend
internal import TLSWire

/// What a ClientHello offers for TLS 1.3, beside what it has for TLS 1.2 (RFC 8446 §4.1.2).
struct TLS13Offer {
    /// Halves of key exchanges, one for each key_share.
    var exchanges: [StartedExchange]
    /// The session that pre_shared_key names.
    var session: Session?
    /// The suites, most preferred first.
    let suites: [CipherSuite]

    /// Begins key exchanges and puts the offer into `hello`.
    init<Backend: CryptoBackend>(
        _ configuration: ClientConfiguration<Backend>,
        resuming resumable: ResumableSession?,
        into hello: inout ClientHello
    ) throws(HandshakeError) {
        let groups = configuration.groups
        guard let first = groups.first else { throw .incompatible(.noCommonGroup) }
        suites = configuration.tls13CipherSuites
        exchanges = try crypto { () throws(CryptoError) in
            let started = try StartedExchange(first, Backend.self)
            // The half on the curve serves a server without the hybrid too.
            guard first.encapsulation != nil,
                let curve = groups.first(where: { $0 == KeyExchangeGroup(first.classical) })
            else { return [started] }
            return [started, try StartedExchange(curve, sharing: started, Backend.self)]
        }
        hello.cipherSuites = suites + hello.cipherSuites
        hello.extensions.supportedVersions = configuration.versions.sorted { $0.rawValue > $1.rawValue }
        hello.extensions.supportedGroups = groups.map(\.codePoint)
        hello.extensions.keyShares = exchanges.map { KeyShareEntry(group: $0.group.codePoint, keyExchange: $0.share) }
        hello.extensions.pskModes = [Self.pskWithKeyExchange]
        if hello.sessionID.isEmpty {
            // For boxes between that know TLS 1.2 alone, it looks like a session that is resumed (RFC 8446 §D.4).
            hello.sessionID = try crypto { () throws(CryptoError) in try randomOctets(32, Backend.self) }
        }
        guard let resumable, resumable.session.version == .tls13, let hash = resumable.session.cipherSuite.hash,
            let sessions = configuration.sessions
        else { return }
        session = resumable.session
        let age = sessions.age(of: resumable.session) &+ resumable.session.ageAdd
        hello.extensions.preSharedKeys = PreSharedKeyOffer(
            identities: [.init(identity: resumable.ticket, obfuscatedTicketAge: age)],
            binders: [[UInt8](repeating: 0, count: hash.digestLength)]
        )
    }

    /// psk_dhe_ke: with a key exchange, so that what was sent stays secret from who learns the key later (RFC 8446 §4.2.9).
    static var pskWithKeyExchange: UInt8 { 1 }

    /// The message, with the binder of its session over the transcript and itself.
    func message(
        _ hello: inout ClientHello,
        _ transcript: Transcript,
        _ backend: any CryptoBackend.Type
    ) throws(HandshakeError) -> [UInt8] {
        let message = hello.encoded
        guard let session, let hash = session.cipherSuite.hash, let offer = hello.extensions.preSharedKeys else {
            return message
        }
        let covered = message.span.extracting(first: message.count - offer.bindersLength)
        let binder = try crypto { () throws(CryptoError) in
            let digest = try transcript.currentDigest(followedBy: covered, hash, backend)
            return try TLS13KeySchedule(preSharedKey: session.secret.copy(), hash: hash, backend: backend)
                .binder(over: digest)
        }
        hello.extensions.preSharedKeys?.binders = [binder]
        return hello.encoded
    }
}
