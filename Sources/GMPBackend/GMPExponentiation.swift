internal import CGMP
public import CryptoBackend
internal import SwiftCore

extension GMPModulus {
    /// base^exponent mod m with a secret exponent. Leaks: only the lengths of its arguments, and what the type says.
    ///
    /// - Parameter base: below the modulus, and no longer.
    public func power(
        _ base: borrowing SecretBytes,
        secretExponent: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        // As many bits as the octets have, zero or not: GMP's `enb`, which is all it learns of the exponent's length.
        try power(base, exponent: secretExponent, bits: 8 * secretExponent.count)
    }

    /// base^exponent mod m with a public exponent, whose length decides the time.
    ///
    /// Leaks: the length of the exponent, and nothing of `base` but its length.
    ///
    /// - Parameter base: below the modulus, and no longer.
    public func power(
        _ base: borrowing SecretBytes,
        publicExponentVartime: UInt64
    ) throws(CryptoError) -> SecretBytes {
        var exponent = SecretBytes(zeroed: 8)
        exponent.withMutableBytes { octets in
            for index in octets.indices {
                octets[index] = UInt8(truncatingIfNeeded: publicExponentVartime >> UInt64(56 - 8 * index))
            }
        }
        return try power(base, exponent: exponent, bits: 64 - publicExponentVartime.leadingZeroBitCount)
    }

    private func power(
        _ base: borrowing SecretBytes,
        exponent: borrowing SecretBytes,
        bits: Int
    ) throws(CryptoError) -> SecretBytes {
        try checkLength(base)
        let count = operandLimbs
        // An exponent of no bits at all, which mpn_sec_powm does not take: the power is 1, which is below every modulus.
        guard bits > 0 else { return unsafe compute(in: count) { number, _ in unsafe number[0] = 1 } }
        let exponentLimbs = (exponent.count + 7) / 8
        let scratch = __gmpn_sec_powm_itch(count, UInt(bits), modulusLimbs)
        return unsafe compute(in: 2 * count + exponentLimbs + scratch) { result, modulus in
            let (number, power) = unsafe (result + count, result + 2 * count)
            unsafe load(base, into: number, count: count)
            unsafe load(exponent, into: power, count: exponentLimbs)
            let room = unsafe power + exponentLimbs
            unsafe __gmpn_sec_powm(result, number, count, power, UInt(bits), modulus, modulusLimbs, room)
        }
    }
}
