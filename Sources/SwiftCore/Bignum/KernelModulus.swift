#if TLSBENCH_KERNELS
internal import CryptoBackend

/// What a kernel needs of one modulus: its digits, those of −m⁻¹ mod R, and of R² mod m for the kernel's own R.
///
/// Wiped when it goes. Leaks: only the length of the modulus.
final class KernelModulus: Sendable {
    let kernel: any BignumKernel.Type
    let modulusBits: Int
    private let constants: SecretWords

    /// Whether a tier has a kernel for moduli of this length.
    static func takes(modulusBits: Int, tier: Dispatch.Bignum) -> Bool {
        tier.kernel?.takes(modulusBits: modulusBits) ?? false
    }

    /// Nil for a tier without a kernel, and for a modulus of a length that it does not take.
    ///
    /// - Parameters:
    ///   - domain: the same modulus.
    ///   - one: 1 in its Montgomery form.
    init?(_ domain: MontgomeryDomain, one: UnsafePointer<UInt64>, octetCount: Int, tier: Dispatch.Bignum) {
        let modulusBits = 8 * octetCount
        guard let kernel = tier.kernel, kernel.takes(modulusBits: modulusBits) else { return nil }
        let count = unsafe domain.count
        var constants = SecretWords(zeroed: kernel.constantWords(modulusBits: modulusBits))
        var room = SecretWords(zeroed: count + kernel.memoryWords(modulusBits: modulusBits))
        unsafe constants.withUnsafeMutableWords { constants in
            unsafe room.withUnsafeMutableWords { squaredRadix in
                let exponent = kernel.squaredRadixExponent(modulusBits: modulusBits)
                unsafe domain.powerOfTwo(exponent, one: one, into: squaredRadix)
                unsafe kernel.prepare(
                    constants,
                    modulusBits: modulusBits,
                    modulus: domain.modulus,
                    squaredRadix: squaredRadix,
                    count: count,
                    memory: squaredRadix + count
                )
            }
        }
        self.kernel = kernel
        self.modulusBits = modulusBits
        self.constants = constants
    }

    /// The words that a power takes, for a modulus of `count` limbs.
    func words(count: Int) -> Int {
        2 * (count + Limbs.granularity) + kernel.memoryWords(modulusBits: modulusBits)
    }

    /// base^exponent mod m, in limbs within `room`, which has ``words(count:)`` words of zero.
    ///
    /// Leaks: only lengths.
    func power(
        _ base: borrowing SecretBytes,
        secretExponent: borrowing SecretBytes,
        _ domain: MontgomeryDomain,
        room: UnsafeMutablePointer<UInt64>
    ) -> UnsafePointer<UInt64> {
        unsafe compute(base, domain, room) { limbs, constants, memory in
            secretExponent.withBytes { exponent in
                unsafe exponent.withUnsafeBytes { exponent in
                    // An exponent of no octets has no address either; any will do, for nothing is read from it.
                    let start = unsafe exponent.baseAddress ?? UnsafeRawPointer(limbs)
                    unsafe kernel.power(
                        limbs,
                        count: domain.count + 1,
                        exponent: start.assumingMemoryBound(to: UInt8.self),
                        octets: exponent.count,
                        modulusBits: modulusBits,
                        constants: constants,
                        memory: memory
                    )
                }
            }
        }
    }

    /// The same for a public exponent above 0. Leaks: lengths, and the exponent.
    func power(
        _ base: borrowing SecretBytes,
        publicExponentVartime exponent: UInt64,
        _ domain: MontgomeryDomain,
        room: UnsafeMutablePointer<UInt64>
    ) -> UnsafePointer<UInt64> {
        unsafe compute(base, domain, room) { limbs, constants, memory in
            unsafe kernel.powerVartime(
                limbs,
                count: domain.count + 1,
                exponent: exponent,
                modulusBits: modulusBits,
                constants: constants,
                memory: memory
            )
        }
    }

    /// Lends the base with one limb above it, and takes m once from what then stands there if it is not below m.
    func compute(
        _ base: borrowing SecretBytes,
        _ domain: MontgomeryDomain,
        _ limbs: UnsafeMutablePointer<UInt64>,
        _ body: (UnsafeMutablePointer<UInt64>, UnsafePointer<UInt64>, UnsafeMutablePointer<UInt64>) -> Void
    ) -> UnsafePointer<UInt64> {
        let count = unsafe domain.count
        let result = unsafe limbs + count + Limbs.granularity
        let memory = unsafe result + count + Limbs.granularity
        base.withBytes { octets in unsafe Limbs.load(octets, into: limbs, count: count) }
        unsafe constants.withUnsafeWords { constants in unsafe body(limbs, constants, memory) }
        unsafe Limbs.subtractIfNotBelow(limbs, carry: limbs[count], modulus: domain.modulus, count: count, into: result)
        return unsafe UnsafePointer(result)
    }
}

extension MontgomeryModulus {
    /// ``power(_:secretExponent:)`` in the kernel.
    func power(
        _ base: borrowing SecretBytes,
        secretExponent: borrowing SecretBytes,
        in kernel: KernelModulus
    ) -> SecretBytes {
        var result = SecretBytes(zeroed: octetCount)
        unsafe withDomain(room: kernel.words(count: limbCount)) { domain, _, _, room in
            let number = unsafe kernel.power(base, secretExponent: secretExponent, domain, room: room)
            result.withMutableBytes { octets in unsafe Limbs.store(number, into: &octets) }
        }
        return result
    }

    /// ``power(_:publicExponentVartime:)`` in the kernel, for an exponent above 0.
    func power(
        _ base: borrowing SecretBytes,
        publicExponentVartime exponent: UInt64,
        in kernel: KernelModulus
    ) -> SecretBytes {
        var result = SecretBytes(zeroed: octetCount)
        unsafe withDomain(room: kernel.words(count: limbCount)) { domain, _, _, room in
            let number = unsafe kernel.power(base, publicExponentVartime: exponent, domain, room: room)
            result.withMutableBytes { octets in unsafe Limbs.store(number, into: &octets) }
        }
        return result
    }
}
#else
internal import CryptoBackend

/// There are no kernels in this build; ``Dispatch`` never asks for one.
final class KernelModulus: Sendable {
    static func takes(modulusBits: Int, tier: Dispatch.Bignum) -> Bool { false }
    init?(_ domain: MontgomeryDomain, one: UnsafePointer<UInt64>, octetCount: Int, tier: Dispatch.Bignum) { return nil }
}

extension MontgomeryModulus {
    /// ``power(_:secretExponent:)`` as every CPU can.
    func power(
        _ base: borrowing SecretBytes,
        secretExponent: borrowing SecretBytes,
        in kernel: KernelModulus
    ) -> SecretBytes { preconditionFailure("a build without kernels has none") }

    /// ``power(_:publicExponentVartime:)`` as every CPU can.
    func power(
        _ base: borrowing SecretBytes,
        publicExponentVartime exponent: UInt64,
        in kernel: KernelModulus
    ) -> SecretBytes { preconditionFailure("a build without kernels has none") }
}

extension KernelModulus {
    static func takesTogether(_ first: KernelModulus, _ second: KernelModulus) -> Bool { false }
}

extension MontgomeryModulus {
    /// ``powers(_:secretExponent:modulo:_:secretExponent:modulo:)`` where there is nothing to gain.
    static func powers(
        _ base1: borrowing SecretBytes,
        _ exponent1: borrowing SecretBytes,
        _ first: MontgomeryModulus,
        _ kernel1: KernelModulus,
        _ base2: borrowing SecretBytes,
        _ exponent2: borrowing SecretBytes,
        _ second: MontgomeryModulus,
        _ kernel2: KernelModulus
    ) -> PowerPair { preconditionFailure("a build without kernels has none") }
}
#endif
