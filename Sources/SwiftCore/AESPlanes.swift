/// The AES states of eight blocks, bit-sliced: one vector for each of the eight bits of an octet.
///
/// Käsper and Schwabe, "Faster and Timing-Attack Resistant AES-GCM" (CHES 2009), §4, put eight blocks side by side like
/// this; here their octets are ordered so that rows move by shuffles of lanes and columns by rotations of lanes, for SSE2
/// cannot shuffle octets. In `bit0` … `bit7`, lane r is row r of the state, octet c of a lane is column c, and bit b of that
/// octet belongs to block b. So there is no table, and nothing to index, with a secret. Lanes are in memory as on the
/// little-endian machines that Swift runs on.
struct AESPlanes {
    var bit0, bit1, bit2, bit3, bit4, bit5, bit6, bit7: Lanes

    /// Slices eight blocks of 16 octets, at any address.
    @unsafe
    @inline(__always)
    init(blocks: UnsafeRawPointer) {
        unsafe self.init(planes: blocks)
        transposeBits()
        transposeOctets()
    }

    /// Slices the same block eight times.
    init(repeating block: Lanes) {
        (bit0, bit1, bit2, bit3) = (block, block, block, block)
        (bit4, bit5, bit6, bit7) = (block, block, block, block)
        transposeBits()
        transposeOctets()
    }

    /// The first of the eight blocks.
    consuming func firstBlock() -> Lanes {
        transposeOctets()
        transposeBits()
        return bit0
    }

    /// Slices eight counter blocks: the first 12 octets of `nonce`, then `counter` … `counter` + 7, big-endian.
    @inline(__always)
    init(nonce: SIMD4<UInt32>, counter: UInt32) {
        bit0 = Self.counterBlock(nonce, counter &+ 0)
        bit1 = Self.counterBlock(nonce, counter &+ 1)
        bit2 = Self.counterBlock(nonce, counter &+ 2)
        bit3 = Self.counterBlock(nonce, counter &+ 3)
        bit4 = Self.counterBlock(nonce, counter &+ 4)
        bit5 = Self.counterBlock(nonce, counter &+ 5)
        bit6 = Self.counterBlock(nonce, counter &+ 6)
        bit7 = Self.counterBlock(nonce, counter &+ 7)
        transposeBits()
        transposeOctets()
    }

    @inline(__always)
    private static func counterBlock(_ nonce: SIMD4<UInt32>, _ counter: UInt32) -> Lanes {
        Lanes(SIMD4(nonce[0], nonce[1], nonce[2], counter.bigEndian))
    }

    /// Writes the eight blocks: ``init(blocks:)`` backwards, as both transpositions are their own inverses.
    @unsafe
    @inline(__always)
    consuming func unslice(to blocks: UnsafeMutableRawPointer) {
        transposeOctets()
        transposeBits()
        unsafe store(to: blocks)
    }

    /// The planes that ``store(to:)`` wrote.
    @unsafe
    @inline(__always)
    init(planes: UnsafeRawPointer) {
        bit0 = unsafe Lanes(loading: planes, 0)
        bit1 = unsafe Lanes(loading: planes, 1)
        bit2 = unsafe Lanes(loading: planes, 2)
        bit3 = unsafe Lanes(loading: planes, 3)
        bit4 = unsafe Lanes(loading: planes, 4)
        bit5 = unsafe Lanes(loading: planes, 5)
        bit6 = unsafe Lanes(loading: planes, 6)
        bit7 = unsafe Lanes(loading: planes, 7)
    }

    /// Writes the planes as they are: 128 octets.
    @unsafe
    @inline(__always)
    func store(to memory: UnsafeMutableRawPointer) {
        unsafe bit0.store(to: memory, 0)
        unsafe bit1.store(to: memory, 1)
        unsafe bit2.store(to: memory, 2)
        unsafe bit3.store(to: memory, 3)
        unsafe bit4.store(to: memory, 4)
        unsafe bit5.store(to: memory, 5)
        unsafe bit6.store(to: memory, 6)
        unsafe bit7.store(to: memory, 7)
    }

    /// AddRoundKey (FIPS 197 §5.1.4), with a key that is sliced too.
    @inline(__always)
    mutating func add(_ roundKey: AESPlanes) {
        bit0 ^= roundKey.bit0
        bit1 ^= roundKey.bit1
        bit2 ^= roundKey.bit2
        bit3 ^= roundKey.bit3
        bit4 ^= roundKey.bit4
        bit5 ^= roundKey.bit5
        bit6 ^= roundKey.bit6
        bit7 ^= roundKey.bit7
    }

    /// Exchanges bit i of the octets in vector b with bit b of the octets in vector i: an 8 × 8 transposition for each of
    /// the 16 places of octets.
    @inline(__always)
    private mutating func transposeBits() {
        Self.exchange(&bit0, &bit1, 0x5555_5555, 1)
        Self.exchange(&bit2, &bit3, 0x5555_5555, 1)
        Self.exchange(&bit4, &bit5, 0x5555_5555, 1)
        Self.exchange(&bit6, &bit7, 0x5555_5555, 1)
        Self.exchange(&bit0, &bit2, 0x3333_3333, 2)
        Self.exchange(&bit1, &bit3, 0x3333_3333, 2)
        Self.exchange(&bit4, &bit6, 0x3333_3333, 2)
        Self.exchange(&bit5, &bit7, 0x3333_3333, 2)
        Self.exchange(&bit0, &bit4, 0x0f0f_0f0f, 4)
        Self.exchange(&bit1, &bit5, 0x0f0f_0f0f, 4)
        Self.exchange(&bit2, &bit6, 0x0f0f_0f0f, 4)
        Self.exchange(&bit3, &bit7, 0x0f0f_0f0f, 4)
    }

    /// Exchanges the bits of `left` above `mask` with the bits of `right` in it.
    @inline(__always)
    private static func exchange(_ left: inout Lanes, _ right: inout Lanes, _ mask: UInt32, _ shift: UInt32) {
        let difference = ((left >> shift) ^ right) & Lanes(repeating: mask)
        right ^= difference
        left ^= difference << shift
    }

    /// Makes rows of columns: blocks list their octets down the columns (FIPS 197 §3.4).
    @inline(__always)
    private mutating func transposeOctets() {
        bit0 = bit0.octetsTransposed
        bit1 = bit1.octetsTransposed
        bit2 = bit2.octetsTransposed
        bit3 = bit3.octetsTransposed
        bit4 = bit4.octetsTransposed
        bit5 = bit5.octetsTransposed
        bit6 = bit6.octetsTransposed
        bit7 = bit7.octetsTransposed
    }
}
