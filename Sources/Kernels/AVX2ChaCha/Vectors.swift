internal import CIntrinsics

// Short words for 256-bit vectors. Most of them become one instruction.

@inline(__always) func load(_ pointer: UnsafeRawPointer, _ offset: Int = 0) -> __m256i {
    unsafe pointer.loadUnaligned(fromByteOffset: offset, as: __m256i.self)
}

@inline(__always) func store(_ value: __m256i, _ pointer: UnsafeMutableRawPointer, _ offset: Int = 0) {
    unsafe pointer.storeBytes(of: value, toByteOffset: offset, as: __m256i.self)
}

@inline(__always) func xor(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_xor_si256(left, right) }

/// The sums of the words of 32 bits.
@inline(__always) func plus(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_add_epi32(left, right) }

/// The sums of the words of 64 bits.
@inline(__always) func sum(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_add_epi64(left, right) }

/// ChaCha20's quarter round (RFC 8439 §2.1), in every word.
@inline(__always) func quarterRound(_ a: inout __m256i, _ b: inout __m256i, _ c: inout __m256i, _ d: inout __m256i) {
    a = plus(a, b)
    d = tlsbench_rotate_16_256(xor(d, a))
    c = plus(c, d)
    b = tlsbench_rotate_12_256(xor(b, c))
    a = plus(a, b)
    d = tlsbench_rotate_8_256(xor(d, a))
    c = plus(c, d)
    b = tlsbench_rotate_7_256(xor(b, c))
}
