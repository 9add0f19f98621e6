/// Multiplication modulo m of limbs in Montgomery form (a × R mod m stands for a), over memory that its maker lends.
///
/// All numbers have ``count`` limbs. Leaks: only ``count``.
@unsafe
struct MontgomeryDomain {
    /// A multiple of 4; R = 2^(64 × count).
    let count: Int
    /// m, odd.
    let modulus: UnsafePointer<UInt64>
    /// −m⁻¹ mod 2⁶⁴.
    let negativeInverse: UInt64
    /// Room for `2 × count` limbs.
    let product: UnsafeMutablePointer<UInt64>

    /// left × right × R⁻¹ mod m. Below m if left × right < R × m; `result` may be either factor.
    @inline(__always)
    func multiply(
        _ left: UnsafePointer<UInt64>,
        _ right: UnsafePointer<UInt64>,
        into result: UnsafeMutablePointer<UInt64>
    ) {
        unsafe Limbs.multiply(left, right, count: count, into: product)
        unsafe reduceProduct(into: result)
    }

    /// value² × R⁻¹ mod m. Below m if value² < R × m; `result` may be `value`.
    @inline(__always)
    func square(_ value: UnsafePointer<UInt64>, into result: UnsafeMutablePointer<UInt64>) {
        unsafe Limbs.square(value, count: count, into: product)
        unsafe reduceProduct(into: result)
    }

    /// value × R⁻¹ mod m, below m whatever the value: out of Montgomery form.
    func leave(_ value: UnsafePointer<UInt64>, into result: UnsafeMutablePointer<UInt64>) {
        unsafe product.update(from: value, count: count)
        unsafe (product + count).update(repeating: 0, count: count)
        unsafe reduceProduct(into: result)
    }

    /// REDC of what stands in ``product``.
    @inline(__always)
    func reduceProduct(into result: UnsafeMutablePointer<UInt64>) {
        unsafe Limbs.montgomeryReduce(
            product,
            modulus: modulus,
            negativeInverse: negativeInverse,
            count: count,
            into: result
        )
    }
}
