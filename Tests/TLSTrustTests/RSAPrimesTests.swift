import CryptoBackend
import TLSTrust
import Testing

@Suite struct `The primes of an RSA key` {
    @Test func `follow from its exponents, and from no others`() throws {
        let credentials = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).credentials
        let key = try credentials.rsaPrivateKey()
        let publicHalf = key.publicComponents
        let d = key.privateExponent.withBytes { [UInt8](copying: $0) }
        let primes = try publicHalf.primes(privateExponent: d)
        let p = key.prime1.withBytes { [UInt8](copying: $0) }
        let q = key.prime2.withBytes { [UInt8](copying: $0) }
        #expect(primes.map { Set([$0.prime1, $0.prime2]) } == [p, q])
        var other = d
        other[other.count - 1] ^= 2
        let none = try publicHalf.primes(privateExponent: other)
        #expect(none == nil)
    }
}

extension [UInt8] {
    /// The octets that are lent.
    fileprivate init(copying octets: Span<UInt8>) { self = octets.indices.map { octets[$0] } }
}
