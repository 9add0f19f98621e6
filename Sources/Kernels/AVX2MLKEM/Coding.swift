internal import CIntrinsics

// ByteEncode₁₂ and ByteDecode₁₂ of FIPS 203 §4.2.1, of polynomials in the standard's order.

extension AVX2MLKEM {
    /// 384 octets of 256 numbers, which may be any 16 bits.
    public static func encode(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>) {
        // Three octets of each four, and then the words that have some.
        let order = inBothLanes(0x0908_0605_0402_0100, 0x8080_8080_0E0D_0C0A)
        let words = _mm256_set_epi32(7, 3, 6, 5, 4, 2, 1, 0)
        let factors = _mm256_set1_epi32(1 | 4096 &<< 16)
        for index in 0..<16 {
            let pairs = unsafe _mm256_madd_epi16(canonical(load(f, 16 &* index)), factors)
            let packed = _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(pairs, order), words)
            let place = unsafe UnsafeMutableRawPointer(octets + 24 &* index)
            unsafe place.storeBytes(of: _mm256_castsi256_si128(packed), as: __m128i.self)
            unsafe place.storeBytes(of: tlsbench_one_word_256(packed, 2), toByteOffset: 16, as: UInt64.self)
        }
    }

    /// 256 numbers of 384 octets; false if one is not below q.
    public static func decode(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) -> Bool {
        let first = _mm_set_epi64x(0x0B0A_0A09_0807_0706, 0x0504_0403_0201_0100)
        // From octet 8 on, so that 24 octets are all that is read.
        let second = _mm_set_epi64x(0x0F0E_0E0D_0C0B_0B0A, 0x0908_0807_0605_0504)
        let order = _mm256_set_m128i(second, first)
        var above = _mm256_setzero_si256()
        for index in 0..<16 {
            let place = unsafe UnsafeRawPointer(octets + 24 &* index)
            let (low, high) = unsafe (
                place.loadUnaligned(as: __m128i.self), place.loadUnaligned(fromByteOffset: 8, as: __m128i.self)
            )
            let pairs = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), order)
            let numbers = tlsbench_even_and_odd_16_256(and(pairs, every(0xFFF)), _mm256_srli_epi16(pairs, 4))
            above = or(above, _mm256_cmpgt_epi16(numbers, every(q &- 1)))
            unsafe store(numbers, f, 16 &* index)
        }
        return _mm256_movemask_epi8(above) == 0
    }
}

/// An order of octets.
@inline(__always) func inBothLanes(_ low: UInt64, _ high: UInt64) -> __m256i {
    let (low, high) = (Int64(bitPattern: low), Int64(bitPattern: high))
    return _mm256_set_epi64x(high, low, high, low)
}
