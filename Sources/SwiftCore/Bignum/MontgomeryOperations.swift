public import CryptoBackend

extension MontgomeryModulus {
    /// value mod m, for a value of up to twice the modulus's length. Leaks: only lengths.
    public func reduce(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        guard value.count <= 2 * octetCount else {
            throw .invalidLength(of: .operand, expected: 2 * octetCount, got: value.count)
        }
        var result = SecretBytes(zeroed: octetCount)
        let count = limbCount
        unsafe withDomain(room: 2 * count) { domain, squaredRadix, _, low in
            let high = unsafe low + count
            value.withBytes { octets in unsafe Limbs.load(octets, into: low, count: 2 * count) }
            // value = high × R + low. Each half is below R and R² mod m below m, so each product is below R × m.
            unsafe domain.multiply(high, squaredRadix, into: high)
            unsafe domain.multiply(low, squaredRadix, into: low)
            unsafe domain.leave(low, into: low)
            // Their sum is below 2 m.
            let carry = unsafe Limbs.add(low, where: .max, to: high, count: count)
            unsafe Limbs.subtractIfNotBelow(high, carry: carry, modulus: domain.modulus, count: count, into: low)
            result.withMutableBytes { octets in unsafe Limbs.store(low, into: &octets) }
        }
        return result
    }

    /// left × right mod m; both below the modulus, and no longer. Leaks: only lengths.
    public func multiply(
        _ left: borrowing SecretBytes,
        _ right: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try checkLength(left)
        try checkLength(right)
        var result = SecretBytes(zeroed: octetCount)
        let count = limbCount
        unsafe withDomain(room: 2 * count) { domain, squaredRadix, _, first in
            let second = unsafe first + count
            left.withBytes { octets in unsafe Limbs.load(octets, into: first, count: count) }
            right.withBytes { octets in unsafe Limbs.load(octets, into: second, count: count) }
            // left × R, then left × R × right × R⁻¹.
            unsafe domain.multiply(first, squaredRadix, into: first)
            unsafe domain.multiply(first, second, into: first)
            result.withMutableBytes { octets in unsafe Limbs.store(first, into: &octets) }
        }
        return result
    }

    /// left − right mod m; both below the modulus, and no longer. Leaks: only lengths.
    public func subtract(
        _ left: borrowing SecretBytes,
        _ right: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try checkLength(left)
        try checkLength(right)
        var result = SecretBytes(zeroed: octetCount)
        let count = limbCount
        unsafe withDomain(room: 2 * count) { domain, _, _, first in
            let second = unsafe first + count
            left.withBytes { octets in unsafe Limbs.load(octets, into: first, count: count) }
            right.withBytes { octets in unsafe Limbs.load(octets, into: second, count: count) }
            let borrow = unsafe Limbs.subtract(first, second, count: count, into: first)
            let isNegative = Choice(lowestBitOf: borrow)
            unsafe Limbs.add(domain.modulus, where: isNegative.mask, to: first, count: count)
            result.withMutableBytes { octets in unsafe Limbs.store(first, into: &octets) }
        }
        return result
    }

    /// value⁻¹ mod m for a prime modulus, as value^(m − 2) (Fermat). Leaks: only lengths.
    public func inverseModuloPrime(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        var exponent = SecretBytes(zeroed: octetCount)
        let count = limbCount
        unsafe withDomain(room: 2 * count) { domain, _, _, two in
            unsafe two[0] = 2
            // An odd m above 1 is at least 3: there is no borrow.
            _ = unsafe Limbs.subtract(domain.modulus, two, count: count, into: two)
            exponent.withMutableBytes { octets in unsafe Limbs.store(two, into: &octets) }
        }
        return try power(value, secretExponent: exponent)
    }
}
