internal import AESCLMULKernel
internal import CIntrinsics

// Short words for 512-bit vectors, of four lanes with a block each. All of them become one instruction.

@inline(__always) func load(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> __m512i {
    unsafe pointer.loadUnaligned(fromByteOffset: offset, as: __m512i.self)
}

@inline(__always) func store(_ value: __m512i, _ pointer: UnsafeMutableRawPointer, _ offset: Int = 0) {
    unsafe pointer.storeBytes(of: value, toByteOffset: offset, as: __m512i.self)
}

@inline(__always) func xor(_ left: __m512i, _ right: __m512i) -> __m512i { _mm512_xor_si512(left, right) }

@inline(__always) func load128(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> __m128i {
    unsafe pointer.loadUnaligned(fromByteOffset: offset, as: __m128i.self)
}

/// One block in all four lanes.
@inline(__always) func broadcast(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> __m512i {
    _mm512_broadcast_i32x4(unsafe load128(pointer, offset))
}

/// The round key of one round, for all four lanes.
@inline(__always) func roundKey(_ context: UnsafeRawPointer, _ round: Int) -> __m512i {
    unsafe broadcast(context, round &* GCMContext.roundKeyStride)
}

/// All octets of each block in reverse: GHASH numbers its bits from the other end (SP 800-38D §6.3).
@inline(__always) func reversed(_ blocks: __m512i) -> __m512i {
    _mm512_shuffle_epi8(
        blocks,
        _mm512_broadcast_i32x4(_mm_set_epi64x(0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f))
    )
}

/// The same of one block.
@inline(__always) func reversed(_ block: __m128i) -> __m128i {
    _mm_shuffle_epi8(block, _mm_set_epi64x(0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f))
}

/// The counter blocks as AES takes them: the last 32 bits big-endian (SP 800-38D §6.2).
@inline(__always) func counterOnWire(_ counters: __m512i) -> __m512i {
    _mm512_shuffle_epi8(
        counters,
        _mm512_broadcast_i32x4(_mm_set_epi64x(0x0c0d_0e0f_0b0a_0908, 0x0706_0504_0302_0100))
    )
}

/// A number for the counter of each lane, the lowest lane first.
@inline(__always) func counterVector(_ first: Int32, _ second: Int32, _ third: Int32, _ fourth: Int32) -> __m512i {
    _mm512_set_epi32(fourth, 0, 0, 0, third, 0, 0, 0, second, 0, 0, 0, first, 0, 0, 0)
}

/// The 12 octets of a nonce, and zeros where the counter is.
///
/// In two loads: the second is what a caller that counts has just written.
@inline(__always) func loadNonce(_ nonce: UnsafeRawPointer) -> __m128i {
    unsafe _mm_set_epi64x(
        Int64(nonce.loadUnaligned(fromByteOffset: 8, as: UInt32.self)),
        nonce.loadUnaligned(as: Int64.self)
    )
}

/// The last block of GHASH, octet-reversed.
@inline(__always) func lengthBlock(_ additionalCount: Int, _ count: Int) -> __m128i {
    _mm_set_epi64x(Int64(additionalCount) &* 8, Int64(count) &* 8)
}
