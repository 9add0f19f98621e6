internal import CIntrinsics

/// Two factors of the same number of blocks. Leaks: only that number.
///
/// Diagonals come in pairs, c and c + 1: each digit that is loaded serves both.
@unsafe struct Factors {
    let left: UnsafePointer<UInt64>
    let right: UnsafePointer<UInt64>
    let blocks: Int

    @inline(__always) init(_ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, blocks: Int) {
        unsafe self.left = left
        unsafe self.right = right
        unsafe self.blocks = blocks
    }

    /// Diagonals c and c + 1 of left × right, both below `blocks`.
    @inline(__always) func lower(_ number: Int) -> DiagonalPair {
        var pair = DiagonalPair()
        var block = 0
        while block <= number {
            unsafe pair.addBoth(left + 4 &* block, right + 4 &* (number &- block))
            block &+= 1
        }
        unsafe pair.upper.add(left + 4 &* block, right)
        return pair
    }

    /// Diagonals c and c + 1 of left × right, neither below blocks − 1. The upper one is empty for the highest c.
    @inline(__always) func upper(_ number: Int) -> DiagonalPair {
        var pair = DiagonalPair()
        var block = unsafe number &- blocks &+ 1
        unsafe pair.lower.add(left + 4 &* block, right + 4 &* (blocks &- 1))
        block &+= 1
        while unsafe block < blocks {
            unsafe pair.addBoth(left + 4 &* block, right + 4 &* (number &- block))
            block &+= 1
        }
        return pair
    }

    /// Diagonal blocks − 1 of left × right alone.
    @inline(__always) func middle() -> ColumnSums {
        var sums = ColumnSums()
        var block = 0
        while unsafe block < blocks {
            unsafe sums.add(left + 4 &* block, right + 4 &* (blocks &- 1 &- block))
            block &+= 1
        }
        return sums
    }

    /// Diagonals c and c + 1 of left × left, for an even c. The upper one is empty for the highest c.
    @inline(__always) func square(_ number: Int) -> DiagonalPair {
        var pair = DiagonalPair()
        let half = number &>> 1
        var block = 0
        if unsafe number >= blocks &- 1 {
            block = unsafe number &- blocks &+ 1
            if block < half { unsafe pair.lower.add(left + 4 &* block, left + 4 &* (blocks &- 1)) }
            block &+= 1
        }
        while block < half {
            unsafe pair.addBoth(left + 4 &* block, left + 4 &* (number &- block))
            block &+= 1
        }
        if unsafe half &+ 1 < blocks { unsafe pair.upper.add(left + 4 &* half, left + 4 &* (half &+ 1)) }
        pair.lower.double()
        pair.upper.double()
        unsafe pair.lower.add(left + 4 &* half, left + 4 &* half)
        return pair
    }

    /// The upper halves that the diagonal below `number` has in the highest column of `number`: of digits 4a + 3 and 4b + 3.
    @inline(__always) func highestBelow(_ number: Int) -> UInt64 {
        var sum: UInt64 = 0
        var block = 0
        while block < number {
            let (high, low) = unsafe left[4 &* block &+ 3]
                .multipliedFullWidth(by: right[4 &* (number &- 1 &- block) &+ 3])
            sum &+= high &<< 12 | low &>> 52
            block &+= 1
        }
        return sum
    }
}

/// Two neighbouring diagonals.
@safe struct DiagonalPair {
    var lower = ColumnSums()
    var upper = ColumnSums()

    @inline(__always) init() {}

    /// Four digits times a block for the lower one, and times the next block for the upper one.
    @inline(__always) mutating func addBoth(_ digits: UnsafePointer<UInt64>, _ block: UnsafePointer<UInt64>) {
        let digits = unsafe FourDigits(digits)
        unsafe lower.add(digits, load(block))
        unsafe upper.add(digits, load(block, 4))
    }
}
