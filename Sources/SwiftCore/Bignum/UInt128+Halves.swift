/// A double word as its two words.
///
/// The conversions that `BinaryInteger` has are generic, and without the optimiser they make the kernels some twenty times
/// slower, which is the difference between tests that are run and tests that are not. Optimised, the code is the same.
extension UInt128 {
    /// A word with zeros above it.
    @inline(__always)
    init(word: UInt64) { self.init(_low: word, _high: 0) }

    /// left × right.
    @inline(__always)
    init(product left: UInt64, _ right: UInt64) {
        let (high, low) = left.multipliedFullWidth(by: right)
        self.init(_low: low, _high: high)
    }

    /// The lower 64 bits.
    @inline(__always)
    var low: UInt64 { _low }

    /// The upper 64 bits.
    @inline(__always)
    var high: UInt64 { _high }
}
