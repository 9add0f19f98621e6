/// One modulus over its constants, with memory to work in. Leaks: only the radix and the lengths, and what `Vartime` says.
@unsafe struct Exponentiation {
    private let radix: Radix
    private let constants: UnsafePointer<UInt64>
    private let residue: Residue
    private let factor: UnsafeMutablePointer<UInt64>
    private let table: PowerTable

    /// - Parameters:
    ///   - constants: m, −m⁻¹ mod R and R² mod m.
    ///   - memory: ``words(_:)`` words of zero.
    @inline(__always) init(_ radix: Radix, constants: UnsafePointer<UInt64>, memory: UnsafeMutablePointer<UInt64>) {
        unsafe self.radix = radix
        unsafe self.constants = constants
        unsafe residue = Residue(radix, modulus: constants, inverse: constants + radix.digits, memory: memory)
        unsafe factor = memory + Residue.words(radix)
        unsafe table = PowerTable(radix, memory: factor + radix.digits)
    }

    /// The words that it works in.
    static func words(_ radix: Radix) -> Int { unsafe Residue.words(radix) + radix.digits + PowerTable.words(radix) }

    /// base^exponent mod m, or m in the place of 0, for `count` limbs of a base below m and `octets` octets of a big-endian
    /// exponent. By fixed windows of five bits.
    func power(
        _ limbs: UnsafeMutablePointer<UInt64>,
        count: Int,
        exponent: UnsafePointer<UInt8>,
        octets: Int
    ) {
        unsafe Digits.load(limbs, count: count, radix, into: factor)
        unsafe residue.load(factor)
        unsafe residue.multiply(by: squaredRadix)
        unsafe fillTable()
        // The first window finds 1, which five squarings would not change.
        var window = (8 &* octets &+ 4) / 5 &- 1
        unsafe table.select(bits(exponent, octets, window: window < 0 ? 0 : window), into: factor)
        unsafe residue.load(factor)
        while window > 0 {
            window &-= 1
            unsafe residue.square()
            unsafe residue.square()
            unsafe residue.square()
            unsafe residue.square()
            unsafe residue.square()
            unsafe table.select(bits(exponent, octets, window: window), into: factor)
            unsafe residue.multiply(by: factor)
        }
        unsafe leave(limbs, count)
    }

    /// The same with a public exponent above 0, by squaring and multiplying as its bits say.
    func powerVartime(_ limbs: UnsafeMutablePointer<UInt64>, count: Int, exponent: UInt64) {
        unsafe Digits.load(limbs, count: count, radix, into: factor)
        unsafe residue.load(factor)
        unsafe residue.multiply(by: squaredRadix)
        unsafe copy(residue.value, factor)
        var bit = 63 &- exponent.leadingZeroBitCount
        while bit > 0 {
            bit &-= 1
            unsafe residue.square()
            if exponent &>> UInt64(bit) & 1 == 1 { unsafe residue.multiply(by: factor) }
        }
        unsafe leave(limbs, count)
    }

    private var squaredRadix: UnsafePointer<UInt64> { unsafe constants + 2 &* radix.digits }

    /// All powers of the value, which stands for the base.
    private func fillTable() {
        unsafe copy(residue.value, factor)
        unsafe table.set(1, factor)
        var index = 2
        while unsafe index < PowerTable.count {
            unsafe residue.multiply(by: factor)
            unsafe table.set(index, residue.value)
            index &+= 1
        }
        // R² × 1 × R⁻¹ stands for 1.
        unsafe residue.load(squaredRadix)
        unsafe setOne(factor)
        unsafe residue.multiply(by: factor)
        unsafe table.set(0, residue.value)
    }

    /// Multiplies by 1 × R⁻¹.
    private func leave(_ limbs: UnsafeMutablePointer<UInt64>, _ count: Int) {
        unsafe setOne(factor)
        unsafe residue.multiply(by: factor)
        unsafe Digits.store(residue.value, radix, into: limbs, count: count)
    }

    private func setOne(_ digits: UnsafeMutablePointer<UInt64>) {
        var index = 1
        unsafe digits[0] = 1
        while unsafe index < radix.digits {
            unsafe digits[index] = 0
            index &+= 1
        }
    }

    private func copy(_ source: UnsafePointer<UInt64>, _ digits: UnsafeMutablePointer<UInt64>) {
        var index = 0
        while unsafe index < radix.digits {
            unsafe digits[index] = source[index]
            index &+= 1
        }
    }
}

/// The five bits of window `window`, counted from the least significant end of a big-endian exponent.
private func bits(_ exponent: UnsafePointer<UInt8>, _ octets: Int, window: Int) -> UInt64 {
    let place = window &* 5
    let (octet, shift) = (place >> 3, place & 7)
    if octet >= octets { return 0 }
    let low = unsafe UInt64(exponent[octets &- 1 &- octet])
    let high = octet &+ 1 < octets ? unsafe UInt64(exponent[octets &- 2 &- octet]) : 0
    return (high &<< 8 | low) &>> UInt64(shift) & 31
}
