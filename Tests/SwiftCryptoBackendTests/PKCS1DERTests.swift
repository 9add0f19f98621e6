#if SwiftCrypto
import CryptoBackend
import Testing

@testable import SwiftCryptoBackend

@Suite struct `The encoding of a private key` {
    @Test func `has the numbers in their order, in the shortest form`() {
        let encoded = PKCS1DER.encode(key(privateExponent: [0, 0, 5]))
        #expect(
            octets(encoded) == [
                0x30, 28, 0x02, 1, 0, 0x02, 2, 0, 0x80, 0x02, 1, 3, 0x02, 1, 5, 0x02, 1, 7, 0x02, 1, 11, 0x02, 1, 1,
                0x02, 1, 0, 0x02, 1, 2,
            ]
        )
    }

    @Test(arguments: [(127, [0x02, 0x7F]), (128, [0x02, 0x81, 0x80]), (300, [0x02, 0x82, 0x01, 0x2C])])
    func `has lengths of one, two or three octets`(count: Int, header: [UInt8]) {
        let number = [UInt8](repeating: 0x11, count: count)
        #expect(octets(PKCS1DER.encode(key(privateExponent: number))).firstRange(of: header + number) != nil)
    }

    /// An exponent2 of no octets is zero.
    private func key(privateExponent: [UInt8]) -> RSAPrivateComponents {
        func secret(_ octets: [UInt8]) -> SecretBytes { SecretBytes(copying: octets.span) }
        return RSAPrivateComponents(
            publicComponents: RSAPublicComponents(modulus: [0x80], exponent: 3),
            privateExponent: secret(privateExponent),
            prime1: secret([7]),
            prime2: secret([11]),
            exponent1: secret([1]),
            exponent2: secret([]),
            coefficient: secret([2])
        )
    }

    private func octets(_ secret: borrowing SecretBytes) -> [UInt8] {
        secret.withBytes { octets in octets.indices.map { octets[$0] } }
    }
}
#endif
