#if SwiftCrypto
internal import struct Crypto.SHA256
internal import struct Crypto.SHA384
public import CryptoBackend

/// A running SHA256 or SHA384. A copy of the value is a hash of its own from its first update on.
public struct SwiftCryptoHash: HashContext {
    private let algorithm: HashAlgorithm
    // One of the two. Not an enum: to take a value out of one and put it back would be a copy each time.
    private var sha256: SHA256?
    private var sha384: SHA384?

    /// A new hash function.
    public init(_ algorithm: HashAlgorithm) {
        self.algorithm = algorithm
        switch algorithm {
        case .sha256: sha256 = SHA256()
        case .sha384: sha384 = SHA384()
        }
    }

    /// `update(bufferPointer:)`.
    public mutating func update(_ octets: Span<UInt8>) {
        unsafe octets.withUnsafeBytes { memory in
            unsafe sha256?.update(bufferPointer: memory)
            unsafe sha384?.update(bufferPointer: memory)
        }
    }

    /// `finalize()`, which leaves the hash as it is.
    public func currentDigest() -> Digest {
        Digest(algorithm) { output in
            unsafe output.withUnsafeMutableBytes { output in
                unsafe sha256?.finalize().withUnsafeBytes { unsafe output.copyMemory(from: $0) }
                unsafe sha384?.finalize().withUnsafeBytes { unsafe output.copyMemory(from: $0) }
            }
        }
    }
}
#endif
