#if TLSBENCH_KERNELS
internal import CryptoBackend

extension KernelModulus {
    /// Whether one kernel takes both, with digits of the same number.
    static func takesTogether(_ first: KernelModulus, _ second: KernelModulus) -> Bool {
        first.kernel == second.kernel && first.modulusBits == second.modulusBits
    }
}

extension MontgomeryModulus {
    /// Both powers in one call of the kernel, for exponents of the same length. Leaks: only lengths.
    static func powers(
        _ base1: borrowing SecretBytes,
        _ exponent1: borrowing SecretBytes,
        _ first: MontgomeryModulus,
        _ kernel1: KernelModulus,
        _ base2: borrowing SecretBytes,
        _ exponent2: borrowing SecretBytes,
        _ second: MontgomeryModulus,
        _ kernel2: KernelModulus
    ) -> PowerPair {
        var result1 = SecretBytes(zeroed: first.octetCount)
        var result2 = SecretBytes(zeroed: second.octetCount)
        unsafe first.withDomain(room: kernel1.words(count: first.limbCount)) { domain1, _, _, room1 in
            unsafe second.withDomain(room: kernel2.words(count: second.limbCount)) { domain2, _, _, room2 in
                // The limbs of a result are found by what the second one leaves while the first one is being computed.
                let number1 = unsafe kernel1.compute(base1, domain1, room1) { limbs1, constants1, memory1 in
                    let number2 = unsafe kernel2.compute(base2, domain2, room2) { limbs2, constants2, memory2 in
                        unsafe withExponents(exponent1, exponent2) { start1, start2, octets in
                            unsafe kernel1.kernel.powers(
                                (limbs1, limbs2),
                                count: domain1.count + 1,
                                exponents: (start1, start2),
                                octets: octets,
                                modulusBits: kernel1.modulusBits,
                                constants: (constants1, constants2),
                                memory: (memory1, memory2)
                            )
                        }
                    }
                    result2.withMutableBytes { octets in unsafe Limbs.store(number2, into: &octets) }
                }
                result1.withMutableBytes { octets in unsafe Limbs.store(number1, into: &octets) }
            }
        }
        return PowerPair(first: result1, second: result2)
    }
}

/// Lends two exponents of the same length, which is above 0.
private func withExponents(
    _ first: borrowing SecretBytes,
    _ second: borrowing SecretBytes,
    _ body: (UnsafePointer<UInt8>, UnsafePointer<UInt8>, Int) -> Void
) {
    first.withBytes { first in
        second.withBytes { second in
            unsafe first.withUnsafeBufferPointer { first in
                unsafe second.withUnsafeBufferPointer { second in
                    guard let start1 = first.baseAddress, let start2 = second.baseAddress else {
                        preconditionFailure("exponents have octets")
                    }
                    unsafe body(start1, start2, first.count)
                }
            }
        }
    }
}
#endif
