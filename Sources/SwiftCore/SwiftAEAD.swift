public import CryptoBackend

/// AES-128-GCM and AES-256-GCM (SP 800-38D, RFC 5288), portable and without tables.
///
/// Opening checks the tag first, so that a record that was altered is never decrypted. Leaks: only lengths.
public final class SwiftAEAD: RecordAEAD {
    private var core: AESGCM

    /// Throws ``CryptoError/invalidLength(of:expected:got:)`` for a key of another length than the algorithm's.
    public init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        guard key.count == algorithm.keyLength else {
            throw .invalidLength(of: .key, expected: algorithm.keyLength, got: key.count)
        }
        core = key.withBytes { AESGCM(key: $0) }
    }

    /// Throws ``CryptoError/invalidLength(of:expected:got:)`` for a nonce that is not 12 octets and for a record without
    /// room for a tag.
    public func seal(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let count = try dataLength(record.count, nonceLength: nonce.count)
        core.begin(nonce: nonce)
        var data = record._mutatingExtracting(first: count)
        core.crypt(&data)
        let tag = core.tag(record.span.extracting(first: count), additional: additional)
        for index in 0..<AEADAlgorithm.tagLength { record[count + index] = tag[index] }
    }

    /// Throws ``CryptoError/badRecordTag``, and otherwise as ``seal(_:nonce:additional:)``. A record that is refused is
    /// left as it came.
    public func open(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let count = try dataLength(record.count, nonceLength: nonce.count)
        core.begin(nonce: nonce)
        let tag = core.tag(record.span.extracting(first: count), additional: additional)
        var expected = [16 of UInt8](repeating: 0)
        for index in 0..<AEADAlgorithm.tagLength { expected[index] = tag[index] }
        let holds = ConstantTime.equal(record.span.extracting(count...), expected.span)
        // Public: whoever sent the record sees from the alert, or from its absence, whether the tag held.
        guard holds.declassify() else { throw .badRecordTag }
        var data = record._mutatingExtracting(first: count)
        core.crypt(&data)
    }

    private func dataLength(_ recordLength: Int, nonceLength: Int) throws(CryptoError) -> Int {
        guard nonceLength == AEADAlgorithm.nonceLength else {
            throw .invalidLength(of: .nonce, expected: AEADAlgorithm.nonceLength, got: nonceLength)
        }
        guard recordLength >= AEADAlgorithm.tagLength else {
            throw .invalidLength(of: .record, expected: AEADAlgorithm.tagLength, got: recordLength)
        }
        return recordLength - AEADAlgorithm.tagLength
    }
}
