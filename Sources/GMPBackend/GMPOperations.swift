internal import CGMP
public import CryptoBackend
internal import SwiftCore

extension GMPModulus {
    /// value mod m, for a value of up to twice the modulus's length. Leaks: only lengths, and what the type says.
    public func reduce(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        guard value.count <= 2 * octetCount else {
            throw .invalidLength(of: .operand, expected: 2 * octetCount, got: value.count)
        }
        let count = max(operandLimbs, (value.count + 7) / 8)
        let scratch = __gmpn_sec_div_r_itch(count, modulusLimbs)
        return unsafe compute(in: count + scratch) { number, modulus in
            unsafe load(value, into: number, count: count)
            unsafe reduce(number, count: count, modulus: modulus, scratch: number + count)
        }
    }

    /// left × right mod m; both below the modulus, and no longer. Leaks: only lengths, and what the type says.
    public func multiply(
        _ left: borrowing SecretBytes,
        _ right: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try checkLength(left)
        try checkLength(right)
        let count = operandLimbs
        let scratch = max(__gmpn_sec_mul_itch(count, count), __gmpn_sec_div_r_itch(2 * count, modulusLimbs))
        return unsafe compute(in: 4 * count + scratch) { product, modulus in
            let (first, second, room) = unsafe (product + 2 * count, product + 3 * count, product + 4 * count)
            unsafe load(left, into: first, count: count)
            unsafe load(right, into: second, count: count)
            unsafe __gmpn_sec_mul(product, first, count, second, count, room)
            unsafe reduce(product, count: 2 * count, modulus: modulus, scratch: room)
        }
    }

    /// left − right mod m; both below the modulus, and no longer. Leaks: only lengths.
    public func subtract(
        _ left: borrowing SecretBytes,
        _ right: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try checkLength(left)
        try checkLength(right)
        let count = operandLimbs
        return unsafe compute(in: 2 * count) { first, modulus in
            let second = unsafe first + count
            unsafe load(left, into: first, count: count)
            unsafe load(right, into: second, count: count)
            // Above the modulus both are zero, and so is their difference.
            let borrow = unsafe __gmpn_cnd_sub_n(1, first, first, second, modulusLimbs)
            _ = unsafe __gmpn_cnd_add_n(borrow, first, first, modulus, modulusLimbs)
        }
    }

    /// value⁻¹ mod m for a prime modulus, as value^(m − 2) (Fermat). Leaks: only lengths, and what the type says.
    public func inverseModuloPrime(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        // m is odd and above 1, so that m − 2 is not negative.
        let exponent = unsafe compute(in: operandLimbs + __gmpn_sec_sub_1_itch(modulusLimbs)) { number, modulus in
            _ = unsafe __gmpn_sec_sub_1(number, modulus, modulusLimbs, 2, number + operandLimbs)
        }
        return try power(value, secretExponent: exponent)
    }

    /// Leaves the remainder in the lowest limbs of `number` and zeros above it.
    private func reduce(
        _ number: UnsafeMutablePointer<UInt>,
        count: Int,
        modulus: UnsafePointer<UInt>,
        scratch: UnsafeMutablePointer<UInt>
    ) {
        unsafe __gmpn_sec_div_r(number, count, modulus, modulusLimbs, scratch)
        unsafe (number + modulusLimbs).update(repeating: 0, count: count - modulusLimbs)
    }
}
