import CryptoBackend
import Foundation
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `ECDSA on P-256` {
    private typealias Key = SwiftECDSAPrivateKey<SystemRandom>

    /// RFC 6979 §A.2.5.
    private static let components = ECDSAPublicComponents(
        group: .secp256r1,
        point: [UInt8](
            hex: """
                0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6
                7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299
                """
        )
    )

    private static func key() throws -> Key {
        let value = [UInt8](hex: "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
        return try Key(ECDSAPrivateComponents(publicComponents: components, privateValue: SecretBytes(value)))
    }

    /// RFC 6979 §A.2.5, with SHA-256: r and s.
    @Test(arguments: `Every tier of the curves that this CPU has`.tiers)
    func `gives the signatures of RFC 6979 where nothing random is added`(tier: Dispatch.Curve) throws {
        let known = [
            (
                "sample",
                """
                3046
                022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716
                022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8
                """
            ),
            (
                "test",
                """
                3045
                022100f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367
                0220019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083
                """
            ),
        ]
        for (text, expected) in known {
            let message = Array(text.utf8)
            let signature = try Self.key().sign(message.span, randomness: SecretBytes(zeroed: 0), tier: tier)
            #expect(signature == [UInt8](hex: expected))
        }
    }

    @Test func `gives another signature for other random octets, and the same for the same`() throws {
        let (key, message) = (try Self.key(), Array("sample".utf8))
        func signature(_ octet: UInt8) throws -> [UInt8] {
            try key.sign(message.span, randomness: SecretBytes([UInt8](repeating: octet, count: 32)))
        }
        #expect(try signature(1) == signature(1))
        #expect(try signature(1) != signature(2))
        let publicKey = try SwiftECDSAPublicKey(Self.components)
        let first = try signature(1)
        try publicKey.verify(first.span, over: message.span, scheme: .ecdsaSecp256r1SHA256)
    }

    private struct Group: Decodable {
        struct Key: Decodable { let uncompressed: Wycheproof.Octets }
        struct Case: Decodable {
            let tcId: Int
            let msg: Wycheproof.Octets
            let sig: Wycheproof.Octets
            let result: Wycheproof.Verdict
        }
        let publicKey: Key
        let tests: [Case]
    }

    @Test(arguments: `Every tier of the curves that this CPU has`.tiers)
    func `answers as the vectors of Wycheproof say`(tier: Dispatch.Curve) throws {
        let data = try #require(Vectors.sample("wycheproof/ecdsa.json"))
        var verdicts: Set<Wycheproof.Verdict> = []
        let groups: [Group] = try Wycheproof.groups(of: data)
        for group in groups {
            let point = group.publicKey.uncompressed.octets
            let key = try SwiftECDSAPublicKey(ECDSAPublicComponents(group: .secp256r1, point: point))
            for vector in group.tests {
                verdicts.insert(vector.result)
                let (message, signature) = (vector.msg.octets, vector.sig.octets)
                var holds = true
                do throws(CryptoError) {
                    try key.verify(signature.span, over: message.span, tier: tier)
                } catch {
                    #expect(error == .badSignature)
                    holds = false
                }
                #expect(holds == (vector.result == .valid), "test \(vector.tcId)")
            }
        }
        #expect(verdicts == [.valid, .invalid])
    }
}

@Suite struct `Numbers modulo the order of P-256` {
    private func scalar(_ octets: [UInt8]) -> ScalarP256 { ScalarP256.decode(octets.span).0 }

    @Test func `have inverses, and zero has zero`() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<100 {
            let number = scalar(generator.octets(32))
            #expect((number * number.inverse()).octets.octets == [UInt8](repeating: 0, count: 31) + [1])
        }
        let zero = scalar([UInt8](repeating: 0, count: 32))
        #expect(zero.inverse().isZero.declassify())
    }

    @Test func `are reduced, and it is known whether they were below the order`() {
        let order = [UInt8](hex: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        let known: [([UInt8], isBelow: Bool, [UInt8])] = [
            (order, false, [UInt8](repeating: 0, count: 32)),
            (order.dropLast() + [0x50], true, order.dropLast() + [0x50]),
            (order.dropLast() + [0x52], false, [UInt8](repeating: 0, count: 31) + [1]),
            (
                [UInt8](repeating: 0xFF, count: 32), false,
                [UInt8](hex: "00000000ffffffff00000000000000004319055258e8617b0c46353d039cdaae")
            ),
        ]
        for (octets, isBelow, reduced) in known {
            let (number, choice) = ScalarP256.decode(octets.span)
            #expect(choice.declassify() == isBelow)
            #expect(number.octets.octets == reduced)
        }
    }

    /// Without carries that get lost: (a + b) c = a c + b c, for numbers near the order too.
    @Test func `add and multiply as numbers do`() {
        var generator = SeededGenerator(seed: 8)
        for round in 0..<200 {
            let near = [UInt8](repeating: 0xFF, count: 4) + [0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8)
            let first = scalar(round % 2 == 0 ? generator.octets(32) : near + generator.octets(16))
            let second = scalar(round % 3 == 0 ? generator.octets(32) : near + generator.octets(16))
            let third = scalar(generator.octets(32))
            #expect(((first + second) * third).octets.octets == (first * third + second * third).octets.octets)
            #expect((first * second).octets.octets == (second * first).octets.octets)
        }
    }
}

@Suite struct `A signature's DER` {
    @Test func `is read back, and nothing but it is read`() {
        var generator = SeededGenerator(seed: 9)
        for count in 0..<32 {
            let zeros = [UInt8](repeating: 0, count: count)
            let numbers = zeros + generator.octets(32 - count) + generator.octets(32)
            let encoded = SignatureDER.encode(numbers.span)
            #expect(SignatureDER.decode(encoded.span) == numbers)
            for length in 0..<encoded.count {
                #expect(SignatureDER.decode(encoded.span.extracting(first: length)) == nil, "the first \(length)")
            }
        }
    }
}
