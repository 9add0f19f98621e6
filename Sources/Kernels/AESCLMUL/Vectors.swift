internal import CIntrinsics

// Short words for 128-bit vectors. All of them become one instruction.

@inline(__always) func load(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> __m128i {
    unsafe pointer.loadUnaligned(fromByteOffset: offset, as: __m128i.self)
}

@inline(__always) func store(_ value: __m128i, _ pointer: UnsafeMutableRawPointer, _ offset: Int = 0) {
    unsafe pointer.storeBytes(of: value, toByteOffset: offset, as: __m128i.self)
}

@inline(__always) func xor(_ left: __m128i, _ right: __m128i) -> __m128i { _mm_xor_si128(left, right) }

/// All octets in reverse: GHASH numbers its bits from the other end (SP 800-38D §6.3).
@inline(__always) func reversed(_ block: __m128i) -> __m128i {
    _mm_shuffle_epi8(block, _mm_set_epi64x(0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f))
}

/// The first `count` octets, 0 to 16, of a block; zeros after them.
@inline(__always) func first(_ count: Int, of block: __m128i) -> __m128i {
    let index = _mm_set_epi64x(0x0f0e_0d0c_0b0a_0908, 0x0706_0504_0302_0100)
    return _mm_and_si128(block, _mm_cmpgt_epi8(_mm_set1_epi8(CChar(truncatingIfNeeded: count)), index))
}

/// The round key of one round.
@inline(__always) func roundKey(_ context: UnsafeRawPointer, _ round: Int) -> __m128i {
    unsafe load(context, round &* GCMContext.roundKeyStride)
}

/// A counter block as AES takes it: the last 32 bits big-endian (SP 800-38D §6.2).
@inline(__always) func counterOnWire(_ counter: __m128i) -> __m128i {
    _mm_shuffle_epi8(counter, _mm_set_epi64x(0x0c0d_0e0f_0b0a_0908, 0x0706_0504_0302_0100))
}
