internal import CIntrinsics

extension AVX2MLKEM {
    /// SampleNTT (FIPS 203 §4.2.2), eight numbers at a time: continues at octet `place` and number `found` while twelve octets
    /// and room for eight numbers are left.
    ///
    /// In variable time: the matrix is public, and its seed with it. Four octets after `length` are read too.
    public static func sampleVartime(
        _ octets: UnsafePointer<UInt8>,
        _ length: Int,
        _ place: inout Int,
        into f: UnsafeMutablePointer<Int16>,
        _ found: inout Int,
        constants: UnsafePointer<Int16>
    ) {
        let order = _mm_set_epi64x(0x0B0A_0A09_0807_0706, 0x0504_0403_0201_0100)
        let odd = _mm_set1_epi32(-65536)
        let (low, limit) = (_mm_set1_epi16(0xFFF), _mm_set1_epi16(q))
        while place <= length &- 12 && found <= 248 {
            let pairs = unsafe _mm_shuffle_epi8(UnsafeRawPointer(octets + place).loadUnaligned(as: __m128i.self), order)
            let numbers = _mm_or_si128(
                _mm_andnot_si128(odd, _mm_and_si128(pairs, low)),
                _mm_and_si128(odd, _mm_srli_epi16(pairs, 4))
            )
            let good = _mm_packs_epi16(_mm_cmpgt_epi16(limit, numbers), _mm_setzero_si128())
            let mask = Int(_mm_movemask_epi8(good))
            let selection = unsafe UnsafeRawPointer(constants + Constants.selection(mask)).loadUnaligned(
                as: __m128i.self
            )
            unsafe UnsafeMutableRawPointer(f + found).storeBytes(
                of: _mm_shuffle_epi8(numbers, selection),
                as: __m128i.self
            )
            found &+= mask.nonzeroBitCount
            place &+= 12
        }
    }
}
