internal import CIntrinsics

/// Four numbers of five digits, a digit of all of them to a register. Digits are below 2⁵², which is what the multiplier reads.
@safe struct Digits {
    var digit0, digit1, digit2, digit3, digit4: __m256i

    @inline(__always)
    init(_ digit0: __m256i, _ digit1: __m256i, _ digit2: __m256i, _ digit3: __m256i, _ digit4: __m256i) {
        (self.digit0, self.digit1, self.digit2, self.digit3, self.digit4) = (digit0, digit1, digit2, digit3, digit4)
    }

    /// The same number in all lanes.
    @inline(__always)
    init(_ number: (UInt64, UInt64, UInt64, UInt64, UInt64)) {
        self.init(
            broadcast(number.0),
            broadcast(number.1),
            broadcast(number.2),
            broadcast(number.3),
            broadcast(number.4)
        )
    }

    /// What ``store(_:)`` has written.
    @inline(__always)
    init(_ words: UnsafePointer<UInt64>) {
        unsafe self.init(load(words), load(words, 4), load(words, 8), load(words, 12), load(words, 16))
    }

    /// Writes 20 words.
    @inline(__always)
    func store(_ words: UnsafeMutablePointer<UInt64>) {
        unsafe IFMACurvesKernel.store(digit0, words)
        unsafe IFMACurvesKernel.store(digit1, words, 4)
        unsafe IFMACurvesKernel.store(digit2, words, 8)
        unsafe IFMACurvesKernel.store(digit3, words, 12)
        unsafe IFMACurvesKernel.store(digit4, words, 16)
    }

    /// Each digit by a function.
    @inline(__always)
    func map(_ change: (__m256i) -> __m256i) -> Digits {
        Digits(change(digit0), change(digit1), change(digit2), change(digit3), change(digit4))
    }

    /// Each pair of digits by a function.
    @inline(__always)
    func with(_ other: Digits, _ combine: (__m256i, __m256i) -> __m256i) -> Digits {
        Digits(
            combine(digit0, other.digit0),
            combine(digit1, other.digit1),
            combine(digit2, other.digit2),
            combine(digit3, other.digit3),
            combine(digit4, other.digit4)
        )
    }
}

/// The columns of a product of five digits by five, before anything is carried: those of the lower and those of the upper halves
/// of the products apart, since an addition to the same register waits for the one before. Upper half k stands as high as lower
/// half k + 1, or, where digits have 51 bits, twice as high.
@safe struct Product {
    private(set) var low0, low1, low2, low3, low4, low5, low6, low7, low8: __m256i
    private(set) var high0, high1, high2, high3, high4, high5, high6, high7, high8: __m256i

    @inline(__always) init(_ left: Digits, _ right: Digits) {
        let zero = _mm256_setzero_si256()
        (low0, low1, low2, low3, low4, low5, low6, low7, low8) = (zero, zero, zero, zero, zero, zero, zero, zero, zero)
        (high0, high1, high2, high3, high4, high5) = (zero, zero, zero, zero, zero, zero)
        (high6, high7, high8) = (zero, zero, zero)
        add(left, right)
    }

    /// Adds another product.
    @inline(__always) mutating func add(_ left: Digits, _ right: Digits) {
        low0 = low(low0, left.digit0, right.digit0)
        high0 = high(high0, left.digit0, right.digit0)
        low1 = low(low1, left.digit0, right.digit1)
        low1 = low(low1, left.digit1, right.digit0)
        high1 = high(high1, left.digit0, right.digit1)
        high1 = high(high1, left.digit1, right.digit0)
        low2 = low(low2, left.digit0, right.digit2)
        low2 = low(low2, left.digit1, right.digit1)
        low2 = low(low2, left.digit2, right.digit0)
        high2 = high(high2, left.digit0, right.digit2)
        high2 = high(high2, left.digit1, right.digit1)
        high2 = high(high2, left.digit2, right.digit0)
        low3 = low(low3, left.digit0, right.digit3)
        low3 = low(low3, left.digit1, right.digit2)
        low3 = low(low3, left.digit2, right.digit1)
        low3 = low(low3, left.digit3, right.digit0)
        high3 = high(high3, left.digit0, right.digit3)
        high3 = high(high3, left.digit1, right.digit2)
        high3 = high(high3, left.digit2, right.digit1)
        high3 = high(high3, left.digit3, right.digit0)
        low4 = low(low4, left.digit0, right.digit4)
        low4 = low(low4, left.digit1, right.digit3)
        low4 = low(low4, left.digit2, right.digit2)
        low4 = low(low4, left.digit3, right.digit1)
        low4 = low(low4, left.digit4, right.digit0)
        high4 = high(high4, left.digit0, right.digit4)
        high4 = high(high4, left.digit1, right.digit3)
        high4 = high(high4, left.digit2, right.digit2)
        high4 = high(high4, left.digit3, right.digit1)
        high4 = high(high4, left.digit4, right.digit0)
        low5 = low(low5, left.digit1, right.digit4)
        low5 = low(low5, left.digit2, right.digit3)
        low5 = low(low5, left.digit3, right.digit2)
        low5 = low(low5, left.digit4, right.digit1)
        high5 = high(high5, left.digit1, right.digit4)
        high5 = high(high5, left.digit2, right.digit3)
        high5 = high(high5, left.digit3, right.digit2)
        high5 = high(high5, left.digit4, right.digit1)
        low6 = low(low6, left.digit2, right.digit4)
        low6 = low(low6, left.digit3, right.digit3)
        low6 = low(low6, left.digit4, right.digit2)
        high6 = high(high6, left.digit2, right.digit4)
        high6 = high(high6, left.digit3, right.digit3)
        high6 = high(high6, left.digit4, right.digit2)
        low7 = low(low7, left.digit3, right.digit4)
        low7 = low(low7, left.digit4, right.digit3)
        high7 = high(high7, left.digit3, right.digit4)
        high7 = high(high7, left.digit4, right.digit3)
        low8 = low(low8, left.digit4, right.digit4)
        high8 = high(high8, left.digit4, right.digit4)
    }
}
