/// HMAC (RFC 2104) under one key, for any number of messages one after the other.
///
/// It holds key material, so it is a class that is wiped when it goes.
public protocol MACContext: AnyObject {
    /// Leaks: only the length of `key`.
    init(key: borrowing SecretBytes, hash: HashAlgorithm) throws(CryptoError)
    /// Appends `octets` to the message.
    func update(_ octets: Span<UInt8>) throws(CryptoError)
    /// Writes the MAC of the message, and begins an empty message under the same key.
    ///
    /// - Parameter output: exactly ``HashAlgorithm/digestLength`` octets.
    func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError)
}
