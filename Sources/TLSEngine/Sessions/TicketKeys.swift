public import CryptoBackend
internal import Synchronization
internal import TLSWire

/// The keys that a server seals tickets under (RFC 5077 §4): one in use, and the one before, whose tickets still open.
///
/// A ticket is key_name, a random nonce, and the session under AES-256-GCM. Keys live in this process alone and are wiped.
public final class TicketKeys<Backend: CryptoBackend>: Sendable {
    /// How long a ticket may be used, and how long a key seals, in seconds.
    public let lifetime: SessionTime
    private let clock: SessionClock
    private let keys: Mutex<Keys>

    /// Draws the first key.
    public init(lifetime: SessionTime = 7_200, clock: @escaping SessionClock) throws(CryptoError) {
        self.lifetime = lifetime
        self.clock = clock
        let first = try TicketKey<Backend>(end: clock() + lifetime)
        keys = Mutex(Keys(current: first, previous: nil))
    }

    private struct Keys {
        var current: TicketKey<Backend>
        var previous: TicketKey<Backend>?
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
        let now = clock()
        let key = try keys.withLock { (keys) throws(CryptoError) in
            if now >= keys.current.end {
                let fresh = try TicketKey<Backend>(end: now + lifetime)
                keys = Keys(current: fresh, previous: now < keys.current.end + lifetime ? keys.current : nil)
            }
            return keys.current
        }
        return try key.seal(session.encoded)
    }

    /// The session in a ticket; nil for one that is not ours, was altered, or has expired. Whichever it is, a full handshake
    /// follows (RFC 5077 §3.1).
    func open(_ ticket: [UInt8]) throws(CryptoError) -> (session: Session, isOfOldKey: Bool)? {
        let (current, previous) = keys.withLock { ($0.current, $0.previous) }
        for key in [current, previous] {
            guard let key, ticket.starts(with: key.name) else { continue }
            guard let plaintext = try key.open(ticket), let session = Session(encoded: plaintext) else { return nil }
            return session.expiry > clock() ? (session, key !== current || clock() >= key.end) : nil
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
