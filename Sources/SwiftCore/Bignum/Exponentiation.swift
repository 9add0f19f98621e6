public import CryptoBackend

extension MontgomeryModulus {
    /// base^exponent mod m with a secret exponent, by fixed windows of five bits.
    ///
    /// Every window costs five squarings, one pass over the whole table and one multiplication, whatever its bits.
    /// Leaks: only the lengths of its arguments.
    ///
    /// - Parameter base: below the modulus, and no longer.
    public func power(
        _ base: borrowing SecretBytes,
        secretExponent: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try checkLength(base)
        if let kernel { return power(base, secretExponent: secretExponent, in: kernel) }
        var result = SecretBytes(zeroed: octetCount)
        let count = limbCount
        let windows = (8 * secretExponent.count + PowerWindow.bits - 1) / PowerWindow.bits
        unsafe withDomain(room: (PowerWindow.count + 2) * count) { domain, squaredRadix, radix, room in
            let selected = unsafe room + count
            let table = unsafe PowerTable(start: room + 2 * count, domain: domain)
            base.withBytes { octets in unsafe Limbs.load(octets, into: selected, count: count) }
            unsafe domain.multiply(selected, squaredRadix, into: selected)
            unsafe table.fill(powersOf: selected, one: radix)

            let power = unsafe room
            unsafe power.update(from: radix, count: count)
            secretExponent.withBytes { exponent in
                for window in stride(from: windows - 1, through: 0, by: -1) {
                    // The first window finds 1, which five squarings would not change.
                    if window < windows - 1 {
                        for _ in 0..<PowerWindow.bits { unsafe domain.square(power, into: power) }
                    }
                    unsafe table.select(bits(exponent, window: window), into: selected)
                    unsafe domain.multiply(power, selected, into: power)
                }
            }
            unsafe domain.leave(power, into: power)
            result.withMutableBytes { octets in unsafe Limbs.store(power, into: &octets) }
        }
        return result
    }

    /// base^exponent mod m with a public exponent, by squaring and multiplying as its bits say.
    ///
    /// Leaks: the exponent, and nothing of `base` but its length.
    ///
    /// - Parameter base: below the modulus, and no longer.
    public func power(
        _ base: borrowing SecretBytes,
        publicExponentVartime exponent: UInt64
    ) throws(CryptoError) -> SecretBytes {
        try checkLength(base)
        if let kernel, exponent > 0 { return power(base, publicExponentVartime: exponent, in: kernel) }
        var result = SecretBytes(zeroed: octetCount)
        let count = limbCount
        unsafe withDomain(room: 2 * count) { domain, squaredRadix, radix, power in
            let factor = unsafe power + count
            base.withBytes { octets in unsafe Limbs.load(octets, into: factor, count: count) }
            unsafe domain.multiply(factor, squaredRadix, into: factor)
            let bits = 64 - exponent.leadingZeroBitCount
            unsafe power.update(from: bits == 0 ? radix : UnsafePointer(factor), count: count)
            for bit in stride(from: bits - 2, through: 0, by: -1) {
                unsafe domain.square(power, into: power)
                if exponent >> UInt64(bit) & 1 == 1 { unsafe domain.multiply(power, factor, into: power) }
            }
            unsafe domain.leave(power, into: power)
            result.withMutableBytes { octets in unsafe Limbs.store(power, into: &octets) }
        }
        return result
    }
}

/// The five bits of window `window`, counted from the least significant end of a big-endian exponent.
private func bits(_ exponent: Span<UInt8>, window: Int) -> UInt64 {
    let (octet, shift) = (window * PowerWindow.bits / 8, window * PowerWindow.bits % 8)
    let low = UInt64(exponent[exponent.count - 1 - octet])
    let high = octet + 1 < exponent.count ? UInt64(exponent[exponent.count - 2 - octet]) : 0
    return (high << 8 | low) >> UInt64(shift) & UInt64(PowerWindow.count - 1)
}
