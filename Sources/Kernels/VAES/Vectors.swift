internal import AESCLMULKernel
internal import CIntrinsics

// Short words for 128- and 256-bit vectors. All of them become one instruction.

@inline(__always) func load128(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> __m128i {
    unsafe pointer.loadUnaligned(fromByteOffset: offset, as: __m128i.self)
}

@inline(__always) func load256(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> __m256i {
    unsafe pointer.loadUnaligned(fromByteOffset: offset, as: __m256i.self)
}

@inline(__always) func store128(_ value: __m128i, _ pointer: UnsafeMutableRawPointer, _ offset: Int = 0) {
    unsafe pointer.storeBytes(of: value, toByteOffset: offset, as: __m128i.self)
}

@inline(__always) func store256(_ value: __m256i, _ pointer: UnsafeMutableRawPointer, _ offset: Int = 0) {
    unsafe pointer.storeBytes(of: value, toByteOffset: offset, as: __m256i.self)
}

@inline(__always) func xor(_ left: __m128i, _ right: __m128i) -> __m128i { _mm_xor_si128(left, right) }

@inline(__always) func xor(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_xor_si256(left, right) }

/// All octets of a block in reverse: GHASH numbers its bits from the other end (SP 800-38D §6.3).
@inline(__always) func reversed(_ block: __m128i) -> __m128i {
    _mm_shuffle_epi8(block, _mm_set_epi64x(0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f))
}

/// The same in both lanes.
@inline(__always) func reversed(_ blocks: __m256i) -> __m256i {
    _mm256_shuffle_epi8(
        blocks,
        _mm256_set_epi64x(
            0x0001_0203_0405_0607,
            0x0809_0a0b_0c0d_0e0f,
            0x0001_0203_0405_0607,
            0x0809_0a0b_0c0d_0e0f
        )
    )
}

/// The round key that is stored twice, for both lanes.
@inline(__always) func roundKey(_ context: UnsafeRawPointer, _ round: Int) -> __m256i {
    unsafe load256(context, round &* GCMContext.roundKeyStride)
}

/// The first `count` octets, 0 to 16, of a block; zeros after them.
@inline(__always) func first(_ count: Int, of block: __m128i) -> __m128i {
    let index = _mm_set_epi64x(0x0f0e_0d0c_0b0a_0908, 0x0706_0504_0302_0100)
    return _mm_and_si128(block, _mm_cmpgt_epi8(_mm_set1_epi8(CChar(truncatingIfNeeded: count)), index))
}
