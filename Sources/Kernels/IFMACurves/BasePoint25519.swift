internal import CIntrinsics

/// Multiples of the base point of Curve25519: 64 windows of four bits, four to a register.
///
/// Leaks: nothing of the digits.
enum BasePoint25519 {
    /// The registers of one entry: y + x, y − x, 2 d x y.
    private static var entryWords: Int { 60 }

    /// Y and Z of the multiple.
    static func multiply(
        _ digits: UnsafePointer<UInt64>,
        table: UnsafePointer<UInt64>,
        into coordinates: UnsafeMutablePointer<UInt64>
    ) {
        var sums = Points25519()
        var group = 0
        while group < 16 {
            sums = unsafe add(sums, load(digits, 4 &* group), table + group &* 8 &* entryWords)
            group &+= 1
        }
        sums = sums.adding(sums.ordered(2, 3, 0, 1))
        sums = sums.adding(sums.ordered(1, 0, 3, 2))
        unsafe store(sums.y.carried, coordinates)
        unsafe store(sums.z.carried, coordinates + 5)
    }

    @inline(__always) private static func add(
        _ sums: Points25519,
        _ digits: __m256i,
        _ entries: UnsafePointer<UInt64>
    ) -> Points25519 {
        let selection = Selection(digits)
        // The neutral point where the digit is zero: 1, 1, 0.
        let zero = _mm256_setzero_si256()
        let one = and(selection.mask(0), broadcast(1))
        var sum = Digits(one, zero, zero, zero, zero)
        var difference = sum
        var product = Digits(zero, zero, zero, zero, zero)
        var index: UInt64 = 0
        var entry = unsafe entries
        while index < 8 {
            index &+= 1
            let mask = selection.mask(index)
            unsafe sum.take(entry, where: mask)
            unsafe difference.take(entry + 20, where: mask)
            unsafe product.take(entry + 40, where: mask)
            unsafe entry += entryWords
        }
        // 2 p less a number of digits below 2⁵¹ + 2¹³ has digits below 2⁵².
        let digit: UInt64 = 1 &<< 52 &- 2
        let opposite = Digits((digit &- 36, digit, digit, digit, digit)).with(product) { minus($0, $1) }
        return sums.adding(
            sum: select(selection.negative, difference, else: sum),
            difference: select(selection.negative, sum, else: difference),
            product: select(selection.negative, opposite, else: product)
        )
    }

    /// The lowest lane.
    @inline(__always) private static func store(_ digits: Digits, _ words: UnsafeMutablePointer<UInt64>) {
        unsafe words[0] = tlsbench_word_256(digits.digit0, 0)
        unsafe words[1] = tlsbench_word_256(digits.digit1, 0)
        unsafe words[2] = tlsbench_word_256(digits.digit2, 0)
        unsafe words[3] = tlsbench_word_256(digits.digit3, 0)
        unsafe words[4] = tlsbench_word_256(digits.digit4, 0)
    }
}
