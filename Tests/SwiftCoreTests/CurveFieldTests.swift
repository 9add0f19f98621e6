import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `Fields of the curves` {
    private static let primes: [String] = [
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed",
    ]

    /// Of random numbers, of single bits, and of the smallest and the largest; zero has none and gives zero.
    @Test(arguments: primes) func `have inverses`(prime: String) throws {
        let octets = [UInt8](hex: prime)
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes(octets), tier: .portable)
        let inverse = ModularInverse(modulus: words(octets))
        var generator = SeededGenerator(seed: 2711)
        var numbers: [[UInt8]] = []
        for bit in 0..<255 { numbers.append(CurveInputs.single(bit: bit)) }
        for difference: UInt8 in 1...5 { numbers.append(CurveInputs.last(octets[31] - difference, after: octets)) }
        for _ in 0..<300 { numbers.append(Self.random(&generator)) }
        let one = CurveInputs.single(bit: 0)
        for number in numbers {
            let found = SecretBytes(self.octets(inverse(words(number))))
            #expect(try modulus.multiply(SecretBytes(number), found).octets == one, "\(number)")
        }
        #expect(inverse((0, 0, 0, 0)) == (0, 0, 0, 0))
    }

    /// Against the bignum, for numbers whose limbs are all ones and zeros too.
    @Test func `of P-256 multiply, square and halve`() throws {
        let prime = [UInt8](hex: Self.primes[0])
        let modulus = try MontgomeryModulus(oddModulus: SecretBytes(prime), tier: .portable)
        var generator = SeededGenerator(seed: 2712)
        var numbers: [[UInt8]] = []
        for _ in 0..<30 { numbers.append(Self.random(&generator)) }
        for difference: UInt8 in 1...5 { numbers.append(CurveInputs.last(prime[31] - difference, after: prime)) }
        for pattern in 0..<16 {
            var number = [UInt8](repeating: 0, count: 32)
            for place in 0..<32 where pattern >> (place / 8) & 1 == 1 { number[place] = 0xff }
            numbers.append(number)
        }
        numbers = numbers.filter { FieldP256.decode($0.span).isBelow.declassify() }
        for left in numbers {
            let first = FieldP256.decode(left.span).0
            let square = try modulus.multiply(SecretBytes(left), SecretBytes(left)).octets
            #expect(octets(first.squared()) == square)
            #expect(octets(first.halved() + first.halved()) == left)
            #expect(octets(FieldP256.zero - first + first) == [UInt8](repeating: 0, count: 32))
            for right in numbers {
                let product = try modulus.multiply(SecretBytes(left), SecretBytes(right)).octets
                #expect(octets(first * FieldP256.decode(right.span).0) == product)
            }
        }
    }

    /// Below 2²⁵⁵.
    private static func random(_ generator: inout SeededGenerator) -> [UInt8] {
        var octets = generator.octets(32)
        octets[0] &= 0x7f
        return octets
    }

    private func octets(_ number: FieldP256) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: 32)
        var span = octets.mutableSpan
        number.write(to: &span, at: 0)
        return octets
    }

    private func words(_ octets: [UInt8]) -> (UInt64, UInt64, UInt64, UInt64) {
        func word(_ index: Int) -> UInt64 {
            var word: UInt64 = 0
            for place in 8 * index..<8 * index + 8 { word = word << 8 | UInt64(octets[place]) }
            return word
        }
        return (word(3), word(2), word(1), word(0))
    }

    private func octets(_ words: (UInt64, UInt64, UInt64, UInt64)) -> [UInt8] {
        var octets: [UInt8] = []
        for word in [words.3, words.2, words.1, words.0] {
            for place in 0..<8 { octets.append(UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * place))) }
        }
        return octets
    }
}
