internal import CIntrinsics

/// The sums of two neighbouring diagonals c and c + 1 of a product of blocks, one for each of the four places in a block.
///
/// Blocks are four digits. Digit 4a + r of the left factor times block b of the right one stands in columns
/// 4 (a + b) + r to 4 (a + b) + r + 3: so that sum r of diagonal c = a + b begins in column 4c + r, and no lane moves.
/// Each digit that is loaded serves both diagonals, which is what keeps loads from being the limit.
@safe struct ColumnSums {
    private var lower0, lower1, lower2, lower3: __m256i
    private var upper0, upper1, upper2, upper3: __m256i

    @inline(__always) init() {
        let zero = _mm256_setzero_si256()
        (lower0, lower1, lower2, lower3) = (zero, zero, zero, zero)
        (upper0, upper1, upper2, upper3) = (zero, zero, zero, zero)
    }

    /// Begins with the sums that stand in `sums` (as ``store(_:stride:diagonal:)`` wrote them).
    @inline(__always) init(_ sums: UnsafePointer<Int64>, stride: Int, diagonal: Int) {
        let place = unsafe sums + 4 &* diagonal
        lower0 = unsafe load(place)
        lower1 = unsafe load(place, stride)
        lower2 = unsafe load(place, 2 &* stride)
        lower3 = unsafe load(place, 3 &* stride)
        upper0 = unsafe load(place, 4)
        upper1 = unsafe load(place, stride &+ 4)
        upper2 = unsafe load(place, 2 &* stride &+ 4)
        upper3 = unsafe load(place, 3 &* stride &+ 4)
    }

    /// Four digits times a block for diagonal c, and times the next block for diagonal c + 1.
    @inline(__always) mutating func addBoth(_ digits: UnsafePointer<Int64>, _ block: UnsafePointer<Int64>) {
        let current = unsafe load(block)
        let next = unsafe load(block, 4)
        let digit0 = unsafe broadcast(digits)
        lower0 = plus(lower0, times(digit0, current))
        upper0 = plus(upper0, times(digit0, next))
        let digit1 = unsafe broadcast(digits, 1)
        lower1 = plus(lower1, times(digit1, current))
        upper1 = plus(upper1, times(digit1, next))
        let digit2 = unsafe broadcast(digits, 2)
        lower2 = plus(lower2, times(digit2, current))
        upper2 = plus(upper2, times(digit2, next))
        let digit3 = unsafe broadcast(digits, 3)
        lower3 = plus(lower3, times(digit3, current))
        upper3 = plus(upper3, times(digit3, next))
    }

    /// Four digits times a block for diagonal c alone.
    @inline(__always) mutating func addLower(_ digits: UnsafePointer<Int64>, _ block: UnsafePointer<Int64>) {
        let current = unsafe load(block)
        lower0 = unsafe plus(lower0, times(broadcast(digits), current))
        lower1 = unsafe plus(lower1, times(broadcast(digits, 1), current))
        lower2 = unsafe plus(lower2, times(broadcast(digits, 2), current))
        lower3 = unsafe plus(lower3, times(broadcast(digits, 3), current))
    }

    /// Four digits times a block for diagonal c + 1 alone.
    @inline(__always) mutating func addUpper(_ digits: UnsafePointer<Int64>, _ block: UnsafePointer<Int64>) {
        let current = unsafe load(block)
        upper0 = unsafe plus(upper0, times(broadcast(digits), current))
        upper1 = unsafe plus(upper1, times(broadcast(digits, 1), current))
        upper2 = unsafe plus(upper2, times(broadcast(digits, 2), current))
        upper3 = unsafe plus(upper3, times(broadcast(digits, 3), current))
    }

    /// Stores diagonals c and c + 1, sum r in its own array, `stride` words from the one before.
    @inline(__always) func store(_ sums: UnsafeMutablePointer<Int64>, stride: Int, diagonal: Int) {
        unsafe storeLower(sums, stride: stride, diagonal: diagonal)
        let place = unsafe sums + 4 &* (diagonal &+ 1)
        unsafe AVX2BignumKernel.store(upper0, place)
        unsafe AVX2BignumKernel.store(upper1, place, stride)
        unsafe AVX2BignumKernel.store(upper2, place, 2 &* stride)
        unsafe AVX2BignumKernel.store(upper3, place, 3 &* stride)
    }

    /// Stores diagonal c alone.
    @inline(__always) func storeLower(_ sums: UnsafeMutablePointer<Int64>, stride: Int, diagonal: Int) {
        let place = unsafe sums + 4 &* diagonal
        unsafe AVX2BignumKernel.store(lower0, place)
        unsafe AVX2BignumKernel.store(lower1, place, stride)
        unsafe AVX2BignumKernel.store(lower2, place, 2 &* stride)
        unsafe AVX2BignumKernel.store(lower3, place, 3 &* stride)
    }
}
