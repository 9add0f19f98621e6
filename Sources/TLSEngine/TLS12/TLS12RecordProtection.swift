internal import CryptoBackend
internal import TLSWire

/// One direction of a connection under AES-GCM in TLS 1.2 (RFC 5246 §6.1, RFC 5288 §3).
final class TLS12RecordProtection: RecordProtection {
    private let aead: any RecordAEAD
    private let salt: SecretBytes
    private var sequence: UInt64 = 0

    /// The length of the fixed part of every nonce.
    static var saltLength: Int { 4 }
    /// The length of the part of the nonce that every record carries.
    static var explicitNonceLength: Int { 8 }
    private static var overhead: Int { explicitNonceLength + AEADAlgorithm.tagLength }

    var prefixLength: Int { Self.explicitNonceLength }
    var suffixLength: Int { AEADAlgorithm.tagLength }
    var maximumFragment: Int { RecordHeader.maximumCiphertext }
    /// TLS 1.2 has no other key to give.
    var isSpent: Bool { false }

    func outerType(of type: ContentType) -> ContentType { type }
    func accepts(outerType: UInt8) -> Bool { true }

    init(_ aead: any RecordAEAD, salt: consuming SecretBytes) {
        self.aead = aead
        self.salt = salt
    }

    /// Protects a fragment in place: explicit nonce (to be written), plaintext, room for the tag.
    func seal(_ fragment: inout MutableSpan<UInt8>, _ type: ContentType) throws(HandshakeError) {
        guard sequence < .max else { throw .misuse(.sequenceNumberExhausted) }
        // The sequence number never repeats under a key, so it serves as the nonce (RFC 5288 §3).
        for index in 0..<Self.explicitNonceLength { fragment[index] = octet(index, of: sequence) }
        let nonce = nonce { index in octet(index, of: sequence) }
        let additional = additionalData(type.rawValue, fragment.count - Self.overhead)
        var body = fragment._mutatingExtracting(Self.explicitNonceLength..<fragment.count)
        do {
            try aead.seal(&body, nonce: nonce.span, additional: additional.span)
        } catch { throw .crypto(error) }
        sequence += 1
    }

    /// Opens a fragment in place; the plaintext is between the explicit nonce and the tag.
    func open(
        _ fragment: inout MutableSpan<UInt8>,
        _ header: RecordHeader
    ) throws(HandshakeError) -> (type: ContentType, plaintext: Range<Int>) {
        guard let type = ContentType(rawValue: header.type) else {
            throw .peerMisbehaved(.unexpectedRecord(header.type))
        }
        guard sequence < .max else { throw .misuse(.sequenceNumberExhausted) }
        let nonce = nonce { index in fragment[index] }
        let additional = additionalData(type.rawValue, fragment.count - Self.overhead)
        var body = fragment._mutatingExtracting(Self.explicitNonceLength..<fragment.count)
        do {
            try aead.open(&body, nonce: nonce.span, additional: additional.span)
        } catch .badRecordTag { throw .peerMisbehaved(.badRecordMAC) } catch { throw .crypto(error) }
        sequence += 1
        return (type, Self.explicitNonceLength..<fragment.count - AEADAlgorithm.tagLength)
    }

    private func nonce(explicit: (Int) -> UInt8) -> [12 of UInt8] {
        salt.withBytes { salt in
            var nonce = [12 of UInt8](repeating: 0)
            for index in 0..<Self.saltLength { nonce[index] = salt[index] }
            for index in 0..<Self.explicitNonceLength { nonce[Self.saltLength + index] = explicit(index) }
            return nonce
        }
    }

    /// seq_num, type, version, length of the plaintext (RFC 5246 §6.2.3.3).
    private func additionalData(_ type: UInt8, _ length: Int) -> [13 of UInt8] {
        var data = [13 of UInt8](repeating: 0)
        for index in 0..<8 { data[index] = octet(index, of: sequence) }
        data[8] = type
        data[9] = 0x03
        data[10] = 0x03
        data[11] = UInt8(truncatingIfNeeded: length >> 8)
        data[12] = UInt8(truncatingIfNeeded: length)
        return data
    }
}
