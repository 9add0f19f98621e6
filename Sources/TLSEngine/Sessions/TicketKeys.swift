public import CryptoBackend
internal import Synchronization
internal import TLSWire

/// The keys that a server seals tickets under (RFC 5077 §4): one in use, and the one before, whose tickets still open.
///
/// Threads that share one wait for each other, if only for a moment; each of them can have a ``replica()`` instead.
///
/// A ticket is key_name, a random nonce, and the session under AES-256-GCM. Keys live in this process alone and are wiped.
public final class TicketKeys<Backend: CryptoBackend>: Sendable {
    /// How long a ticket may be used, and how long a key seals, in seconds.
    public let lifetime: SessionTime
    private let clock: SessionClock
    private let keys: Mutex<Keys>
    /// Where new keys come from; nil for those that are drawn here.
    private let origin: TicketKeys?

    /// Draws the first key.
    public init(lifetime: SessionTime = 7_200, clock: @escaping SessionClock) throws(CryptoError) {
        self.lifetime = lifetime
        self.clock = clock
        let first = try TicketKey<Backend>(end: clock() + lifetime)
        keys = Mutex(Keys(current: first, previous: nil))
        origin = nil
    }

    private init(of origin: TicketKeys, _ keys: sending Keys) {
        lifetime = origin.lifetime
        clock = origin.clock
        self.keys = Mutex(keys)
        self.origin = origin
    }

    /// The same keys in memory of their own, now and whenever a key ends: what the one seals, the other opens.
    ///
    /// Like its origin, a replica lets an ended key go when it is next used, not before.
    public func replica() -> TicketKeys { TicketKeys(of: self, keys.withLock { $0.copy }) }

    private struct Keys: Sendable {
        var current: TicketKey<Backend>
        var previous: TicketKey<Backend>?

        var copy: Keys { Keys(current: current.copy, previous: previous?.copy) }
    }

    /// When a session that begins now ends.
    var expiry: SessionTime { clock() + lifetime }

    /// How long a session may still be resumed, in seconds.
    func secondsLeft(of session: Session) -> SessionTime {
        let now = clock()
        return session.expiry > now ? session.expiry - now : 0
    }

    /// A ticket for a session.
    func seal(_ session: Session) throws(CryptoError) -> [UInt8] {
        try keysInForce(clock()).current.seal(session.encoded)
    }

    /// The keys of this moment: new ones if the last has come to its end.
    private func keysInForce(_ now: SessionTime) throws(CryptoError) -> Keys {
        try keys.withLock { (keys) throws(CryptoError) in
            guard now >= keys.current.end else { return keys }
            if let origin {
                keys = try origin.keysInForce(now).copy
            } else {
                let fresh = try TicketKey<Backend>(end: now + lifetime)
                keys = Keys(current: fresh, previous: now < keys.current.end + lifetime ? keys.current : nil)
            }
            return keys
        }
    }

    /// The session in a ticket; nil for one that is not ours, was altered, or has expired. Whichever it is, a full handshake
    /// follows (RFC 5077 §3.1).
    func open(_ ticket: [UInt8]) throws(CryptoError) -> (session: Session, isOfOldKey: Bool)? {
        let now = clock()
        // Of a replica, the origin may have a key already that is not here yet.
        let keys = try origin == nil ? keys.withLock { $0 } : keysInForce(now)
        for key in [keys.current, keys.previous] {
            guard let key, ticket.starts(with: key.name) else { continue }
            guard let plaintext = try key.open(ticket), let session = Session(encoded: plaintext) else { return nil }
            return session.expiry > now ? (session, key !== keys.current || now >= key.end) : nil
        }
        return nil
    }
}

/// One key, its name, and when it stops sealing.
private final class TicketKey<Backend: CryptoBackend>: Sendable {
    let name: [UInt8]
    let end: SessionTime
    private let secret: SecretBytes

    init(end: SessionTime) throws(CryptoError) {
        name = try randomOctets(Self.nameLength, Backend.self)
        self.end = end
        var secret = SecretBytes(zeroed: AEADAlgorithm.aes256GCM.keyLength)
        try secret.withMutableBytes { (octets) throws(CryptoError) in try Backend.fillRandom(&octets) }
        self.secret = secret
    }

    private init(name: [UInt8], end: SessionTime, secret: consuming SecretBytes) {
        self.name = name
        self.end = end
        self.secret = secret
    }

    /// The same key in memory of its own.
    var copy: TicketKey { TicketKey(name: name, end: end, secret: secret.withBytes { SecretBytes(copying: $0) }) }

    func seal(_ plaintext: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
        // Random nonces of 96 bits: two are the same with a chance below 2⁻³² as long as a key seals less than 2³² tickets.
        let nonce = try randomOctets(AEADAlgorithm.nonceLength, Backend.self)
        var record = SecretBytes(zeroed: plaintext.count + AEADAlgorithm.tagLength)
        let aead = try Backend.AEAD(.aes256GCM, key: secret)
        let name = name
        try record.withMutableBytes { (octets) throws(CryptoError) in
            plaintext.withBytes { plaintext in
                for index in plaintext.indices { octets[index] = plaintext[index] }
            }
            try aead.seal(&octets, nonce: nonce.span, additional: name.span)
        }
        return name + nonce + record.withBytes { octets in octets.indices.map { octets[$0] } }
    }

    /// Nil if the tag does not fit.
    func open(_ ticket: [UInt8]) throws(CryptoError) -> SecretBytes? {
        let header = Self.nameLength + AEADAlgorithm.nonceLength
        guard ticket.count >= header + AEADAlgorithm.tagLength else { return nil }
        let nonce = Array(ticket[Self.nameLength..<header])
        var record = SecretBytes(copying: ticket.span.extracting(header..<ticket.count))
        let aead = try Backend.AEAD(.aes256GCM, key: secret)
        let name = name
        do throws(CryptoError) {
            try record.withMutableBytes { (octets) throws(CryptoError) in
                try aead.open(&octets, nonce: nonce.span, additional: name.span)
            }
        } catch .badRecordTag { return nil }
        let length = record.count - AEADAlgorithm.tagLength
        return record.withBytes { SecretBytes(copying: $0.extracting(first: length)) }
    }
}

extension TicketKey {
    private static var nameLength: Int { 16 }
}
