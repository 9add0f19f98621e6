internal import CIntrinsics

/// Montgomery multiplication of one number modulo m, in memory that its maker lends.
///
/// The whole quotient is computed at once, q = (T mod R) × (−m⁻¹) mod R, and then (T + q × m) / R (Montgomery, Math. Comp.
/// 44, 1985, the function REDC): two halves of a product instead of a digit at a time, so that no digit waits for the one
/// before. Numbers are signed: |q| is at most R/2 × (1 + 2⁻²⁰), and for factors of |x| ≤ m the result is at most
/// (m/R) × m + m/2 × (1 + 2⁻²⁰), which is below 0.51 m for R ≥ 2⁸ × m. No subtraction follows, and no factor is ever too
/// large. Leaks: only the radix.
@unsafe struct Residue {
    let radix: Radix
    /// m, odd.
    let modulus: UnsafePointer<Int64>
    /// −m⁻¹ mod R.
    let inverse: UnsafePointer<Int64>
    /// The number.
    let value: UnsafeMutablePointer<Int64>
    /// Twice the number.
    let doubled: UnsafeMutablePointer<Int64>
    private let low: UnsafeMutablePointer<Int64>
    private let quotient: UnsafeMutablePointer<Int64>
    private let product: UnsafeMutablePointer<Int64>
    private let sums: UnsafeMutablePointer<Int64>

    /// - Parameter memory: ``words(_:)`` words of zero.
    init(
        _ radix: Radix,
        modulus: UnsafePointer<Int64>,
        inverse: UnsafePointer<Int64>,
        memory: UnsafeMutablePointer<Int64>
    ) {
        unsafe self.radix = radix
        unsafe self.modulus = modulus
        unsafe self.inverse = inverse
        unsafe value = memory
        unsafe doubled = memory + radix.digits
        unsafe low = memory + 2 * radix.digits
        unsafe quotient = memory + 3 * radix.digits
        // A block of zeros stands before each array of sums, and after the last one.
        unsafe product = memory + 4 * radix.digits + 4
        unsafe sums = memory + 4 * radix.digits + 4 * Radix.stride(blocks: radix.blocks) + 8
    }

    /// The words that it works in.
    static func words(_ radix: Radix) -> Int { 4 * radix.digits + 8 * Radix.stride(blocks: radix.blocks) + 12 }

    /// Sets the value.
    func load(_ digits: UnsafePointer<Int64>) {
        var index = 0
        while unsafe index < radix.digits {
            unsafe value[index] = digits[index]
            unsafe doubled[index] = 2 &* digits[index]
            index &+= 1
        }
    }

    /// value² × R⁻¹.
    func square() {
        unsafe squareValue()
        unsafe reduce()
    }

    /// value × factor × R⁻¹.
    func multiply(by factor: UnsafePointer<Int64>) {
        unsafe multiplyValue(by: factor)
        unsafe reduce()
    }

    /// left × right modulo R, as digits.
    func multiplyLow(
        _ left: UnsafePointer<Int64>,
        _ right: UnsafePointer<Int64>,
        into result: UnsafeMutablePointer<Int64>
    ) {
        unsafe Factors(left: left, right: right, blocks: radix.blocks, sums: sums).multiplyLow()
        unsafe makeDigits(radix, sums, result)
    }

    private func reduce() {
        unsafe computeQuotient()
        unsafe addMultiple()
        unsafe takeUpperHalf()
    }

    @inline(never) private func squareValue() {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe Factors(left: doubled, right: value, blocks: Radix.unrolledBlocks, sums: product).square()
        } else {
            unsafe Factors(left: doubled, right: value, blocks: radix.blocks, sums: product).square()
        }
    }

    @inline(never) private func multiplyValue(by factor: UnsafePointer<Int64>) {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe Factors(left: value, right: factor, blocks: Radix.unrolledBlocks, sums: product).multiply()
        } else {
            unsafe Factors(left: value, right: factor, blocks: radix.blocks, sums: product).multiply()
        }
    }

    @inline(never) private func computeQuotient() {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe makeDigits(Radix(bits: 29, blocks: Radix.unrolledBlocks), product, low)
            unsafe Factors(left: inverse, right: low, blocks: Radix.unrolledBlocks, sums: sums).multiplyLow()
        } else {
            unsafe makeDigits(radix, product, low)
            unsafe Factors(left: inverse, right: low, blocks: radix.blocks, sums: sums).multiplyLow()
        }
    }

    @inline(never) private func addMultiple() {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe makeDigits(Radix(bits: 29, blocks: Radix.unrolledBlocks), sums, quotient)
            unsafe Factors(left: modulus, right: quotient, blocks: Radix.unrolledBlocks, sums: sums)
                .multiplyHigh(addingTo: product)
        } else {
            unsafe makeDigits(radix, sums, quotient)
            unsafe Factors(left: modulus, right: quotient, blocks: radix.blocks, sums: sums)
                .multiplyHigh(addingTo: product)
        }
    }

    /// The digits of (T + q × m) / R.
    ///
    /// The lower half of the sum is a multiple of R, c × R. Its two highest columns alone are c × R less what the columns
    /// below them add up to, which is under 2⁻²⁰ × R: rounding to the nearest multiple gives c.
    @inline(never) private func takeUpperHalf() {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe takeUpperHalf(Radix(bits: 29, blocks: Radix.unrolledBlocks))
        } else {
            unsafe takeUpperHalf(radix)
        }
    }

    @inline(__always) private func takeUpperHalf(_ radix: Radix) {
        let blocks = radix.blocks
        let stride = Radix.stride(blocks: blocks)
        var carries = Carries(radix)
        _ = unsafe carries.digits(tlsbench_high_words_256(columns(sums, stride: stride, block: blocks &- 1)))
        var block = 0
        while block < blocks {
            let digits = unsafe carries.digits(columns(sums, stride: stride, block: blocks &+ block))
            unsafe store(digits, value, 4 &* block)
            unsafe store(plus(digits, digits), doubled, 4 &* block)
            block &+= 1
        }
    }
}

/// The digits of the lower half of what stands in `sums`.
@inline(__always) private func makeDigits(
    _ radix: Radix,
    _ sums: UnsafePointer<Int64>,
    _ digits: UnsafeMutablePointer<Int64>
) {
    var carries = Carries(radix)
    if radix.blocks == Radix.unrolledBlocks {
        unsafe makeBlock(&carries, radix, sums, digits, 0)
        unsafe makeBlock(&carries, radix, sums, digits, 1)
        unsafe makeBlock(&carries, radix, sums, digits, 2)
        unsafe makeBlock(&carries, radix, sums, digits, 3)
        unsafe makeBlock(&carries, radix, sums, digits, 4)
        unsafe makeBlock(&carries, radix, sums, digits, 5)
        unsafe makeBlock(&carries, radix, sums, digits, 6)
        unsafe makeBlock(&carries, radix, sums, digits, 7)
        unsafe makeBlock(&carries, radix, sums, digits, 8)
        return
    }
    var block = 0
    while block < radix.blocks {
        unsafe makeBlock(&carries, radix, sums, digits, block)
        block &+= 1
    }
}

@inline(__always) private func makeBlock(
    _ carries: inout Carries,
    _ radix: Radix,
    _ sums: UnsafePointer<Int64>,
    _ digits: UnsafeMutablePointer<Int64>,
    _ block: Int
) {
    let columns = unsafe columns(sums, stride: Radix.stride(blocks: radix.blocks), block: block)
    unsafe store(carries.digits(columns), digits, 4 &* block)
}
