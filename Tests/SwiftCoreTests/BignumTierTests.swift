import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `Every tier of modular powers that this CPU has` {
    /// Those around the edges of what the kernel takes, of its two radices, and of its blocks; primes of RSA-1024 to
    /// RSA-4096, and their products.
    static let octetCounts = [
        1, 63, 64, 65, 77, 78, 96, 103, 104, 127, 128, 129, 130, 192, 207, 208, 216, 217, 256, 257, 384, 415, 416, 511,
        512, 513, 1024,
    ]

    /// The lengths in which a modulus is tried at its edges: portable, then each path of the kernel.
    static let edges = [48, 64, 128, 192, 216, 217, 256, 512]

    /// Without the portable one, which they are held against.
    static let kernels = Dispatch.bignums.filter { $0 != .portable }

    @Test(arguments: octetCounts, kernels)
    func `agrees with the portable one on random numbers`(octetCount: Int, tier: Dispatch.Bignum) throws {
        var generator = SeededGenerator(seed: 2501 + UInt64(octetCount))
        for _ in 0..<(octetCount > 256 ? 1 : 3) {
            var modulus = generator.octets(octetCount)
            modulus[octetCount - 1] |= 1
            modulus[0] |= 2
            let exponents = [generator.octets(21), generator.octets(1), [], [0, 0, 0]]
            try agree(tier, modulus, bases: [generator.octets(octetCount)], exponents: exponents)
        }
    }

    @Test(arguments: edges, kernels)
    func `agrees with the portable one at the edges`(octetCount: Int, tier: Dispatch.Bignum) throws {
        let ones = [UInt8](repeating: 0xff, count: octetCount)
        let zeros = [UInt8](repeating: 0, count: octetCount - 1)
        // 2^k − 1; 2^(k−1) + 1; 3 under leading zeros; and one whose digits of 28 and 29 bits are near their extremes. Digits of
        // 52 bits that are all ones, through which a carry goes, are in the first; so are those of its predecessor's square.
        var halves = [UInt8](repeating: 0x88, count: octetCount)
        halves[octetCount - 1] = 0x89
        let moduli: [[UInt8]] = [
            ones, [0x80] + zeros.dropLast() + [1], zeros + [3], halves, ones.dropLast(7) + [0xf0, 0, 0, 0, 0, 0, 1],
        ]
        for modulus in moduli {
            let largest = Array(modulus.dropLast()) + [modulus[octetCount - 1] - 1]
            let bases: [[UInt8]] = [[], [0], [1], [2], largest]
            try agree(tier, modulus, bases: bases, exponents: [[1], [2], [0xff, 0xff, 0xff], [0x84, 0x21, 0x08]])
        }
    }

    /// Runs of ones and zeros that end anywhere: carries then go through many digits, which random numbers never show.
    @Test(arguments: [64, 104, 128, 192, 256], kernels)
    func `agrees with the portable one on long runs of equal bits`(octetCount: Int, tier: Dispatch.Bignum) throws {
        var generator = SeededGenerator(seed: 2502 + UInt64(octetCount))
        func runs() -> [UInt8] {
            var octets: [UInt8] = []
            while octets.count < octetCount {
                let edge = UInt8(truncatingIfNeeded: 0xff00 >> Int.random(in: 0..<8, using: &generator))
                octets += [UInt8](repeating: 0xff, count: Int.random(in: 0..<40, using: &generator)) + [edge]
                octets += [UInt8](repeating: 0, count: Int.random(in: 0..<20, using: &generator))
            }
            return Array(octets.prefix(octetCount))
        }
        for _ in 0..<20 {
            var modulus = runs()
            modulus[octetCount - 1] |= 1
            modulus[0] |= 2
            try agree(tier, modulus, bases: [runs(), runs()], exponents: [[0x0b], runs().dropLast(octetCount - 4)])
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
        #expect(Dispatch.bignums.last == .portable)
        #expect(Dispatch.bignums.contains(.avx2) == features.isSuperset(of: [.avx, .avx2]))
        #expect(Dispatch.bignums.contains(.ifma) == features.isSuperset(of: [.avx2, .avx512vl, .avx512ifma]))
        for octetCount in Self.octetCounts {
            let octets = [UInt8](repeating: 0xff, count: octetCount)
            let (isForAVX2, isForIFMA) = ((64...512).contains(octetCount), (64...415).contains(octetCount))
            let best: Dispatch.Bignum =
                isForIFMA && Dispatch.bignums.contains(.ifma)
                ? .ifma : isForAVX2 && Dispatch.bignums.contains(.avx2) ? .avx2 : .portable
            #expect(Dispatch.bignum(modulusBits: 8 * octetCount) == best)
            #expect(try (MontgomeryModulus(oddModulus: SecretBytes(octets)).kernel != nil) == (best != .portable))
            #expect(try MontgomeryModulus(oddModulus: SecretBytes(octets), tier: .portable).kernel == nil)
        }
    }

    /// For bases that are reduced first.
    private func agree(
        _ tier: Dispatch.Bignum,
        _ octets: [UInt8],
        bases: [[UInt8]],
        exponents: [[UInt8]]
    ) throws {
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes(octets), tier: tier)
        let portable = try MontgomeryModulus(oddModulus: SecretBytes(octets), tier: .portable)
        for base in bases {
            let base = try portable.reduce(SecretBytes(base))
            for exponent in exponents {
                let power = try modulus.power(base, secretExponent: SecretBytes(exponent)).octets
                let expected = try portable.power(base, secretExponent: SecretBytes(exponent)).octets
                #expect(power == expected, "\(tier): \(octets) to \(exponent)")
            }
        }
    }
}
