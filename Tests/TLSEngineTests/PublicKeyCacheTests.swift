import CryptoBackend
import NullBackend
import Testing

@testable import TLSEngine

@Suite struct `A client's public key` {
    private let one = CertificateKey.rsa(RSAPublicComponents(modulus: [0x80, 1], exponent: 65537))
    private let sameModulus = CertificateKey.rsa(RSAPublicComponents(modulus: [0x80, 1], exponent: 3))
    private let other = CertificateKey.rsa(RSAPublicComponents(modulus: [0x80, 3], exponent: 65537))

    @Test func `is prepared once for one server`() throws {
        let cache = PublicKeyCache(NullBackend.self)
        let first = try cache.key(one).verifying
        #expect(try cache.key(one).verifying === first)
        #expect(try cache.key(.rsa(RSAPublicComponents(modulus: [0, 0x80, 1], exponent: 65537))).verifying === first)
    }

    @Test func `is another one for every other key`() throws {
        let cache = PublicKeyCache(NullBackend.self)
        let first = try cache.key(one).verifying
        let second = try cache.key(other).verifying
        #expect(second !== first)
        #expect(try cache.key(sameModulus).verifying !== second)
        #expect(try cache.key(one).verifying !== first)
    }

    @Test func `is its configuration's alone`() throws {
        let first = PublicKeyCache(NullBackend.self)
        let second = PublicKeyCache(NullBackend.self)
        #expect(try first.key(one).verifying !== second.key(one).verifying)
    }
}
