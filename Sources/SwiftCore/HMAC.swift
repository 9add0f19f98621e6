internal import CryptoBackend
internal import Glibc

/// HMAC (RFC 2104) over SHA-256 or SHA-384, as a value that ``SwiftMAC`` owns and wipes.
///
/// The two hashes that begin with the padded key are kept, so that a message costs two compressions less than it would
/// from the key. Nothing allocates but `init`. Leaks: only the lengths of the key and of the message.
struct HMAC {
    private let hash: HashAlgorithm
    /// H(K ⊕ ipad ‖ …
    private var keyedInner: SwiftHash
    /// H(K ⊕ opad ‖ …
    private var keyedOuter: SwiftHash
    private var inner: SwiftHash
    private var outer: SwiftHash
    /// H(K ⊕ ipad ‖ text), of which the digest's length is in use.
    private var innerDigest = [48 of UInt8](repeating: 0)

    init(key: borrowing SecretBytes, hash: HashAlgorithm) {
        self.hash = hash
        keyedInner = SwiftHash(hash)
        keyedOuter = keyedInner
        inner = keyedInner
        outer = keyedInner
        // RFC 2104 §2: a key longer than a block is hashed first, a shorter one padded with zeros.
        let blockLength = hash.blockLength
        var padded = SecretBytes(zeroed: 2 * blockLength)
        padded.withMutableBytes { blocks in
            key.withBytes { octets in
                if octets.count > blockLength {
                    var digest = blocks._mutatingExtracting(first: hash.digestLength)
                    inner.update(octets)
                    inner.finish(into: &digest)
                } else {
                    for index in octets.indices { blocks[index] = octets[index] }
                }
            }
            for index in 0..<blockLength {
                blocks[blockLength + index] = blocks[index] ^ 0x5c
                blocks[index] ^= 0x36
            }
        }
        padded.withBytes { blocks in
            let outerBlock = blocks.extracting(droppingFirst: blockLength)
            (keyedInner, keyedOuter) = SwiftHash.begin(hash, with: blocks, and: outerBlock)
        }
        inner = keyedInner
        outer = keyedOuter
    }

    /// The length of every MAC in octets.
    var digestLength: Int { hash.digestLength }

    /// Appends `octets` to the message.
    mutating func update(_ octets: Span<UInt8>) { inner.update(octets) }

    /// Writes the MAC into `output`, of the digest's length, and begins an empty message.
    mutating func finalize(into output: inout MutableSpan<UInt8>) {
        var digest = innerDigest.mutableSpan
        inner.finish(into: &digest)
        outer.update(innerDigest.span.extracting(first: digestLength))
        outer.finish(into: &output)
        inner = keyedInner
        outer = keyedOuter
    }

    /// Overwrites all of it, which is then of no use.
    mutating func wipe() {
        unsafe withUnsafeMutableBytes(of: &self) { memory in
            if let base = memory.baseAddress { unsafe explicit_bzero(base, memory.count) }
        }
    }
}
