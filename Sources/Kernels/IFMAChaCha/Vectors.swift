internal import CIntrinsics

// Short words for 512-bit vectors. Most of them become one instruction.

@inline(__always) func load(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> __m512i {
    unsafe pointer.loadUnaligned(fromByteOffset: offset, as: __m512i.self)
}

@inline(__always) func store(_ value: __m512i, _ pointer: UnsafeMutableRawPointer, _ offset: Int = 0) {
    unsafe pointer.storeBytes(of: value, toByteOffset: offset, as: __m512i.self)
}

@inline(__always) func xor(_ left: __m512i, _ right: __m512i) -> __m512i { _mm512_xor_si512(left, right) }

/// The sums of the words of 32 bits.
@inline(__always) func plus(_ left: __m512i, _ right: __m512i) -> __m512i { _mm512_add_epi32(left, right) }

/// The sums of the words of 64 bits.
@inline(__always) func sum(_ left: __m512i, _ right: __m512i) -> __m512i { _mm512_add_epi64(left, right) }

/// ChaCha20's quarter round (RFC 8439 §2.1), in every word.
@inline(__always) func quarterRound(_ a: inout __m512i, _ b: inout __m512i, _ c: inout __m512i, _ d: inout __m512i) {
    a = plus(a, b)
    d = tlsbench_rotate_16_512(xor(d, a))
    c = plus(c, d)
    b = tlsbench_rotate_12_512(xor(b, c))
    a = plus(a, b)
    d = tlsbench_rotate_8_512(xor(d, a))
    c = plus(c, d)
    b = tlsbench_rotate_7_512(xor(b, c))
}
