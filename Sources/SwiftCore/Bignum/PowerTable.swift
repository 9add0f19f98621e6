internal import CryptoBackend

/// The digits in which an exponent is read.
enum PowerWindow {
    /// Five bits cost the fewest multiplications for exponents of 256 to about 2048 bits.
    static let bits = 5
    /// 2⁵.
    static let count = 1 << bits
}

/// The powers 0 to 31 of a base in Montgomery form, of which one is taken without telling which.
@unsafe
struct PowerTable {
    private let start: UnsafeMutablePointer<UInt64>
    private let domain: MontgomeryDomain

    /// A table in ``PowerWindow/count`` × `domain.count` limbs from `start` on.
    init(start: UnsafeMutablePointer<UInt64>, domain: MontgomeryDomain) {
        unsafe self.start = start
        unsafe self.domain = domain
    }

    /// Computes all entries from the first two powers. Leaks: only the count of limbs.
    func fill(powersOf base: UnsafePointer<UInt64>, one: UnsafePointer<UInt64>) {
        unsafe entry(0).update(from: one, count: domain.count)
        unsafe entry(1).update(from: base, count: domain.count)
        for half in 1..<PowerWindow.count / 2 {
            unsafe domain.square(entry(half), into: entry(2 * half))
            unsafe domain.multiply(entry(2 * half), base, into: entry(2 * half + 1))
        }
    }

    /// Copies the entry of a secret index, by reading every entry. Leaks: only the count of limbs.
    func select(_ index: UInt64, into result: UnsafeMutablePointer<UInt64>) {
        let count = unsafe domain.count
        unsafe result.update(repeating: 0, count: count)
        for candidate in 0..<PowerWindow.count {
            let mask = Choice(UInt64(candidate), equals: index).mask
            let entry = unsafe entry(candidate)
            var limb = 0
            while limb < count {
                unsafe result[limb] |= entry[limb] & mask
                limb &+= 1
            }
        }
    }

    private func entry(_ index: Int) -> UnsafeMutablePointer<UInt64> {
        unsafe start + index &* domain.count
    }
}
