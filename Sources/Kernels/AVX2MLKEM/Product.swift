internal import CIntrinsics

extension AVX2MLKEM {
    /// The sum of three products of transforms (FIPS 203 §4.3.1), times 2⁻¹⁶, between −q and q.
    ///
    /// Six products of at most q × q stay below 2¹⁵ q when one factor is below q and the other between −q/2 and q/2.
    ///
    /// - Parameters:
    ///   - left: three transforms with numbers from 0 to q − 1, `stride` numbers from one to the next.
    ///   - right: three more, one after the other, with numbers between −q/2 and q/2; or the other way round.
    public static func multiply(
        _ left: UnsafePointer<Int16>,
        stride: Int,
        _ right: UnsafePointer<Int16>,
        into result: UnsafeMutablePointer<Int16>,
        constants: UnsafePointer<Int16>
    ) {
        for index in 0..<16 {
            let place = 16 &* index
            let gamma = unsafe Factor(constants + Constants.gamma(index))
            var even = _mm256_setzero_si256()
            var odd = _mm256_setzero_si256()
            for term in 0..<3 {
                let a = unsafe load(left, term &* stride &+ place)
                let b = unsafe load(right, 256 &* term &+ place)
                // a₀ b₀ + a₁ b₁ γ, and a₀ b₁ + a₁ b₀, of 32 bits each.
                even = _mm256_add_epi32(even, _mm256_madd_epi16(a, product(b, gamma)))
                let exchanged = or(_mm256_slli_epi32(b, 16), _mm256_srli_epi32(b, 16))
                odd = _mm256_add_epi32(odd, _mm256_madd_epi16(a, exchanged))
            }
            let low = tlsbench_even_and_odd_16_256(even, _mm256_slli_epi32(odd, 16))
            let high = tlsbench_even_and_odd_16_256(_mm256_srli_epi32(even, 16), odd)
            let quotient = _mm256_mullo_epi16(low, every(inverseOfQ))
            unsafe store(minus(high, _mm256_mulhi_epi16(quotient, every(q))), result, place)
        }
    }
}
