/// AES-GCM under one key, in place, for the records of one direction of a connection (RFC 5288 §3).
///
/// It holds the expanded key for its lifetime, so it is a class that is wiped when it goes. Neither operation allocates once
/// it has had a long record.
public protocol RecordAEAD: AnyObject {
    /// Leaks: only the length of `key`, which must be ``AEADAlgorithm/keyLength``.
    init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError)

    /// Encrypts all but the last 16 octets of `record` in place and writes the tag into those 16.
    ///
    /// - Parameters:
    ///   - nonce: 12 octets, never used twice under one key: the 4 of the key block, then the 8 explicit ones.
    ///   - additional: sequence number, type, version and length of the plaintext (RFC 5246 §6.2.3.3).
    func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError)

    /// Checks the tag in the last 16 octets of `record` and decrypts the others in place.
    ///
    /// Throws ``CryptoError/badRecordTag`` if it does not hold; `record` then holds no plaintext.
    func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError)
}
