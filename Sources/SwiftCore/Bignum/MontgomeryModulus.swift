public import CryptoBackend

/// An odd modulus in pure Swift: Montgomery arithmetic on 64-bit limbs, and powers in a kernel where the CPU has one.
///
/// Wiped when it goes; immutable, so usable from several threads at once. Leaks: only the length of the modulus and of
/// the numbers it is given, never their leading zeros.
public final class MontgomeryModulus: ModularArithmetic {
    /// The length of the modulus, and of every result, in octets.
    public let octetCount: Int
    let limbCount: Int
    /// m, then R² mod m, then R mod m, then the one limb −m⁻¹ mod 2⁶⁴.
    private let constants: SecretWords
    /// The same modulus for the kernel: nil if there is none on this CPU, or none for this length.
    let kernel: KernelModulus?

    /// Takes an odd modulus above 1, of 1 to 1024 octets; throws ``CryptoError/invalidKey(_:)`` for any other.
    ///
    /// Leaks: only its length.
    public convenience init(oddModulus: borrowing SecretBytes) throws(CryptoError) {
        try self.init(oddModulus: oddModulus, tier: Dispatch.bignum(modulusBits: 8 * oddModulus.count))
    }

    /// The same with a tier that this CPU has.
    init(oddModulus: borrowing SecretBytes, tier: Dispatch.Bignum) throws(CryptoError) {
        guard (1...Self.maximumOctetCount).contains(oddModulus.count) else { throw .invalidKey(.modulus) }
        octetCount = oddModulus.count
        limbCount = Limbs.count(forOctets: octetCount)
        let count = limbCount
        var constants = SecretWords(zeroed: 3 * count + 1)
        var room = SecretWords(zeroed: 3 * count)
        let isUsable = unsafe constants.withUnsafeMutableWords { modulus in
            oddModulus.withBytes { octets in unsafe Limbs.load(octets, into: modulus, count: count) }
            return unsafe Choice(lowestBitOf: modulus[0]) & !isOne(modulus, count: count)
        }
        // Public: an even modulus, or 1, is no key, and a caller who has one learns no more than that.
        guard isUsable.declassify() else { throw .invalidKey(.modulus) }
        let octetCount = octetCount
        kernel = unsafe constants.withUnsafeMutableWords { modulus in
            unsafe room.withUnsafeMutableWords { room in
                let inverse = unsafe Limbs.negativeInverse(ofOdd: modulus[0])
                unsafe modulus[3 * count] = inverse
                let domain = unsafe MontgomeryDomain(
                    count: count,
                    modulus: modulus,
                    negativeInverse: inverse,
                    product: room
                )
                unsafe domain.computeConstants(
                    squaredRadix: modulus + count,
                    radix: modulus + 2 * count,
                    room: room + 2 * count
                )
                return unsafe KernelModulus(domain, one: modulus + 2 * count, octetCount: octetCount, tier: tier)
            }
        }
        self.constants = constants
    }

    /// RSA's largest modulus here: 8192 bits, or 128 limbs.
    static let maximumOctetCount = 1024

    /// Lends the domain, R² mod m, R mod m, and room for `limbs` limbs of a computation, wiped after it.
    @inline(__always)
    func withDomain(
        room limbs: Int,
        _ body: (
            _ domain: MontgomeryDomain,
            _ squaredRadix: UnsafePointer<UInt64>,
            _ radix: UnsafePointer<UInt64>,
            _ room: UnsafeMutablePointer<UInt64>
        ) -> Void
    ) {
        var memory = SecretWords(zeroed: 2 * limbCount + limbs)
        unsafe constants.withUnsafeWords { constants in
            unsafe memory.withUnsafeMutableWords { memory in
                let domain = unsafe MontgomeryDomain(
                    count: limbCount,
                    modulus: constants,
                    negativeInverse: constants[3 * limbCount],
                    product: memory
                )
                unsafe body(domain, constants + limbCount, constants + 2 * limbCount, memory + 2 * limbCount)
            }
        }
    }

    /// Throws unless `value` is no longer than the modulus.
    func checkLength(_ value: borrowing SecretBytes) throws(CryptoError) {
        guard value.count <= octetCount else {
            throw .invalidLength(of: .operand, expected: octetCount, got: value.count)
        }
    }
}

private func isOne(_ limbs: UnsafePointer<UInt64>, count: Int) -> Choice {
    var difference = unsafe limbs[0] ^ 1
    for index in 1..<count { unsafe difference |= limbs[index] }
    return Choice(isZero: difference)
}
