internal import CryptoBackend

extension Limbs {
    /// −m⁻¹ mod 2⁶⁴ for the lowest limb of an odd m, by Newton's iteration. Leaks nothing.
    static func negativeInverse(ofOdd limb: UInt64) -> UInt64 {
        // An odd m is its own inverse modulo 8; each step doubles the bits that hold: 3, 6, 12, 24, 48, 96.
        var inverse = limb
        for _ in 0..<5 { inverse = inverse &* (2 &- limb &* inverse) }
        return 0 &- inverse
    }
}

extension MontgomeryDomain {
    /// R² mod m and R mod m, for an odd m above 1 with any number of leading zeros.
    ///
    /// - Parameter room: `count` limbs to work in.
    ///
    /// Leaks: only `count`.
    func computeConstants(
        squaredRadix: UnsafeMutablePointer<UInt64>,
        radix: UnsafeMutablePointer<UInt64>,
        room normalised: UnsafeMutablePointer<UInt64>
    ) {
        let count = unsafe count
        // With M = m × 2^s, R/2 ≤ M < R, the remainder R mod M is R − M. It is congruent to R modulo m, and below R.
        unsafe normalise(into: normalised)
        unsafe radix.update(repeating: 0, count: count)
        _ = unsafe Limbs.subtract(radix, normalised, count: count, into: radix)
        // 2^(count / 4) × R, still modulo M.
        for _ in 0..<count / 4 {
            let carry = unsafe double(radix, into: product)
            unsafe Limbs.subtractIfNotBelow(product, carry: carry, modulus: normalised, count: count, into: radix)
        }
        // Eight Montgomery squarings take 2^k × R to 2^(256 k) × R, here 2^(64 × count) × R = R². Factors below R keep the
        // result below R (montgomeryReduce), though not yet below m.
        for _ in 0..<8 { unsafe square(radix, into: radix) }
        unsafe squaredRadix.update(from: radix, count: count)
        // R² × R⁻¹ = R is below m since it is a reduction of less than R × m; so then is R² × R × R⁻¹ = R².
        unsafe leave(squaredRadix, into: radix)
        unsafe multiply(squaredRadix, radix, into: squaredRadix)
    }

    /// m, shifted left until its highest bit is set, by powers of two that are each taken or not.
    private func normalise(into result: UnsafeMutablePointer<UInt64>) {
        let count = unsafe count
        unsafe result.update(from: modulus, count: count)
        var shift = 1
        while shift < 64 * count { shift *= 2 }
        while shift > 1 {
            shift /= 2
            let (limbs, bits) = (shift / 64, UInt64(shift % 64))
            // The `shift` highest bits: whole limbs, or the top of the highest one.
            var head: UInt64 = 0
            for index in 0..<limbs { unsafe head |= result[count - 1 - index] }
            if limbs == 0 { head = unsafe result[count - 1] >> (64 - bits) }
            let isVacant = Choice(isZero: head)
            for index in stride(from: count - 1, through: 0, by: -1) {
                let above = index >= limbs ? unsafe result[index - limbs] : 0
                let below = index > limbs ? unsafe result[index - limbs - 1] : 0
                // bits is 0 for whole limbs, and a shift by 64 gives 0.
                unsafe result[index] = isVacant.select(above << bits | below >> (64 - bits), result[index])
            }
        }
    }

    /// 2 × value, and the bit above it.
    private func double(_ value: UnsafePointer<UInt64>, into result: UnsafeMutablePointer<UInt64>) -> UInt64 {
        let count = unsafe count
        var carry: UInt64 = 0
        for index in 0..<count {
            let limb = unsafe value[index]
            unsafe result[index] = limb << 1 | carry
            carry = limb >> 63
        }
        return carry
    }
}
