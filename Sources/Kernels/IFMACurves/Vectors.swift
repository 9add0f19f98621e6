internal import CIntrinsics

// Short words for vectors of four 64-bit words. All of them become one instruction.

@inline(__always) func load(_ pointer: UnsafePointer<UInt64>, _ offset: Int = 0) -> __m256i {
    unsafe UnsafeRawPointer(pointer + offset).loadUnaligned(as: __m256i.self)
}

@inline(__always) func store(_ value: __m256i, _ pointer: UnsafeMutablePointer<UInt64>, _ offset: Int = 0) {
    unsafe UnsafeMutableRawPointer(pointer + offset).storeBytes(of: value, as: __m256i.self)
}

/// One number in all four lanes.
@inline(__always) func broadcast(_ word: UInt64) -> __m256i { _mm256_set1_epi64x(Int64(bitPattern: word)) }

/// A number for each lane, the lowest first.
@inline(__always) func lanes(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) -> __m256i {
    _mm256_set_epi64x(
        Int64(bitPattern: fourth),
        Int64(bitPattern: third),
        Int64(bitPattern: second),
        Int64(bitPattern: first)
    )
}

@inline(__always) func plus(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_add_epi64(left, right) }
@inline(__always) func minus(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_sub_epi64(left, right) }
@inline(__always) func and(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_and_si256(left, right) }

/// Lanes of one vector in any order; the order is a constant.
@inline(__always) func pick(
    _ vector: __m256i,
    _ first: UInt64,
    _ second: UInt64,
    _ third: UInt64,
    _ fourth: UInt64
) -> __m256i {
    _mm256_permutexvar_epi64(lanes(first, second, third, fourth), vector)
}

/// Lanes of two vectors, 0 to 3 of the first and 4 to 7 of the second; the order is a constant.
@inline(__always) func pick(
    _ low: __m256i,
    _ high: __m256i,
    _ first: UInt64,
    _ second: UInt64,
    _ third: UInt64,
    _ fourth: UInt64
) -> __m256i {
    _mm256_permutex2var_epi64(low, lanes(first, second, third, fourth), high)
}

/// sums + the lower 52 bits of the products.
@inline(__always) func low(_ sums: __m256i, _ left: __m256i, _ right: __m256i) -> __m256i {
    tlsbench_multiply_add_low_256(sums, left, right)
}

/// sums + the upper 52 bits of the products.
@inline(__always) func high(_ sums: __m256i, _ left: __m256i, _ right: __m256i) -> __m256i {
    tlsbench_multiply_add_high_256(sums, left, right)
}
