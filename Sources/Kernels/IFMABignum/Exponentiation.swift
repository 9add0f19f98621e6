/// One modulus over its constants, with memory to work in. Leaks: only the radix and the lengths, and what `Vartime` says.
@unsafe struct Exponentiation {
    let radix: Radix
    let constants: UnsafePointer<UInt64>
    let residue: Residue
    /// Room for one number.
    let factor: UnsafeMutablePointer<UInt64>
    let table: PowerTable

    /// - Parameters:
    ///   - constants: m, −m⁻¹ mod R, R² mod m, and what ``ResiduePair`` needs.
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
        unsafe load(limbs, count: count)
        unsafe setFirstPowers()
        var index = 2
        while unsafe index < PowerTable.count {
            unsafe residue.multiply(by: factor)
            unsafe table.set(index, residue.value)
            index &+= 1
        }
        // The first window finds 1, which five squarings would not change.
        var window = Exponent.windows(octets: octets) &- 1
        unsafe selectFirst(exponent, octets, window)
        while window > 0 {
            window &-= 1
            unsafe residue.square()
            unsafe residue.square()
            unsafe residue.square()
            unsafe residue.square()
            unsafe residue.square()
            unsafe table.select(Exponent.bits(exponent, octets, window: window), into: factor)
            unsafe residue.multiply(by: factor)
        }
        unsafe leave(limbs, count)
    }

    /// The same with a public exponent above 0, by squaring and multiplying as its bits say.
    func powerVartime(_ limbs: UnsafeMutablePointer<UInt64>, count: Int, exponent: UInt64) {
        unsafe load(limbs, count: count)
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

    /// Takes a base below m.
    func load(_ limbs: UnsafePointer<UInt64>, count: Int) {
        unsafe Digits.load(limbs, count: count, radix, into: factor)
        unsafe residue.load(factor)
        unsafe residue.multiply(by: squaredRadix)
    }

    /// The powers 0 and 1 of the value, which stands for the base and stays what it is; it is the factor too.
    func setFirstPowers() {
        unsafe copy(residue.value, factor)
        unsafe table.set(1, factor)
        // R² × 1 × R⁻¹ stands for 1.
        unsafe residue.load(squaredRadix)
        unsafe multiplyByOne()
        unsafe table.set(0, residue.value)
        unsafe table.select(1, into: factor)
        unsafe residue.load(factor)
    }

    /// Makes the value the power of the highest window.
    func selectFirst(_ exponent: UnsafePointer<UInt8>, _ octets: Int, _ window: Int) {
        unsafe table.select(Exponent.bits(exponent, octets, window: window < 0 ? 0 : window), into: factor)
        unsafe residue.load(factor)
    }

    /// Multiplies by 1 × R⁻¹.
    func leave(_ limbs: UnsafeMutablePointer<UInt64>, _ count: Int) {
        unsafe multiplyByOne()
        unsafe Digits.store(residue.value, radix, into: limbs, count: count)
    }

    private func multiplyByOne() {
        var index = 1
        unsafe factor[0] = 1
        while unsafe index < radix.digits {
            unsafe factor[index] = 0
            index &+= 1
        }
        unsafe residue.multiply(by: factor)
    }

    private func copy(_ source: UnsafePointer<UInt64>, _ digits: UnsafeMutablePointer<UInt64>) {
        var index = 0
        while unsafe index < radix.digits {
            unsafe digits[index] = source[index]
            index &+= 1
        }
    }
}

/// Windows of five bits of a big-endian exponent, counted from its least significant end.
enum Exponent {
    static func windows(octets: Int) -> Int { (8 &* octets &+ 4) / 5 }

    static func bits(_ exponent: UnsafePointer<UInt8>, _ octets: Int, window: Int) -> UInt64 {
        let place = window &* 5
        let (octet, shift) = (place >> 3, place & 7)
        if octet >= octets { return 0 }
        let low = unsafe UInt64(exponent[octets &- 1 &- octet])
        let high = octet &+ 1 < octets ? unsafe UInt64(exponent[octets &- 2 &- octet]) : 0
        return (high &<< 8 | low) &>> UInt64(shift) & 31
    }
}
