import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `Two powers at once` {
    /// Primes of RSA-1024 to RSA-4096: three blocks of a kernel's digits to ten. Five, which are multiplied in a way of their own,
    /// have 104 to 129 octets.
    static let octetCounts = [64, 103, 104, 128, 129, 130, 192, 256]

    @Test(arguments: octetCounts)
    func `agree with the portable ones on random numbers`(octetCount: Int) throws {
        var generator = SeededGenerator(seed: 2511 + UInt64(octetCount))
        for _ in 0..<(octetCount == 128 ? 8 : 1) {
            try agree(
                (0..<2).map { _ in odd(generator.octets(octetCount)) },
                (0..<2).map { _ in generator.octets(octetCount) },
                (0..<2).map { _ in generator.octets(11) }
            )
        }
    }

    /// Runs of ones and zeros that end anywhere: carries then go through many digits, which random numbers never show.
    @Test(arguments: octetCounts)
    func `agree with the portable ones on long runs of equal bits`(octetCount: Int) throws {
        var generator = SeededGenerator(seed: 2512 + UInt64(octetCount))
        func runs() -> [UInt8] {
            var octets: [UInt8] = []
            while octets.count < octetCount {
                let edge = UInt8(truncatingIfNeeded: 0xff00 >> Int.random(in: 0..<8, using: &generator))
                octets += [UInt8](repeating: 0xff, count: Int.random(in: 0..<40, using: &generator)) + [edge]
                octets += [UInt8](repeating: 0, count: Int.random(in: 0..<20, using: &generator))
            }
            return Array(octets.prefix(octetCount))
        }
        for _ in 0..<(octetCount == 128 ? 16 : 2) {
            try agree([odd(runs()), odd(runs())], [runs(), runs()], [runs().suffix(3), runs().suffix(3)])
        }
    }

    /// Every modulus with every other one: what belongs to one must not reach the other.
    @Test(arguments: [64, 128, 192])
    func `agree with the portable ones at the edges`(octetCount: Int) throws {
        let ones = [UInt8](repeating: 0xff, count: octetCount)
        let zeros = [UInt8](repeating: 0, count: octetCount - 1)
        let moduli = [ones, [0x80] + zeros.dropLast() + [1], zeros + [3], ones.dropLast(7) + [0xf0, 0, 0, 0, 0, 0, 1]]
        let bases: [[UInt8]] = [[], [1], ones, ones.dropLast() + [0xfe]]
        for place in moduli.indices {
            for other in bases.indices {
                try agree(
                    [moduli[place], moduli[(place + other) % 4]],
                    [bases[other], bases[(place + 3 * other + 1) % 4]],
                    [[0xff, 0xff, 0xff], [0x84, 0x21, 0x08]]
                )
            }
        }
    }

    private func odd(_ octets: [UInt8]) -> [UInt8] {
        [octets[0] | 2] + octets[1..<octets.count - 1] + [octets[octets.count - 1] | 1]
    }

    /// For two bases that are reduced first.
    private func agree(_ moduli: [[UInt8]], _ bases: [[UInt8]], _ exponents: [[UInt8]]) throws {
        let exponent1 = SecretBytes(exponents[0])
        let exponent2 = SecretBytes(exponents[1])
        for tier in Dispatch.bignums where tier != .portable {
            let (first, portable1) = try both(moduli[0], tier)
            let (second, portable2) = try both(moduli[1], tier)
            let base1 = try portable1.reduce(SecretBytes(bases[0]))
            let base2 = try portable2.reduce(SecretBytes(bases[1]))
            let powers = try MontgomeryModulus.powers(
                base1,
                secretExponent: exponent1,
                modulo: first,
                base2,
                secretExponent: exponent2,
                modulo: second
            )
            let expected1 = try portable1.power(base1, secretExponent: exponent1).octets
            let expected2 = try portable2.power(base2, secretExponent: exponent2).octets
            #expect(powers.first.octets == expected1, "\(tier): \(bases) modulo \(moduli) to \(exponents)")
            #expect(powers.second.octets == expected2, "\(tier): \(bases) modulo \(moduli) to \(exponents)")
        }
    }

    private func both(
        _ octets: [UInt8],
        _ tier: Dispatch.Bignum
    ) throws -> (MontgomeryModulus, MontgomeryModulus) {
        let octets = SecretBytes(octets)
        return (
            try MontgomeryModulus(oddModulus: octets, tier: tier),
            try MontgomeryModulus(oddModulus: octets, tier: .portable)
        )
    }
}
