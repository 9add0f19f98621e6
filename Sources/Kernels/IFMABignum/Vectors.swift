internal import CIntrinsics

// Short words for vectors of four 64-bit words. All of them become one instruction.

@inline(__always) func load(_ pointer: UnsafePointer<UInt64>, _ offset: Int = 0) -> __m256i {
    unsafe UnsafeRawPointer(pointer + offset).loadUnaligned(as: __m256i.self)
}

@inline(__always) func store(_ value: __m256i, _ pointer: UnsafeMutablePointer<UInt64>, _ offset: Int = 0) {
    unsafe UnsafeMutableRawPointer(pointer + offset).storeBytes(of: value, as: __m256i.self)
}

/// One digit in all four lanes: a part of the instruction that uses it.
@inline(__always) func broadcast(_ digits: UnsafePointer<UInt64>, _ index: Int) -> __m256i {
    unsafe _mm256_set1_epi64x(Int64(bitPattern: digits[index]))
}

@inline(__always) func plus(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_add_epi64(left, right) }
