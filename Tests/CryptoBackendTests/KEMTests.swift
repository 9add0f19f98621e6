import CryptoBackend
import Testing

@Suite struct `A key encapsulation` {
    @Test func `has the lengths of FIPS 203 §8`() {
        #expect(KEMAlgorithm.mlkem768.encapsulationKeyLength == 384 * 3 + 32)
        #expect(KEMAlgorithm.mlkem768.ciphertextLength == 32 * (10 * 3 + 4))
        #expect(KEMAlgorithm.sharedSecretLength == 32)
    }

    @Test func `is no part of what a backend lists unless it says so`() {
        #expect(!Capabilities.complete.include(.kem(.mlkem768)))
        #expect(Capabilities.complete.offering(kems: [.mlkem768]).include(.kem(.mlkem768)))
    }

    @Test func `is refused in all its parts by a backend that has none`() {
        #expect(throws: CryptoError.notOffered) { try NoKEM(.mlkem768) }
        let key = [UInt8](repeating: 0, count: 1184)
        #expect(throws: CryptoError.notOffered) { _ = try NoKEM.encapsulate(to: key.span, .mlkem768) }
    }
}
