public import CryptoBackend

/// AES-128-GCM and AES-256-GCM (SP 800-38D, RFC 5288) and ChaCha20-Poly1305 (RFC 8439), without tables: on the best tier that this
/// CPU has.
///
/// Leaks: only lengths.
public final class SwiftAEAD: RecordAEAD {
    private let portable: PortableAESGCM?
    /// Written during a call alone, and a call runs nobody else's code, so there are never two accesses in one thread. Looking
    /// for them while it runs (SE-0176) took a quarter of the instructions of a short record.
    @exclusivity(unchecked)
    private var kernel: KernelAESGCM?
    /// Whether ``kernel`` is there: the one question that the shortest way through a record asks.
    private let hasKernel: Bool
    /// Unchecked for the same reason.
    @exclusivity(unchecked)
    private var chaCha: ChaCha20Poly1305?

    /// Throws ``CryptoError/invalidLength(of:expected:got:)`` for a key of another length than the algorithm's.
    public convenience init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        try self.init(algorithm, key: key, tier: Dispatch.gcm, chaCha: Dispatch.chaCha)
    }

    /// The same in tiers of the caller's choice, which this CPU must have.
    init(
        _ algorithm: AEADAlgorithm,
        key: borrowing SecretBytes,
        tier: Dispatch.GCM = .portable,
        chaCha chaChaTier: Dispatch.ChaCha = .portable
    ) throws(CryptoError) {
        guard key.count == algorithm.keyLength else {
            throw .invalidLength(of: .key, expected: algorithm.keyLength, got: key.count)
        }
        guard algorithm != .chacha20Poly1305 else {
            hasKernel = false
            portable = nil
            unsafe kernel = nil
            unsafe chaCha = key.withBytes { ChaCha20Poly1305(key: $0, tier: chaChaTier) }
            return
        }
        unsafe chaCha = nil
        hasKernel = tier != .portable
        if !hasKernel {
            portable = key.withBytes { PortableAESGCM(AESGCM(key: $0)) }
            unsafe kernel = nil
        } else {
            portable = nil
            unsafe kernel = key.withBytes { KernelAESGCM(key: $0, tier: tier) }
        }
    }

    /// Throws ``CryptoError/invalidLength(of:expected:got:)`` for a nonce that is not 12 octets and for a record without
    /// room for a tag.
    public func seal(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let count = try dataLength(record.count, nonceLength: nonce.count)
        guard !hasKernel else {
            unsafe kernel?.seal(&record, nonce: nonce, additional: additional)
            return
        }
        guard let portable else {
            unsafe chaCha?.seal(&record, nonce: nonce, additional: additional)
            return
        }
        portable.core.begin(nonce: nonce)
        var data = record._mutatingExtracting(first: count)
        portable.core.crypt(&data)
        let tag = portable.core.tag(record.span.extracting(first: count), additional: additional)
        for index in 0..<AEADAlgorithm.tagLength { record[count + index] = tag[index] }
    }

    /// Throws ``CryptoError/badRecordTag``, and otherwise as ``seal(_:nonce:additional:)``. A record that is refused is
    /// left as it came by ChaCha20-Poly1305 and the portable AES-GCM, which check the tag first; a kernel of AES-GCM, which does
    /// both at once, wipes it.
    public func open(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let count = try dataLength(record.count, nonceLength: nonce.count)
        guard !hasKernel else {
            // Public, as below.
            guard unsafe kernel?.open(&record, nonce: nonce, additional: additional).declassify() == true else {
                wipe(&record)
                throw .badRecordTag
            }
            return
        }
        guard let portable else {
            guard unsafe chaCha?.open(&record, nonce: nonce, additional: additional) == true else {
                throw .badRecordTag
            }
            return
        }
        portable.core.begin(nonce: nonce)
        let tag = portable.core.tag(record.span.extracting(first: count), additional: additional)
        var expected = [16 of UInt8](repeating: 0)
        for index in 0..<AEADAlgorithm.tagLength { expected[index] = tag[index] }
        let holds = ConstantTime.equal(record.span.extracting(count...), expected.span)
        // Public: whoever sent the record sees from the alert, or from its absence, whether the tag held.
        guard holds.declassify() else { throw .badRecordTag }
        var data = record._mutatingExtracting(first: count)
        portable.core.crypt(&data)
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

/// Holds the portable tier's state where only keys of that tier have it.
private final class PortableAESGCM {
    var core: AESGCM

    init(_ core: consuming AESGCM) { self.core = core }
}
