internal import CIntrinsics

// Short words for vectors of four 64-bit words. All of them become one or two instructions.

@inline(__always) func load(_ pointer: UnsafePointer<Int64>, _ offset: Int = 0) -> __m256i {
    unsafe UnsafeRawPointer(pointer + offset).loadUnaligned(as: __m256i.self)
}

@inline(__always) func store(_ value: __m256i, _ pointer: UnsafeMutablePointer<Int64>, _ offset: Int = 0) {
    unsafe UnsafeMutableRawPointer(pointer + offset).storeBytes(of: value, as: __m256i.self)
}

/// One digit in the lower half of all four lanes: of 32 bits, which a load alone does.
@inline(__always) func broadcast(_ digits: UnsafePointer<Int64>, _ index: Int = 0) -> __m256i {
    unsafe _mm256_set1_epi32(UnsafeRawPointer(digits + index).load(as: Int32.self))
}

/// The products of the lower halves of each lane, as signed numbers of 32 bits.
@inline(__always) func times(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_mul_epi32(left, right) }

@inline(__always) func plus(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_add_epi64(left, right) }
