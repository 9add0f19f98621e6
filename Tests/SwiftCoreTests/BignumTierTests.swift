import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `Every tier of modular powers that this CPU has` {
    /// Those around the edges of what the kernel takes, of its two radices, and of its blocks; primes of RSA-1024 to
    /// RSA-4096, and their products.
    static let octetCounts = [1, 63, 64, 65, 96, 127, 128, 129, 130, 192, 216, 217, 256, 257, 384, 511, 512, 513, 1024]

    /// The lengths in which a modulus is tried at its edges: portable, then each path of the kernel.
    static let edges = [48, 64, 128, 192, 216, 217, 256, 512]

    @Test(arguments: octetCounts) func `agrees with the portable one on random numbers`(octetCount: Int) throws {
        var generator = SeededGenerator(seed: 2501 + UInt64(octetCount))
        for _ in 0..<(octetCount > 256 ? 1 : 3) {
            var modulus = generator.octets(octetCount)
            modulus[octetCount - 1] |= 1
            modulus[0] |= 2
            let exponents = [generator.octets(21), generator.octets(1), [], [0, 0, 0]]
            try agree(modulus, bases: [generator.octets(octetCount)], exponents: exponents)
        }
    }

    @Test(arguments: edges) func `agrees with the portable one at the edges`(octetCount: Int) throws {
        let ones = [UInt8](repeating: 0xff, count: octetCount)
        let zeros = [UInt8](repeating: 0, count: octetCount - 1)
        // 2^k − 1; 2^(k−1) + 1; 3 under leading zeros; and one whose digits of 28 and 29 bits are near their extremes.
        var halves = [UInt8](repeating: 0x88, count: octetCount)
        halves[octetCount - 1] = 0x89
        let moduli: [[UInt8]] = [ones, [0x80] + zeros.dropLast() + [1], zeros + [3], halves]
        for modulus in moduli {
            let largest = Array(modulus.dropLast()) + [modulus[octetCount - 1] - 1]
            let bases: [[UInt8]] = [[], [0], [1], [2], largest]
            try agree(modulus, bases: bases, exponents: [[1], [2], [0xff, 0xff, 0xff], [0x84, 0x21, 0x08]])
        }
    }

    @Test(arguments: [0, 1, 2, 3, 65537, .max] as [UInt64])
    func `a power is the same for a secret and for a public exponent`(exponent: UInt64) throws {
        var generator = SeededGenerator(seed: 2503)
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes([0xff] + generator.octets(126) + [1]))
        let base = try modulus.reduce(SecretBytes(generator.octets(128)))
        let octets = (0..<8).map { UInt8(truncatingIfNeeded: exponent >> UInt64(56 - 8 * $0)) }
        let secret = try modulus.power(base, secretExponent: SecretBytes(octets)).octets
        #expect(try modulus.power(base, publicExponentVartime: exponent).octets == secret)
    }

    @Test func `the kernel is there for the lengths that it takes, and where the processor may use it`() throws {
        let features = InstructionSet.effective.features
        #expect((Dispatch.bignum == .avx2) == features.isSuperset(of: [.avx, .avx2]))
        for octetCount in Self.octetCounts {
            let octets = [UInt8](repeating: 0xff, count: octetCount)
            let isTaken = (64...512).contains(octetCount) && Dispatch.bignum == .avx2
            #expect(try (MontgomeryModulus(oddModulus: SecretBytes(octets)).kernel != nil) == isTaken)
            #expect(try MontgomeryModulus(oddModulus: SecretBytes(octets), tier: .portable).kernel == nil)
        }
    }

    /// For bases that are reduced first.
    private func agree(_ octets: [UInt8], bases: [[UInt8]], exponents: [[UInt8]]) throws {
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes(octets))
        let portable = try MontgomeryModulus(oddModulus: SecretBytes(octets), tier: .portable)
        for base in bases {
            let base = try portable.reduce(SecretBytes(base))
            for exponent in exponents {
                let power = try modulus.power(base, secretExponent: SecretBytes(exponent)).octets
                let expected = try portable.power(base, secretExponent: SecretBytes(exponent)).octets
                #expect(power == expected, "\(octets) to \(exponent)")
            }
        }
    }
}
