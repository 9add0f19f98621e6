import CryptoBackend
import Testing

@Suite struct `RSA keys` {
    @Test(arguments: Bignum.allCases) func `moduli that cannot be one are refused`(bignum: Bignum) {
        var even = RSATestKey.example1.modulus
        even[127] &= 0xfe
        let tooShort = [0x7f] + RSATestKey.example1.modulus.dropFirst()
        let tooLong = [1] + [UInt8](repeating: 0xff, count: 1024)
        for modulus in [[], [0], [1], even, tooShort, tooLong] {
            #expect(throws: CryptoError.invalidKey(.modulus)) {
                try bignum.publicKey(RSAPublicComponents(modulus: modulus, exponent: 65537))
            }
        }
    }

    @Test(arguments: Bignum.allCases, [0, 1, 2, 4, 65536] as [UInt64])
    func `exponents that cannot be one are refused`(bignum: Bignum, exponent: UInt64) {
        #expect(throws: CryptoError.invalidKey(.publicExponent)) {
            try bignum.publicKey(RSAPublicComponents(modulus: RSATestKey.example1.modulus, exponent: exponent))
        }
    }

    @Test(arguments: Bignum.allCases) func `components that do not belong together are refused`(bignum: Bignum) {
        let components: [(String, WritableKeyPath<RSATestKey, [UInt8]>)] = [
            ("d", \.privateExponent), ("p", \.prime1), ("q", \.prime2), ("dP", \.exponent1), ("dQ", \.exponent2),
            ("qInv", \.coefficient),
        ]
        for (name, component) in components {
            for last in [1, 2, 3] as [UInt8] {
                var key = RSATestKey.example1
                let index = key[keyPath: component].count - 1
                key[keyPath: component][index] ^= last
                #expect(throws: CryptoError.invalidKey(.inconsistent), "\(name)") { try bignum.privateKey(key) }
            }
            var key = RSATestKey.example1
            key[keyPath: component] = []
            #expect(throws: CryptoError.invalidKey(.inconsistent), "no \(name)") { try bignum.privateKey(key) }
            key[keyPath: component] = [UInt8](repeating: 0xff, count: 200)
            #expect(throws: CryptoError.invalidKey(.inconsistent), "long \(name)") { try bignum.privateKey(key) }
        }
        // dP + p − 1 has the same powers, but RFC 8017 §3.2 wants it below p.
        var unreduced = RSATestKey.example1
        var carry = 0
        for index in unreduced.exponent1.indices.reversed() {
            carry += Int(unreduced.exponent1[index]) + Int(unreduced.prime1[index]) - (index == 63 ? 1 : 0)
            unreduced.exponent1[index] = UInt8(carry & 0xff)
            carry >>= 8
        }
        #expect(throws: CryptoError.invalidKey(.inconsistent)) { try bignum.privateKey(unreduced) }
        var other = RSATestKey.example1
        other.publicExponent = 3
        #expect(throws: CryptoError.invalidKey(.inconsistent)) { try bignum.privateKey(other) }
        var swapped = RSATestKey.example1
        (swapped.prime1, swapped.prime2) = (swapped.prime2, swapped.prime1)
        #expect(throws: CryptoError.invalidKey(.inconsistent)) { try bignum.privateKey(swapped) }
        var trivial = RSATestKey.example1
        (trivial.prime1, trivial.prime2) = (trivial.modulus, [1])
        #expect(throws: CryptoError.invalidKey(.inconsistent)) { try bignum.privateKey(trivial) }
    }

    @Test(arguments: Bignum.allCases) func `leading zero octets of the components change nothing`(
        bignum: Bignum
    ) throws {
        var key = RSATestKey.example1
        let zeros = [UInt8](repeating: 0, count: 3)
        key.modulus = zeros + key.modulus
        key.privateExponent = zeros + key.privateExponent
        key.prime1 = zeros + key.prime1
        key.prime2 = zeros + key.prime2
        key.exponent1 = zeros + key.exponent1
        key.exponent2 = zeros + key.exponent2
        key.coefficient = zeros + key.coefficient
        let signature = try bignum.privateKey(key).signature(over: [], scheme: .rsaPKCS1SHA256)
        let expected = try bignum.privateKey(.example1).signature(over: [], scheme: .rsaPKCS1SHA256)
        #expect(signature == expected)
    }
}
