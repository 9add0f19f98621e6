import CryptoBackend
import NullBackend
import Testing

@testable import TLSEngine

@Suite struct `A client's public key` {
    private let one = RSAPublicComponents(modulus: [0x80, 1], exponent: 65537)
    private let sameModulus = RSAPublicComponents(modulus: [0x80, 1], exponent: 3)
    private let other = RSAPublicComponents(modulus: [0x80, 3], exponent: 65537)

    @Test func `is prepared once for one server`() throws {
        let cache = PublicKeyCache<NullBackend>()
        let first = try cache.key(one)
        #expect(try cache.key(one) === first)
        #expect(try cache.key(RSAPublicComponents(modulus: [0, 0x80, 1], exponent: 65537)) === first)
    }

    @Test func `is another one for every other key`() throws {
        let cache = PublicKeyCache<NullBackend>()
        let first = try cache.key(one)
        let second = try cache.key(other)
        #expect(second !== first)
        #expect(try cache.key(sameModulus) !== second)
        #expect(try cache.key(one) !== first)
    }

    @Test func `is its configuration's alone`() throws {
        let first = PublicKeyCache<NullBackend>()
        let second = PublicKeyCache<NullBackend>()
        #expect(try first.key(one) !== second.key(one))
    }
}
