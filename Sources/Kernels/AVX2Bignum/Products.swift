// Which diagonals a product has. For nine blocks they are written out: loops of one to nine rounds would end in mispredicted
// branches, and cost half as much again.
extension Factors {
    /// All diagonals of left × right.
    @inline(__always) func multiply() {
        if unsafe blocks == Radix.unrolledBlocks {
            unsafe lower(0)
            unsafe lower(2)
            unsafe lower(4)
            unsafe lower(6)
            unsafe upper(8)
            unsafe upper(10)
            unsafe upper(12)
            unsafe upper(14)
            unsafe upper(16)
            return
        }
        var diagonal = 0
        while unsafe diagonal &+ 1 < blocks {
            unsafe lower(diagonal)
            diagonal &+= 2
        }
        while unsafe diagonal < 2 &* blocks &- 1 {
            unsafe upper(diagonal)
            diagonal &+= 2
        }
    }

    /// All diagonals of the square of `right`, which `left` is the double of.
    @inline(__always) func square() {
        if unsafe blocks == Radix.unrolledBlocks {
            unsafe square(0)
            unsafe square(2)
            unsafe square(4)
            unsafe square(6)
            unsafe square(8)
            unsafe square(10)
            unsafe square(12)
            unsafe square(14)
            unsafe square(16)
            return
        }
        var diagonal = 0
        while unsafe diagonal < 2 &* blocks &- 1 {
            unsafe square(diagonal)
            diagonal &+= 2
        }
    }

    /// Diagonals below `blocks`, which are all that left × right has modulo R.
    @inline(__always) func multiplyLow() {
        if unsafe blocks == Radix.unrolledBlocks {
            unsafe lowest()
            unsafe lower(1)
            unsafe lower(3)
            unsafe lower(5)
            unsafe lower(7)
            return
        }
        var diagonal = unsafe blocks & 1
        if diagonal == 1 { unsafe lowest() }
        while unsafe diagonal < blocks {
            unsafe lower(diagonal)
            diagonal &+= 2
        }
    }

    /// Diagonals blocks − 1 and up, and what reaches columns 4 × blocks − 2 and 4 × blocks − 1 from below; all of it added to
    /// sums of another product.
    @inline(__always) func multiplyHigh(addingTo addend: UnsafePointer<Int64>) {
        unsafe edge(addingTo: addend)
        if unsafe blocks == Radix.unrolledBlocks {
            unsafe upper(8, addingTo: addend)
            unsafe upper(10, addingTo: addend)
            unsafe upper(12, addingTo: addend)
            unsafe upper(14, addingTo: addend)
            unsafe upper(16, addingTo: addend)
            return
        }
        var diagonal = unsafe blocks &- 1
        while unsafe diagonal < 2 &* blocks &- 1 {
            unsafe upper(diagonal, addingTo: addend)
            diagonal &+= 2
        }
    }
}
