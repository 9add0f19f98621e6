internal import AESCLMULKernel
internal import CIntrinsics

extension VAES512 {
    /// Expands an AES key of 16 or 32 octets and computes the powers of H (SP 800-38D §6.4).
    ///
    /// Leaks: only `keyLength`. `context` is as ``VAES512Context`` says.
    public static func setUp(_ context: UnsafeMutableRawPointer, key: UnsafeRawPointer, keyLength: Int) {
        let last = VAES512Context.powersOffset &+ (VAES512Context.powerCount &- 1) &* 16
        unsafe expandKeyAESCLMUL(context, key: key, keyLength: keyLength, hashKeyOffset: last)
        let first = unsafe broadcast(context, last)
        let second = multiply(first, first)
        // H⁴ H³ H² H¹, and then a register is the one before it times H⁴, the next two are the first two times H⁸, …
        let upper = multiply(second, _mm512_mask_blend_epi64(0b0000_1100, second, first))
        let quad0 = _mm512_mask_blend_epi64(
            0b0000_1111,
            _mm512_mask_blend_epi64(0b1100_0000, second, first),
            upper
        )
        let fourth = broadcastLowest(quad0)
        let quad1 = multiply(quad0, fourth)
        let eighth = broadcastLowest(quad1)
        let quad2 = multiply(quad0, eighth)
        let quad3 = multiply(quad1, eighth)
        let sixteenth = broadcastLowest(quad3)
        unsafe storePowers(quad0, context, 4)
        unsafe storePowers(quad1, context, 8)
        unsafe storePowers(quad2, context, 12)
        unsafe storePowers(quad3, context, 16)
        let quad4 = multiply(quad0, sixteenth)
        unsafe storePowers(quad4, context, 20)
        unsafe storePowers(multiply(quad1, sixteenth), context, 24)
        unsafe storePowers(multiply(quad2, sixteenth), context, 28)
        unsafe storePowers(multiply(quad3, sixteenth), context, 32)
        unsafe storePowers(multiply(quad4, sixteenth), context, 36)
        unsafe storePowers(_mm512_setzero_si512(), context, 0)
    }
}

/// left × right in each lane, where `right` carries the extra factor x.
@inline(__always) private func multiply(_ left: __m512i, _ right: __m512i) -> __m512i {
    var product = Product()
    product.add(left, right, xor(right, tlsbench_swap_halves_512(right)))
    return product.reduced()
}

/// The lowest lane in all four.
@inline(__always) private func broadcastLowest(_ value: __m512i) -> __m512i {
    _mm512_broadcast_i32x4(_mm512_castsi512_si128(value))
}

/// Writes four powers of which `exponent` is the highest, and their folded halves.
@inline(__always) private func storePowers(_ powers: __m512i, _ context: UnsafeMutableRawPointer, _ exponent: Int) {
    let place = (VAES512Context.powerCount &- exponent) &* 16
    unsafe store(powers, context, VAES512Context.powersOffset &+ place)
    let folded = xor(powers, tlsbench_swap_halves_512(powers))
    unsafe store(folded, context, VAES512Context.foldedOffset &+ place)
}
