/// A running SHA-2 hash, of which the digest so far can be taken while it goes on.
///
/// TLS needs the hash of the transcript at several points of one handshake: at ClientKeyExchange for the extended master
/// secret (RFC 7627 §3), and at each Finished (RFC 5246 §7.4.9).
public protocol HashContext: Sendable {
    /// An empty message.
    init(_ algorithm: HashAlgorithm) throws(CryptoError)
    /// Appends `octets` to the message.
    mutating func update(_ octets: Span<UInt8>) throws(CryptoError)
    /// The digest of what came so far; the context is unchanged and may go on.
    borrowing func currentDigest() throws(CryptoError) -> Digest
}

extension HashContext {
    /// The digest of one whole message.
    public static func digest(_ message: Span<UInt8>, _ algorithm: HashAlgorithm) throws(CryptoError) -> Digest {
        var context = try Self(algorithm)
        try context.update(message)
        return try context.currentDigest()
    }
}
