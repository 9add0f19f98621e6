internal import CryptoBackend

/// AES-GCM (SP 800-38D) with nonces of 96 bits and tags of 128, under one key: GCTR and GHASH, which ``SwiftAEAD`` calls in
/// the order that sealing and opening need.
///
/// Leaks: only lengths.
struct AESGCM: ~Copyable {
    private let cipher: AES
    private var hash: GHASH
    /// A stride of the key stream, then CIPH_K(J₀), then the nonce, whose first four octets come from the key block: as
    /// lanes in memory's order, of which lane 3 is where the counter goes.
    private var stream = SecretWords(zeroed: AES.strideLength / 8 + 4)

    /// How much of the first stride is key stream: its first block is CIPH_K(J₀).
    private static let firstLength = AES.strideLength - 16
    /// Where the nonce stands behind the stride and CIPH_K(J₀), in octets.
    private static let nonceOffset = AES.strideLength + 16

    /// Takes a key of 16 or 32 octets.
    init(key: Span<UInt8>) {
        let cipher = AES(key: key)
        // §7.1 step 1: H = CIPH_K(0¹²⁸).
        var zeros = SecretWords(zeroed: AES.strideLength / 8)
        unsafe zeros.withUnsafeMutableWords { unsafe cipher.encrypt($0) }
        hash = zeros.withWords { GHASH(subkey: GHASH.Block(high: $0[0].bigEndian, low: $0[1].bigEndian)) }
        self.cipher = cipher
    }

    /// Begins a record under `nonce`, of 12 octets: computes CIPH_K(J₀) with J₀ = nonce ‖ 0³¹1 (§7.1 step 2), and with it
    /// the key stream of the first seven blocks, as eight are computed at a time.
    mutating func begin(nonce octets: Span<UInt8>) {
        precondition(octets.count == AEADAlgorithm.nonceLength, "the AEAD checks the length of its nonce")
        var nonce = SIMD4<UInt32>()
        for lane in 0..<3 {
            var word: UInt32 = 0
            for octet in 0..<4 { word |= UInt32(octets[4 * lane + octet]) << (8 * UInt32(octet)) }
            nonce[lane] = word
        }
        unsafe stream.withUnsafeMutableWords { words in
            unsafe (UnsafeMutableRawPointer(words) + Self.nonceOffset).storeBytes(of: nonce, as: SIMD4<UInt32>.self)
            unsafe cipher.writeKeyStream(nonce: nonce, counter: 1, to: words)
            unsafe words[AES.strideLength / 8] = words[0]
            unsafe words[AES.strideLength / 8 + 1] = words[1]
        }
    }

    /// Encrypts or decrypts the whole of the record's data in place (§7.1 step 3), once after ``begin(nonce:)``.
    mutating func crypt(_ data: inout MutableSpan<UInt8>) {
        unsafe data.withUnsafeMutableBytes { bytes in
            guard var next = bytes.baseAddress else { return }
            unsafe stream.withUnsafeMutableWords { words in
                let memory = UnsafeMutableRawPointer(words)
                let nonce = unsafe memory.load(fromByteOffset: Self.nonceOffset, as: SIMD4<UInt32>.self)
                var left = bytes.count
                var length = min(left, Self.firstLength)
                unsafe Self.add(memory + 16, to: next, count: length)
                var counter: UInt32 = 1
                while left > length {
                    left -= length
                    unsafe next += length
                    counter &+= 8
                    unsafe cipher.writeKeyStream(nonce: nonce, counter: counter, to: memory)
                    length = min(left, AES.strideLength)
                    unsafe Self.add(memory, to: next, count: length)
                }
            }
        }
    }

    /// The tag of the encrypted data, after ``begin(nonce:)`` (§7.1 steps 4 to 6).
    mutating func tag(_ data: Span<UInt8>, additional: Span<UInt8>) -> GHASH.Block {
        let lengths = GHASH.Block(high: UInt64(additional.count) * 8, low: UInt64(data.count) * 8)
        let dataStart = (additional.count + 15) / 16
        let dataEnd = dataStart + (data.count + 15) / 16
        var tag = unsafe data.withUnsafeBytes { data in
            unsafe additional.withUnsafeBytes { additional in
                hash.hash(dataEnd + 1) { index in
                    if index < dataStart { return unsafe GHASH.Block(index, of: additional) }
                    return unsafe index < dataEnd ? GHASH.Block(index - dataStart, of: data) : lengths
                }
            }
        }
        let mask = AES.strideLength / 8
        stream.withWords { tag.add(GHASH.Block(high: $0[mask].bigEndian, low: $0[mask + 1].bigEndian)) }
        return tag
    }

    /// Adds `count` octets of the key stream to those at `target`.
    @unsafe
    @inline(__always)
    private static func add(_ stream: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer, count: Int) {
        var done = 0
        while count - done >= 16 {
            let sum = unsafe Lanes(loading: target + done, 0) ^ Lanes(loading: stream + done, 0)
            unsafe sum.store(to: target + done, 0)
            done += 16
        }
        while done < count {
            let sum =
                unsafe target.load(fromByteOffset: done, as: UInt8.self)
                ^ stream.load(fromByteOffset: done, as: UInt8.self)
            unsafe target.storeBytes(of: sum, toByteOffset: done, as: UInt8.self)
            done += 1
        }
    }
}
