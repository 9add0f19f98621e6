import CryptoBackend
import GMPBackend
import SwiftCore
import Testing
import VectorSupport

/// Every operation of the smaller seam, on the same operands by two independent bignums.
@Suite struct `Bignums agree` {
    @Test(arguments: [1, 2, 3, 7, 8, 9, 16, 31, 32, 33, 64, 65, 100, 128, 129, 191, 256])
    func `on random numbers of every shape of length`(octets: Int) throws {
        var random = SeededGenerator(seed: 0x5eed_0001 + UInt64(octets))
        for _ in 0..<4 {
            var modulus = random.octets(octets)
            modulus[octets - 1] |= octets == 1 ? 3 : 1
            try Agreement(modulus: modulus).check(&random)
        }
    }

    @Test(arguments: [1, 8, 32, 33, 128])
    func `on moduli at the edges of their length`(octets: Int) throws {
        var random = SeededGenerator(seed: 0x5eed_0002 + UInt64(octets))
        let allOnes = [UInt8](repeating: 0xff, count: octets)
        let three = [UInt8](repeating: 0, count: octets - 1) + [3]
        var highestBit = [UInt8](repeating: 0, count: octets)
        highestBit[octets - 1] = 1
        highestBit[0] |= 0x80
        for modulus in [allOnes, three, highestBit] { try Agreement(modulus: modulus).check(&random) }
    }

    @Test(arguments: [1, 7, 8, 9, 24, 40, 63])
    func `on moduli with leading zero octets`(zeros: Int) throws {
        var random = SeededGenerator(seed: 0x5eed_0003 + UInt64(zeros))
        var modulus = [UInt8](repeating: 0, count: zeros) + random.octets(64 - zeros)
        modulus[63] |= 3
        try Agreement(modulus: modulus).check(&random)
    }
}

private struct Agreement {
    let modulus: [UInt8]
    let montgomery: MontgomeryModulus
    let gmp: GMPModulus

    init(modulus: [UInt8]) throws {
        self.modulus = modulus
        montgomery = try MontgomeryModulus(oddModulus: SecretBytes(modulus))
        gmp = try GMPModulus(oddModulus: SecretBytes(modulus))
    }

    func check(_ random: inout SeededGenerator) throws {
        try checkReduction(random.octets(2 * modulus.count))
        try checkReduction([UInt8](repeating: 0xff, count: 2 * modulus.count))
        try checkReduction(modulus)
        try checkReduction([])
        for left in try edges(&random) {
            for right in try edges(&random) {
                try expectEqual("\(left.hex) × \(right.hex)") { try $0.multiply(SecretBytes(left), SecretBytes(right)) }
                try expectEqual("\(left.hex) − \(right.hex)") { try $0.subtract(SecretBytes(left), SecretBytes(right)) }
            }
            for exponent in [[], [0], [1], [0, 2], [0xff], random.octets(9), random.octets(modulus.count)] {
                try expectEqual("\(left.hex) ^ \(exponent.hex)") {
                    try $0.power(SecretBytes(left), secretExponent: SecretBytes(exponent))
                }
            }
            for exponent in [0, 1, 2, 3, 65537, .max] as [UInt64] {
                try expectEqual("\(left.hex) ^ \(exponent)") {
                    try $0.power(SecretBytes(left), publicExponentVartime: exponent)
                }
            }
            try expectEqual("\(left.hex) ^ (m − 2)") { try $0.inverseModuloPrime(SecretBytes(left)) }
        }
    }

    private func checkReduction(_ value: [UInt8]) throws {
        try expectEqual("\(value.hex) reduced") { try $0.reduce(SecretBytes(value)) }
    }

    /// 0, 1, m − 1 and a random number below m.
    private func edges(_ random: inout SeededGenerator) throws -> [[UInt8]] {
        let zero = SecretBytes(zeroed: 0)
        let one = SecretBytes([1])
        return [
            [], [1], try gmp.subtract(zero, one).octets,
            try gmp.reduce(SecretBytes(random.octets(modulus.count + 1))).octets,
        ]
    }

    private func expectEqual(
        _ operation: String,
        _ compute: (any ModularArithmetic) throws -> SecretBytes
    ) throws {
        let ours = try compute(montgomery).octets
        let theirs = try compute(gmp).octets
        #expect(ours == theirs, "\(operation) mod \(modulus.hex)")
    }
}
