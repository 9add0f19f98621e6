import CryptoBackend
import SwiftCore
import Testing
import VectorSupport

@Suite struct `Montgomery modulus` {
    /// 2²⁵⁵ − 19 (RFC 7748 §4.1), the prime of P-256 (RFC 5903 §3.1), and the 1536-bit MODP prime (RFC 3526 §2).
    static let primes: [[UInt8]] = [
        [UInt8](hex: "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed"),
        [UInt8](hex: "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
        [UInt8](
            hex: """
                FFFFFFFF FFFFFFFF C90FDAA2 2168C234 C4C6628B 80DC1CD1 29024E08 8A67CC74 020BBEA6 3B139B22 514A0879 8E3404DD
                EF9519B3 CD3A431B 302B0A6D F25F1437 4FE1356D 6D51C245 E485B576 625E7EC6 F44C42E9 A637ED6B 0BFF5CB6 F406B7ED
                EE386BFB 5A899FA5 AE9F2411 7C4B1FE6 49286651 ECE45B3D C2007CB8 A163BF05 98DA4836 1C55D39A 69163FA8 FD24CF5F
                83655D23 DCA3AD96 1C62F356 208552BB 9ED52907 7096966D 670C354E 4ABC9804 F1746C08 CA237327 FFFFFFFF FFFFFFFF
                """
        ),
    ]

    @Test(arguments: primes) func `a number times its inverse is 1`(prime: [UInt8]) throws {
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes(prime))
        var random = SeededGenerator(seed: 0x0f_e4a7)
        let value = try modulus.reduce(SecretBytes(random.octets(prime.count)))
        let product = try modulus.multiply(value, modulus.inverseModuloPrime(value)).octets
        #expect(product == [UInt8](repeating: 0, count: prime.count - 1) + [1])
    }

    /// The edges of a window of five bits, of a limb, and of nothing at all.
    @Test(arguments: [0, 1, 30, 31, 32, 33, 1023, 1024, 65537, 1 << 63, .max] as [UInt64])
    func `a power is the same for a secret and for a public exponent`(exponent: UInt64) throws {
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes(Self.primes[0]))
        let octets = (0..<8).map { UInt8(truncatingIfNeeded: exponent >> UInt64(56 - 8 * $0)) }
        let base = SecretBytes([5])
        let secret = try modulus.power(base, secretExponent: SecretBytes(octets)).octets
        let open = try modulus.power(base, publicExponentVartime: exponent).octets
        #expect(secret == open)
    }

    @Test(arguments: [3, 5, 0xfb, 0xffff, 0xffff_fffb, (1 << 63) + 29, .max] as [UInt64])
    func `moduli of one limb agree with the processor`(modulus: UInt64) throws {
        var random = SeededGenerator(seed: modulus)
        let octets = (0..<8).map { UInt8(truncatingIfNeeded: modulus >> UInt64(56 - 8 * $0)) }
        let arithmetic = try MontgomeryModulus(oddModulus: SecretBytes(octets))
        for _ in 0..<50 {
            let (left, right) = (random.next() % modulus, random.next() % modulus)
            let product = modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
            let difference = left >= right ? left - right : left + (modulus - right)
            #expect(try number(arithmetic.multiply(secret(left), secret(right))) == product)
            #expect(try number(arithmetic.subtract(secret(left), secret(right))) == difference)
            #expect(try number(arithmetic.reduce(secret(random.next()))) < modulus)
        }
    }

    @Test(arguments: [[], [0], [1], [2], [0, 1], [0x80, 0], [UInt8](repeating: 0xff, count: 1025)] as [[UInt8]])
    func `what cannot be an odd modulus above 1 is refused`(octets: [UInt8]) {
        #expect(throws: CryptoError.invalidKey(.modulus)) { try MontgomeryModulus(oddModulus: SecretBytes(octets)) }
    }

    @Test func `operands longer than the modulus are refused`() throws {
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes([0x11, 0x01]))
        let refusal = CryptoError.invalidLength(of: .operand, expected: 2, got: 3)
        #expect(throws: refusal) { _ = try modulus.multiply(SecretBytes([1]), SecretBytes([0, 0, 1])) }
        #expect(throws: refusal) { _ = try modulus.subtract(SecretBytes([0, 0, 1]), SecretBytes([1])) }
        #expect(throws: refusal) { _ = try modulus.power(SecretBytes([0, 0, 1]), publicExponentVartime: 3) }
        #expect(throws: refusal) { _ = try modulus.power(SecretBytes([0, 0, 1]), secretExponent: SecretBytes([3])) }
        #expect(throws: CryptoError.invalidLength(of: .operand, expected: 4, got: 5)) {
            _ = try modulus.reduce(SecretBytes([0, 0, 0, 0, 1]))
        }
    }

    private func secret(_ value: UInt64) -> SecretBytes {
        SecretBytes((0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(56 - 8 * $0)) })
    }

    private func number(_ value: borrowing SecretBytes) -> UInt64 {
        value.octets.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
