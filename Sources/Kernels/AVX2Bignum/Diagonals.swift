internal import CIntrinsics

/// Two factors of `blocks` blocks, and the four arrays that their product's column sums go to (``ColumnSums``).
///
/// Everything here leaks only `blocks`.
@unsafe struct Factors {
    let left: UnsafePointer<Int64>
    let right: UnsafePointer<Int64>
    let blocks: Int
    let sums: UnsafeMutablePointer<Int64>

    /// Words from one array of sums to the next.
    var stride: Int { unsafe Radix.stride(blocks: blocks) }

    /// Diagonals c and c + 1, both below `blocks`.
    @inline(__always) func lower(_ diagonal: Int) {
        var columns = ColumnSums()
        var row = 0
        while row <= diagonal {
            unsafe columns.addBoth(left + 4 &* row, right + 4 &* (diagonal &- row))
            row &+= 1
        }
        unsafe columns.addUpper(left + 4 &* row, right)
        unsafe columns.store(sums, stride: stride, diagonal: diagonal)
    }

    /// Diagonals c and c + 1 from blocks − 1 on; of the last one, only zeros are left in the second.
    @inline(__always) func upper(_ diagonal: Int) {
        var columns = ColumnSums()
        unsafe addUpper(diagonal, to: &columns)
    }

    @inline(__always) private func addUpper(_ diagonal: Int, to columns: inout ColumnSums) {
        var row = unsafe diagonal &- blocks &+ 1
        unsafe columns.addLower(left + 4 &* row, right + 4 &* (blocks &- 1))
        row &+= 1
        while unsafe row < blocks {
            unsafe columns.addBoth(left + 4 &* row, right + 4 &* (diagonal &- row))
            row &+= 1
        }
        unsafe columns.store(sums, stride: stride, diagonal: diagonal)
    }

    /// Diagonal 0 alone.
    @inline(__always) func lowest() {
        var columns = ColumnSums()
        unsafe columns.addLower(left, right)
        unsafe columns.storeLower(sums, stride: stride, diagonal: 0)
    }

    /// Diagonals c and c + 1 from blocks − 1 on, added to those of `addend`.
    @inline(__always) func upper(_ diagonal: Int, addingTo addend: UnsafePointer<Int64>) {
        var columns = unsafe ColumnSums(addend, stride: stride, diagonal: diagonal)
        unsafe addUpper(diagonal, to: &columns)
    }

    /// The one sum of diagonal blocks − 2 that reaches column 4 × blocks − 2.
    @inline(__always) func edge(addingTo addend: UnsafePointer<Int64>) {
        var sum = unsafe load(addend, 3 &* stride &+ 4 &* (blocks &- 2))
        var row = 0
        while unsafe row < blocks &- 1 {
            sum = unsafe plus(sum, times(broadcast(left, 4 &* row &+ 3), load(right, 4 &* (blocks &- 2 &- row))))
            row &+= 1
        }
        unsafe store(sum, sums, 3 &* stride &+ 4 &* (blocks &- 2))
    }

    /// Diagonals c and c + 1 of a square: `left` is twice `right`, and c is even.
    @inline(__always) func square(_ diagonal: Int) {
        let middle = diagonal >> 1
        var columns = ColumnSums()
        var row = 0
        if unsafe diagonal &+ 1 >= blocks {
            row = unsafe diagonal &- blocks &+ 1
            if row < middle {
                unsafe columns.addLower(left + 4 &* row, right + 4 &* (blocks &- 1))
                row &+= 1
            }
        }
        while row < middle {
            unsafe columns.addBoth(left + 4 &* row, right + 4 &* (diagonal &- row))
            row &+= 1
        }
        // The four digits of a block times themselves: each product of two of them comes up twice by itself.
        unsafe columns.addLower(right + 4 &* middle, right + 4 &* middle)
        if unsafe middle &+ 1 < blocks {
            unsafe columns.addUpper(left + 4 &* middle, right + 4 &* (middle &+ 1))
        }
        unsafe columns.store(sums, stride: stride, diagonal: diagonal)
    }
}
