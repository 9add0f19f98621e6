/// The AES states of eight blocks, bit-sliced: one vector for each of the eight bits of an octet.
///
/// Käsper and Schwabe, "Faster and Timing-Attack Resistant AES-GCM" (CHES 2009), §4, put eight blocks side by side like
/// this; here their octets are ordered so that shuffles of whole lanes serve instead of shuffles of octets, which SSE2
/// does not have. In `bit0` … `bit7`, lane r is row r of the state, octet c of a lane is column c, and bit b of that octet
/// belongs to block b. So there is no table, and nothing to index, with a secret.
struct AESPlanes {
    /// One bit of each of 128 octets.
    typealias Plane = SIMD4<UInt32>

    var bit0, bit1, bit2, bit3, bit4, bit5, bit6, bit7: Plane

    /// Slices eight blocks of 16 octets.
    @unsafe
    @inline(__always)
    init(blocks: UnsafeRawPointer) {
        unsafe self.init(words: blocks)
        transposeBits()
        transposeOctets()
    }

    /// Eight planes as ``store(to:)`` left them, from any address.
    @unsafe
    @inline(__always)
    init(words: UnsafeRawPointer) {
        bit0 = unsafe words.loadUnaligned(fromByteOffset: 0, as: Plane.self)
        bit1 = unsafe words.loadUnaligned(fromByteOffset: 16, as: Plane.self)
        bit2 = unsafe words.loadUnaligned(fromByteOffset: 32, as: Plane.self)
        bit3 = unsafe words.loadUnaligned(fromByteOffset: 48, as: Plane.self)
        bit4 = unsafe words.loadUnaligned(fromByteOffset: 64, as: Plane.self)
        bit5 = unsafe words.loadUnaligned(fromByteOffset: 80, as: Plane.self)
        bit6 = unsafe words.loadUnaligned(fromByteOffset: 96, as: Plane.self)
        bit7 = unsafe words.loadUnaligned(fromByteOffset: 112, as: Plane.self)
    }

    /// Writes the planes as they are: 128 octets.
    @unsafe
    @inline(__always)
    func store(to memory: UnsafeMutableRawPointer) {
        unsafe memory.storeBytes(of: bit0, toByteOffset: 0, as: Plane.self)
        unsafe memory.storeBytes(of: bit1, toByteOffset: 16, as: Plane.self)
        unsafe memory.storeBytes(of: bit2, toByteOffset: 32, as: Plane.self)
        unsafe memory.storeBytes(of: bit3, toByteOffset: 48, as: Plane.self)
        unsafe memory.storeBytes(of: bit4, toByteOffset: 64, as: Plane.self)
        unsafe memory.storeBytes(of: bit5, toByteOffset: 80, as: Plane.self)
        unsafe memory.storeBytes(of: bit6, toByteOffset: 96, as: Plane.self)
        unsafe memory.storeBytes(of: bit7, toByteOffset: 112, as: Plane.self)
    }

    /// Writes the eight blocks: the inverse of ``init(blocks:)``, as both transpositions are their own inverses.
    @unsafe
    @inline(__always)
    consuming func unslice(to blocks: UnsafeMutableRawPointer) {
        transposeOctets()
        transposeBits()
        unsafe store(to: blocks)
    }

    /// AddRoundKey (FIPS 197 §5.1.4) with a key that is sliced too.
    @inline(__always)
    mutating func add(_ other: AESPlanes) {
        bit0 ^= other.bit0
        bit1 ^= other.bit1
        bit2 ^= other.bit2
        bit3 ^= other.bit3
        bit4 ^= other.bit4
        bit5 ^= other.bit5
        bit6 ^= other.bit6
        bit7 ^= other.bit7
    }

    // MARK: Transpositions

    /// Exchanges bit i of octets in vector b with bit b of octets in vector i: an 8 × 8 transposition for each octet's
    /// place, in three steps of four exchanges.
    @inline(__always)
    private mutating func transposeBits() {
        let ones = Plane(repeating: 0x5555_5555)
        exchange(&bit0, &bit1, ones, 1)
        exchange(&bit2, &bit3, ones, 1)
        exchange(&bit4, &bit5, ones, 1)
        exchange(&bit6, &bit7, ones, 1)
        let pairs = Plane(repeating: 0x3333_3333)
        exchange(&bit0, &bit2, pairs, 2)
        exchange(&bit1, &bit3, pairs, 2)
        exchange(&bit4, &bit6, pairs, 2)
        exchange(&bit5, &bit7, pairs, 2)
        let nibbles = Plane(repeating: 0x0f0f_0f0f)
        exchange(&bit0, &bit4, nibbles, 4)
        exchange(&bit1, &bit5, nibbles, 4)
        exchange(&bit2, &bit6, nibbles, 4)
        exchange(&bit3, &bit7, nibbles, 4)
    }

    /// Exchanges the bits of `left` above `mask` with the bits of `right` in it.
    @inline(__always)
    private func exchange(_ left: inout Plane, _ right: inout Plane, _ mask: Plane, _ shift: UInt32) {
        let difference = ((left &>> Plane(repeating: shift)) ^ right) & mask
        right ^= difference
        left ^= difference &<< Plane(repeating: shift)
    }

    /// Exchanges octet c of lane r with octet r of lane c: AES numbers octets down the columns (FIPS 197 §3.4).
    @inline(__always)
    private mutating func transposeOctets() {
        bit0 = Self.transposed(bit0)
        bit1 = Self.transposed(bit1)
        bit2 = Self.transposed(bit2)
        bit3 = Self.transposed(bit3)
        bit4 = Self.transposed(bit4)
        bit5 = Self.transposed(bit5)
        bit6 = Self.transposed(bit6)
        bit7 = Self.transposed(bit7)
    }

    @inline(__always)
    private static func transposed(_ plane: Plane) -> Plane {
        let octets = unsafe unsafeBitCast(plane, to: SIMD16<UInt8>.self)
        let transposed = SIMD16(
            octets[0],
            octets[4],
            octets[8],
            octets[12],
            octets[1],
            octets[5],
            octets[9],
            octets[13],
            octets[2],
            octets[6],
            octets[10],
            octets[14],
            octets[3],
            octets[7],
            octets[11],
            octets[15]
        )
        return unsafe unsafeBitCast(transposed, to: Plane.self)
    }
}
