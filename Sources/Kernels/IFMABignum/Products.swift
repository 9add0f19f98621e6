/// Two factors of the same number of blocks. Leaks: only that number.
@unsafe struct Factors {
    let left: UnsafePointer<UInt64>
    let right: UnsafePointer<UInt64>
    let blocks: Int

    @inline(__always) init(_ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, blocks: Int) {
        unsafe self.left = left
        unsafe self.right = right
        unsafe self.blocks = blocks
    }

    /// A diagonal of left × right.
    @inline(__always) func diagonal(_ number: Int) -> ColumnSums {
        var sums = ColumnSums()
        var block = unsafe number < blocks ? 0 : number &- blocks &+ 1
        let last = unsafe number < blocks ? number : blocks &- 1
        while block <= last {
            unsafe sums.add(left + 4 &* block, right + 4 &* (number &- block))
            block &+= 1
        }
        return sums
    }

    /// A diagonal of left × left.
    @inline(__always) func squareDiagonal(_ number: Int) -> ColumnSums {
        var sums = ColumnSums()
        var block = unsafe number < blocks ? 0 : number &- blocks &+ 1
        while 2 &* block < number {
            unsafe sums.add(left + 4 &* block, left + 4 &* (number &- block))
            block &+= 1
        }
        sums.double()
        if number & 1 == 0 { unsafe sums.add(left + 4 &* block, left + 4 &* block) }
        return sums
    }

    /// The upper halves that the diagonal below `number` has in the highest column of `number`: of digits 4a + 3 and 4b + 3.
    @inline(__always) func highestBelow(_ number: Int) -> UInt64 {
        var sum: UInt64 = 0
        var block = 0
        while block < number {
            let (high, low) = unsafe left[4 &* block &+ 3].multipliedFullWidth(by: right[4 &* (number &- 1 &- block) &+ 3])
            sum &+= high &<< 12 | low &>> 52
            block &+= 1
        }
        return sum
    }
}
