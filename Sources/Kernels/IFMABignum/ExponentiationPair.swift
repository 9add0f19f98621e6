/// Two powers at once, modulo two numbers of the same length: those of both primes of an RSA key.
///
/// Of five blocks, ``ResiduePair`` multiplies. Else the three products of ``Residue`` are computed step by step in turns, for each
/// waits for the carries of the one before: the processor's window is some 300 instructions, and a step has as many.
@unsafe struct ExponentiationPair {
    private let first: Exponentiation
    private let second: Exponentiation
    private let pair: ResiduePair

    init(_ first: Exponentiation, _ second: Exponentiation) {
        unsafe self.first = first
        unsafe self.second = second
        unsafe pair = ResiduePair(first, second)
    }

    /// Both powers in the places of their bases, as ``Exponentiation/power(_:count:exponent:octets:)`` has them.
    func power(
        _ limbs: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>),
        count: Int,
        exponents: (UnsafePointer<UInt8>, UnsafePointer<UInt8>),
        octets: Int
    ) {
        unsafe first.load(limbs.0, count: count)
        unsafe second.load(limbs.1, count: count)
        unsafe first.setFirstPowers()
        unsafe second.setFirstPowers()
        var index = 2
        while unsafe index < PowerTable.count {
            unsafe multiply()
            unsafe first.table.set(index, first.residue.value)
            unsafe second.table.set(index, second.residue.value)
            index &+= 1
        }
        var window = Exponent.windows(octets: octets) &- 1
        unsafe first.selectFirst(exponents.0, octets, window)
        unsafe second.selectFirst(exponents.1, octets, window)
        while window > 0 {
            window &-= 1
            unsafe square()
            unsafe square()
            unsafe square()
            unsafe square()
            unsafe square()
            unsafe first.table.select(Exponent.bits(exponents.0, octets, window: window), into: first.factor)
            unsafe second.table.select(Exponent.bits(exponents.1, octets, window: window), into: second.factor)
            unsafe multiply()
        }
        unsafe first.leave(limbs.0, count)
        unsafe second.leave(limbs.1, count)
    }

    private func square() {
        if unsafe first.radix.blocks == Radix.unrolledBlocks {
            unsafe pair.square()
        } else {
            unsafe first.residue.takeSquare()
            unsafe second.residue.takeSquare()
            unsafe reduce()
        }
    }

    /// Each by its own factor.
    private func multiply() {
        if unsafe first.radix.blocks == Radix.unrolledBlocks {
            unsafe pair.multiply()
        } else {
            unsafe first.residue.takeProduct(by: first.factor)
            unsafe second.residue.takeProduct(by: second.factor)
            unsafe reduce()
        }
    }

    private func reduce() {
        unsafe first.residue.takeQuotient()
        unsafe second.residue.takeQuotient()
        unsafe first.residue.addMultiple()
        unsafe second.residue.addMultiple()
    }
}
