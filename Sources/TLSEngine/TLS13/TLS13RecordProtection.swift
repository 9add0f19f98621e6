internal import CryptoBackend
internal import TLSWire

/// One direction of a connection in TLS 1.3 (RFC 8446 §5.2, §5.3): the type is inside, and nothing of the nonce is sent.
final class TLS13RecordProtection: RecordProtection {
    private let aead: any RecordAEAD
    private let iv: SecretBytes
    private let recordLimit: UInt64
    private var sequence: UInt64 = 0

    var prefixLength: Int { 0 }
    /// The type, then the tag.
    var suffixLength: Int { 1 + AEADAlgorithm.tagLength }
    /// RFC 8446 §5.2.
    var maximumFragment: Int { RecordHeader.maximumPlaintext + 256 }
    var isSpent: Bool { sequence >= recordLimit }

    /// - Parameters:
    ///   - iv: 12 octets, which the sequence number is added to without carry.
    ///   - recordLimit: how many records to seal before the key is to change.
    init(_ aead: any RecordAEAD, iv: consuming SecretBytes, recordLimit: UInt64) {
        self.aead = aead
        self.iv = iv
        self.recordLimit = recordLimit
    }

    func outerType(of type: ContentType) -> ContentType { .applicationData }
    func accepts(outerType: UInt8) -> Bool { outerType == ContentType.applicationData.rawValue }

    func seal(_ fragment: inout MutableSpan<UInt8>, _ type: ContentType) throws(HandshakeError) {
        guard sequence < .max else { throw .misuse(.sequenceNumberExhausted) }
        fragment[fragment.count - suffixLength] = type.rawValue
        let additional = Self.additionalData(ContentType.applicationData.rawValue, .tls12, fragment.count)
        let nonce = nonce()
        do { try aead.seal(&fragment, nonce: nonce.span, additional: additional.span) } catch { throw .crypto(error) }
        sequence += 1
    }

    /// Leaks: how much padding there is, which is scanned from the end.
    func open(
        _ fragment: inout MutableSpan<UInt8>,
        _ header: RecordHeader
    ) throws(HandshakeError) -> (type: ContentType, plaintext: Range<Int>) {
        guard sequence < .max else { throw .misuse(.sequenceNumberExhausted) }
        let additional = Self.additionalData(header.type, header.version, fragment.count)
        let nonce = nonce()
        do {
            try aead.open(&fragment, nonce: nonce.span, additional: additional.span)
        } catch .badRecordTag { throw .peerMisbehaved(.badRecordMAC) } catch { throw .crypto(error) }
        sequence += 1
        var end = fragment.count - AEADAlgorithm.tagLength
        // The type is the last octet that is not zero (RFC 8446 §5.4).
        while end > 0, fragment[end - 1] == 0 { end -= 1 }
        guard end > 0 else { throw .peerMisbehaved(.onlyPadding) }
        guard let type = ContentType(rawValue: fragment[end - 1]), type != .changeCipherSpec else {
            throw .peerMisbehaved(.unexpectedRecord(fragment[end - 1]))
        }
        return (type, 0..<end - 1)
    }

    /// RFC 8446 §5.3.
    private func nonce() -> [12 of UInt8] {
        iv.withBytes { iv in
            var nonce = [12 of UInt8](repeating: 0)
            for index in 0..<4 { nonce[index] = iv[index] }
            for index in 0..<8 { nonce[4 + index] = iv[4 + index] ^ octet(index, of: sequence) }
            return nonce
        }
    }

    /// The header as it is on the wire (RFC 8446 §5.2).
    private static func additionalData(_ type: UInt8, _ version: ProtocolVersion, _ length: Int) -> [5 of UInt8] {
        [
            type, UInt8(version.rawValue >> 8), UInt8(truncatingIfNeeded: version.rawValue),
            UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length),
        ]
    }
}
