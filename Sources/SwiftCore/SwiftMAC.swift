public import CryptoBackend

/// HMAC (RFC 2104) over SHA-256 and SHA-384, in Swift alone.
///
/// Leaks: only the lengths of the key and of the message.
public final class SwiftMAC: MACContext {
    private var hmac: HMAC

    /// Does not fail.
    public init(key: borrowing SecretBytes, hash: HashAlgorithm) {
        hmac = HMAC(key: key, hash: hash)
    }

    /// Appends `octets`. Does not fail.
    public func update(_ octets: Span<UInt8>) { hmac.update(octets) }

    /// Throws ``CryptoError/invalidLength(of:expected:got:)`` if `output` is not as long as a digest.
    public func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError) {
        guard output.count == hmac.digestLength else {
            throw .invalidLength(of: .output, expected: hmac.digestLength, got: output.count)
        }
        hmac.finalize(into: &output)
    }

    deinit { hmac.wipe() }
}
