public import CryptoBackend
internal import Glibc

/// HMAC (RFC 2104) over SHA-256 and SHA-384.
///
/// The two hashes that begin with the padded key are kept, so that a message costs two compressions less than it would
/// from the key. Neither operation allocates.
public final class SwiftMAC: MACContext {
    private let hash: HashAlgorithm
    /// H(K ⊕ ipad ‖ …
    private var keyedInner: SwiftHash
    /// H(K ⊕ opad ‖ …
    private var keyedOuter: SwiftHash
    private var inner: SwiftHash
    private var outer: SwiftHash
    /// H(K ⊕ ipad ‖ text), of which the digest's length is in use.
    private var innerDigest = [48 of UInt8](repeating: 0)

    /// Does not fail. Leaks: only the length of `key`.
    public init(key: borrowing SecretBytes, hash: HashAlgorithm) {
        self.hash = hash
        keyedInner = SwiftHash(hash)
        keyedOuter = SwiftHash(hash)
        inner = SwiftHash(hash)
        outer = SwiftHash(hash)
        // RFC 2104 §2: a key longer than a block is hashed first, a shorter one padded with zeros.
        let blockLength = hash.blockLength
        var padded = SecretBytes(zeroed: blockLength)
        padded.withMutableBytes { block in
            key.withBytes { octets in
                if octets.count > blockLength {
                    var digest = block._mutatingExtracting(first: hash.digestLength)
                    inner.update(octets)
                    inner.finish(into: &digest)
                } else {
                    for index in octets.indices { block[index] = octets[index] }
                }
            }
            for index in block.indices { block[index] ^= 0x36 }
        }
        padded.withBytes { keyedInner.update($0) }
        padded.withMutableBytes { block in
            for index in block.indices { block[index] ^= 0x36 ^ 0x5c }
        }
        padded.withBytes { keyedOuter.update($0) }
        inner = keyedInner
        outer = keyedOuter
    }

    /// Appends `octets`. Does not fail.
    public func update(_ octets: Span<UInt8>) { inner.update(octets) }

    /// Throws ``CryptoError/invalidLength(of:expected:got:)`` if `output` is not as long as a digest.
    public func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError) {
        let length = hash.digestLength
        guard output.count == length else {
            throw .invalidLength(of: .output, expected: length, got: output.count)
        }
        var digest = innerDigest.mutableSpan
        inner.finish(into: &digest)
        outer.update(innerDigest.span.extracting(first: length))
        outer.finish(into: &output)
        inner = keyedInner
        outer = keyedOuter
    }

    deinit {
        keyedInner.wipe()
        keyedOuter.wipe()
        inner.wipe()
        outer.wipe()
        unsafe withUnsafeMutableBytes(of: &innerDigest) { memory in
            if let base = memory.baseAddress { unsafe explicit_bzero(base, memory.count) }
        }
    }
}
