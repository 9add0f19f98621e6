/// AES-GCM or ChaCha20-Poly1305 under one key, in place, for the records of one direction of a connection (RFC 5288 §3, RFC 7905
/// §2, RFC 8446 §5.2).
///
/// It holds the expanded key for its lifetime, so it is a class that is wiped when it goes. Neither operation allocates once
/// it has had a long record.
public protocol RecordAEAD: AnyObject {
    /// Leaks: only the length of `key`, which must be ``AEADAlgorithm/keyLength``.
    init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError)

    /// Encrypts all but the last 16 octets of `record` in place and writes the tag into those 16.
    ///
    /// A record of TLS 1.3 has up to 2¹⁴ + 1 octets before its tag, one of TLS 1.2 up to 2¹⁴; the length is not checked here.
    ///
    /// - Parameters:
    ///   - nonce: any 12 octets, never used twice under one key.
    ///   - additional: any octets, or none. TLS 1.2 has 13: sequence number, type, version and length of the plaintext (RFC 5246
    ///     §6.2.3.3). TLS 1.3 has the 5 of the record's header (RFC 8446 §5.2).
    func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError)

    /// Checks the tag in the last 16 octets of `record` and decrypts the others in place.
    ///
    /// Throws ``CryptoError/badRecordTag`` if it does not hold; `record` then holds no plaintext.
    func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError)
}
