/// Where the digits of two numbers are.
@unsafe struct NumberPair {
    let first: UnsafePointer<UInt64>
    let second: UnsafePointer<UInt64>

    @inline(__always) init(_ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>) {
        unsafe self.first = first
        unsafe self.second = second
    }

    /// Both a number of blocks further on.
    @inline(__always) func advanced(by blocks: Int) -> NumberPair {
        unsafe NumberPair(first + 4 &* blocks, second + 4 &* blocks)
    }
}

/// The same diagonal of two products. Five sums are too few to keep the multipliers busy, for each waits four cycles for the
/// product before; ten are not.
@safe struct SumsPair {
    private(set) var first = ColumnSums()
    private(set) var second = ColumnSums()

    /// Nothing.
    @inline(__always) init() {}

    /// Block i of the left factors times block j of the right ones.
    @inline(__always) mutating func add(_ left: NumberPair, _ i: Int, _ right: NumberPair, _ j: Int) {
        unsafe first.add(left.first + 4 &* i, right.first + 4 &* j)
        unsafe second.add(left.second + 4 &* i, right.second + 4 &* j)
    }

    /// Twice all of it.
    @inline(__always) mutating func double() {
        first.double()
        second.double()
    }
}
