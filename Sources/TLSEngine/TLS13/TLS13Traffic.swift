internal import CryptoBackend
internal import TLSWire

/// The keys of application data in both directions, and how they follow one another (RFC 8446 §4.6.3, §7.2).
final class TLS13Traffic {
    private let aead: AEADAlgorithm
    private let recordsPerKey: UInt64
    private var reading: TrafficSecret
    private var writing: TrafficSecret

    init(_ suite: TLS13Suite, reading: TrafficSecret, writing: TrafficSecret) {
        aead = suite.aead
        recordsPerKey = suite.recordsPerKey
        self.reading = reading
        self.writing = writing
    }

    /// What is sent from here on is application data.
    func beginWriting(_ records: inout RecordLayer) throws(HandshakeError) {
        records.protectWriting(try protection(writing))
    }

    /// What comes from here on is application data, and no ChangeCipherSpec for boxes between.
    func beginReading(_ records: inout RecordLayer) throws(HandshakeError) {
        records.protectReading(try protection(reading))
        records.droppableChangeCipherSpecs = 0
    }

    /// Takes a KeyUpdate, and answers it if that is asked for.
    func handleKeyUpdate(_ body: [UInt8], _ records: inout RecordLayer) throws(HandshakeError) {
        let update = try decoding { () throws(DecodeError) in try TLS13.KeyUpdate(decoding: body) }
        reading = try crypto { () throws(CryptoError) in try reading.next() }
        records.protectReading(try protection(reading))
        if update.isRequested { try updateWriting(&records) }
    }

    /// Sends a KeyUpdate, and all that follows under the next key.
    func updateWriting(_ records: inout RecordLayer) throws(HandshakeError) {
        let message = TLS13.KeyUpdate(isRequested: false).encoded
        try records.write(.handshake, message.span)
        writing = try crypto { () throws(CryptoError) in try writing.next() }
        records.protectWriting(try protection(writing))
    }

    private func protection(_ secret: TrafficSecret) throws(HandshakeError) -> TLS13RecordProtection {
        try crypto { () throws(CryptoError) in try secret.protection(aead, recordLimit: recordsPerKey) }
    }
}

/// A suite of TLS 1.3 with what it stands for.
struct TLS13Suite {
    let suite: CipherSuite
    let hash: HashAlgorithm
    let aead: AEADAlgorithm
    /// Only AES-GCM has a limit that a connection can reach (RFC 8446 §5.5).
    let recordsPerKey: UInt64

    /// Nil for a suite of another version.
    init?(_ suite: CipherSuite, recordsPerKey: UInt64) {
        guard suite.keyExchange == nil, let hash = suite.hash, let aead = suite.aead else { return nil }
        self.suite = suite
        self.hash = hash
        self.aead = aead
        self.recordsPerKey = aead == .chacha20Poly1305 ? .max : recordsPerKey
    }
}
