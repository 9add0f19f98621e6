internal import CryptoBackend
internal import TLSWire

/// One direction of a connection in TLS 1.2 (RFC 5246 §6.1), under AES-GCM (RFC 5288 §3) or ChaCha20-Poly1305 (RFC 7905 §2).
final class TLS12RecordProtection: RecordProtection {
    private let aead: any RecordAEAD
    /// The part of every nonce that the key block gives: as long as it, or without what records carry.
    private let fixedIV: SecretBytes
    private var sequence: UInt64 = 0

    /// The length of the part of the nonce that every record carries.
    let prefixLength: Int

    private var overhead: Int { prefixLength + AEADAlgorithm.tagLength }

    var suffixLength: Int { AEADAlgorithm.tagLength }
    var maximumFragment: Int { RecordHeader.maximumCiphertext }
    /// TLS 1.2 has no other key to give.
    var isSpent: Bool { false }

    func outerType(of type: ContentType) -> ContentType { type }
    func accepts(outerType: UInt8) -> Bool { true }

    /// - Parameter fixedIV: of ``AEADAlgorithm/fixedIVLength`` octets.
    init(_ aead: any RecordAEAD, fixedIV: consuming SecretBytes) {
        self.aead = aead
        prefixLength = AEADAlgorithm.nonceLength - fixedIV.count
        self.fixedIV = fixedIV
    }

    /// Protects a fragment in place: explicit nonce (to be written), plaintext, room for the tag.
    func seal(_ fragment: inout MutableSpan<UInt8>, _ type: ContentType) throws(HandshakeError) {
        guard sequence < .max else { throw .misuse(.sequenceNumberExhausted) }
        // The sequence number never repeats under a key, so it serves as the nonce (RFC 5288 §3).
        for index in 0..<prefixLength { fragment[index] = octet(index, of: sequence) }
        let nonce = nonce { index in octet(index, of: sequence) }
        let additional = additionalData(type.rawValue, fragment.count - overhead)
        var body = fragment._mutatingExtracting(prefixLength..<fragment.count)
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
        let additional = additionalData(type.rawValue, fragment.count - overhead)
        var body = fragment._mutatingExtracting(prefixLength..<fragment.count)
        do {
            try aead.open(&body, nonce: nonce.span, additional: additional.span)
        } catch .badRecordTag { throw .peerMisbehaved(.badRecordMAC) } catch { throw .crypto(error) }
        sequence += 1
        return (type, prefixLength..<fragment.count - AEADAlgorithm.tagLength)
    }

    /// What the record carries behind the fixed part; or the sequence number, added without carry to its last octets.
    private func nonce(explicit: (Int) -> UInt8) -> [12 of UInt8] {
        fixedIV.withBytes { iv in
            var nonce = [12 of UInt8](repeating: 0)
            for index in 0..<iv.count { nonce[index] = iv[index] }
            if prefixLength == 0 {
                for index in 0..<8 { nonce[4 + index] ^= octet(index, of: sequence) }
            } else {
                for index in 0..<8 { nonce[4 + index] = explicit(index) }
            }
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

extension AEADAlgorithm {
    /// How many octets of a nonce in TLS 1.2 come from the key block: the salt of GCM (RFC 5288 §3), all for ChaCha20-Poly1305
    /// (RFC 7905 §2).
    var fixedIVLength: Int {
        switch self {
        case .aes128GCM, .aes256GCM: 4
        case .chacha20Poly1305: Self.nonceLength
        }
    }
}
