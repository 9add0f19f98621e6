internal import CIntrinsics

extension AVX2MLKEM {
    /// SamplePolyCBD₂ (FIPS 203 §4.2.2) of 128 octets: differences of two sums of two bits.
    public static func sampleCentredBinomial(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) {
        let (ones, threes) = (_mm256_set1_epi8(0x55), _mm256_set1_epi8(0x33))
        let (low, offset) = (_mm256_set1_epi8(0x0F), _mm256_set1_epi8(3))
        for part in 0..<4 {
            let bits = unsafe UnsafeRawPointer(octets + 32 &* part).loadUnaligned(as: __m256i.self)
            let sums = _mm256_add_epi8(and(bits, ones), and(_mm256_srli_epi16(bits, 1), ones))
            // Four bits of 3 + a difference, which is never below 1.
            let minuends = _mm256_add_epi8(and(sums, threes), threes)
            let differences = _mm256_sub_epi8(minuends, and(_mm256_srli_epi16(sums, 2), threes))
            let even = _mm256_sub_epi8(and(differences, low), offset)
            let odd = _mm256_sub_epi8(and(_mm256_srli_epi16(differences, 4), low), offset)
            let (first, second) = (_mm256_unpacklo_epi8(even, odd), _mm256_unpackhi_epi8(even, odd))
            let place = 64 &* part
            unsafe store(_mm256_cvtepi8_epi16(_mm256_castsi256_si128(first)), f, place)
            unsafe store(_mm256_cvtepi8_epi16(_mm256_castsi256_si128(second)), f, place &+ 16)
            unsafe store(_mm256_cvtepi8_epi16(tlsbench_upper_half_256(first)), f, place &+ 32)
            unsafe store(_mm256_cvtepi8_epi16(tlsbench_upper_half_256(second)), f, place &+ 48)
        }
    }
}
