import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `Every tier of ML-KEM that this CPU has` {
    /// From the portable one to the best that the process may use.
    static let tiers: [Dispatch.Lattice] = [.portable, .avx2, .avx512].filter { tier in
        switch tier {
        case .portable: true
        case .avx2: Dispatch.lattice != .portable
        case .avx512: Dispatch.lattice == .avx512
        }
    }

    @Test(arguments: tiers) func `makes the keys, ciphertexts and secrets of the portable one`(
        tier: Dispatch.Lattice
    ) throws {
        var generator = SeededGenerator(seed: 2031)
        for round in 0..<200 {
            let seed = SecretBytes(copying: generator.octets(64).span)
            let (key, expectedKey) = (pair(seed, tier), pair(seed, .portable))
            #expect(key.octets == expectedKey.octets, "round \(round)")
            let message = generator.octets(32)
            let made = try #require(encapsulate(key.octets, message, tier))
            let expected = try #require(encapsulate(key.octets, message, .portable))
            #expect(made.ciphertext == expected.ciphertext, "round \(round)")
            #expect(made.secret == expected.secret, "round \(round)")
            #expect(key.secrets.decapsulate(made.ciphertext.span).octets == made.secret, "round \(round)")

            var altered = made.ciphertext
            let place = Int(generator.next() % UInt64(altered.count))
            altered[place] ^= 1 << UInt8(generator.next() % 8)
            let rejected = key.secrets.decapsulate(altered.span).octets
            #expect(rejected == expectedKey.secrets.decapsulate(altered.span).octets, "round \(round)")
            #expect(rejected != made.secret, "round \(round), octet \(place)")
        }
    }

    /// A ciphertext of any octets, and numbers of every size.
    @Test(arguments: tiers) func `decapsulates whatever comes as the portable one`(tier: Dispatch.Lattice) {
        var generator = SeededGenerator(seed: 2032)
        let seed = SecretBytes(copying: generator.octets(64).span)
        let (key, expected) = (pair(seed, tier), pair(seed, .portable))
        let constant = [0x00, 0xFF, 0x55, 0xAA].map { [UInt8](repeating: $0, count: 1088) }
        for ciphertext in constant + (0..<100).map({ _ in generator.octets(1088) }) {
            let secret = key.secrets.decapsulate(ciphertext.span).octets
            #expect(secret == expected.secrets.decapsulate(ciphertext.span).octets)
        }
    }

    /// FIPS 203 §7.2: each of the 768 numbers is looked at.
    @Test(arguments: tiers) func `refuses a key with a number of q`(tier: Dispatch.Lattice) {
        let message = [UInt8](repeating: 0, count: 32)
        var key = pair(SecretBytes(zeroed: 64), tier).octets
        for place in 0..<768 {
            let first = 3 * (place / 2) + place % 2
            let before = (key[first], key[first + 1])
            let number: (UInt8, UInt8) = place % 2 == 0 ? (0x01, 0x0D) : (0x10, 0xD0)
            let mask: (UInt8, UInt8) = place % 2 == 0 ? (0xFF, 0x0F) : (0xF0, 0xFF)
            key[first] = key[first] & ~mask.0 | number.0
            key[first + 1] = key[first + 1] & ~mask.1 | number.1
            let refused = encapsulate(key, message, tier) == nil
            #expect(refused, "number \(place)")
            (key[first], key[first + 1]) = before
        }
        let taken = encapsulate(key, message, tier) != nil
        #expect(taken)
    }

    @Test(arguments: tiers) func `compresses every number as the portable one`(tier: Dispatch.Lattice) {
        for first in stride(from: Int(Int16.min), through: Int(Int16.max), by: 256) {
            let numbers = (0..<256).map { Int16(first + $0) }
            var (octets, expected) = ([UInt8](repeating: 0, count: 384), [UInt8](repeating: 0, count: 384))
            unsafe tier.code.compressTo10Bits(numbers, into: &octets)
            unsafe Polynomial.compressTo10Bits(numbers, into: &expected)
            #expect(octets == expected, "ten bits of \(first)")
            unsafe tier.code.compressTo4Bits(numbers, into: &octets)
            unsafe Polynomial.compressTo4Bits(numbers, into: &expected)
            #expect(octets == expected, "four bits of \(first)")
            unsafe tier.code.compressToBits(numbers, into: &octets)
            unsafe Polynomial.compressToBits(numbers, into: &expected)
            #expect(octets == expected, "one bit of \(first)")
            unsafe tier.code.encode(numbers, into: &octets)
            unsafe Polynomial.encode(numbers, into: &expected)
            #expect(octets == expected, "twelve bits of \(first)")
        }
    }

    @Test(arguments: tiers) func `reads every number, and samples every octet, as the portable one`(
        tier: Dispatch.Lattice
    ) {
        var generator = SeededGenerator(seed: 2034)
        for round in 0..<64 {
            // More than a decompression reads.
            let octets = generator.octets(400)
            var (f, expected) = ([Int16](repeating: 0, count: 256), [Int16](repeating: 0, count: 256))
            let isGood = unsafe tier.code.decode(octets, into: &f)
            let expectsGood = unsafe Polynomial.decode(octets, into: &expected)
            #expect(f == expected && isGood == expectsGood, "twelve bits, round \(round)")
            unsafe tier.code.addDecompressedBits(octets, to: &f)
            unsafe Polynomial.addDecompressedBits(octets, to: &expected)
            #expect(f == expected, "one bit, round \(round)")
            let addend = f.map { $0 &+ 17 }
            unsafe tier.code.add(addend, to: &f)
            unsafe Polynomial.add(addend, to: &expected)
            #expect(f == expected, "a sum, round \(round)")
            unsafe tier.code.subtract(&f, from: addend)
            unsafe Polynomial.subtract(&expected, from: addend)
            #expect(f == expected, "a difference, round \(round)")
            unsafe tier.code.decompressFrom10Bits(octets, into: &f)
            unsafe Polynomial.decompressFrom10Bits(octets, into: &expected)
            #expect(f == expected, "ten bits, round \(round)")
            unsafe tier.code.decompressFrom4Bits(octets, into: &f)
            unsafe Polynomial.decompressFrom4Bits(octets, into: &expected)
            #expect(f == expected, "four bits, round \(round)")
            unsafe tier.code.sampleCentredBinomial(octets, into: &f)
            unsafe Polynomial.sampleCentredBinomial(octets, into: &expected)
            #expect(f == expected, "a sample, round \(round)")
        }
    }

    /// Octets with few good numbers, with all, and with some; from every place of a polynomial.
    @Test(arguments: tiers) func `takes the numbers below q as the portable one`(tier: Dispatch.Lattice) {
        var generator = SeededGenerator(seed: 2035)
        for start in 0...255 {
            for highest: UInt8 in [0xFF, 0xDD, 0xCF] {
                let octets = generator.octets(184).map { start.isMultiple(of: 2) ? $0 | highest & 0xD0 : $0 & highest }
                var (f, expected) = ([Int16](repeating: 7, count: 256), [Int16](repeating: 7, count: 256))
                let found = unsafe tier.code.sampleVartime(octets, 168, into: &f, from: start)
                let expects = unsafe Polynomial.sampleVartime(octets, 168, into: &expected, from: start)
                #expect(found == expects && f[..<found] == expected[..<expects], "from \(start)")
            }
        }
    }

    /// Coefficients at both ends of what a transform takes, where sums are greatest.
    @Test(arguments: tiers) func `transforms the greatest numbers as the portable one`(tier: Dispatch.Lattice) {
        var generator = SeededGenerator(seed: 2033)
        for round in 0..<100 {
            let f = (0..<256).map { _ in Int16(generator.next() & 1 == 0 ? -3328 : 3328) }
            var (transform, expected) = (f, f)
            unsafe tier.code.transform(&transform)
            unsafe Polynomial.transform(&expected)
            unsafe tier.code.arrange(&expected)
            #expect(transform == expected, "round \(round)")
            transform = f
            expected = f
            unsafe tier.code.arrange(&transform)
            unsafe tier.code.inverseTransform(&transform)
            unsafe Polynomial.inverseTransform(&expected)
            #expect(transform.map(Polynomial.canonical) == expected.map(Polynomial.canonical), "round \(round)")
            #expect(transform.allSatisfy { abs($0) < 3329 }, "round \(round)")
        }
    }

    private func encapsulate(
        _ key: [UInt8],
        _ message: [UInt8],
        _ tier: Dispatch.Lattice
    ) -> (ciphertext: [UInt8], secret: [UInt8])? {
        let message = SecretBytes(copying: message.span)
        guard let made = KEMEncapsulation.make(key.span, message: message, tier: tier) else { return nil }
        return (made.ciphertext, made.sharedSecret.octets)
    }

    private func pair(_ seed: borrowing SecretBytes, _ tier: Dispatch.Lattice) -> KeyPair {
        var octets = [UInt8](repeating: 0, count: 1184)
        let secrets = KEMSecrets(seed: seed, encapsulationKey: &octets, tier: tier)
        return KeyPair(octets: octets, secrets: secrets)
    }

    private final class KeyPair {
        let octets: [UInt8]
        let secrets: KEMSecrets

        init(octets: [UInt8], secrets: consuming KEMSecrets) {
            self.octets = octets
            self.secrets = secrets
        }
    }
}
