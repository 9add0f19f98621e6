import CryptoBackend
import GMPBackend
import Testing

@Suite struct `GMP modulus` {
    @Test func `it names the version of the library that is loaded`() {
        let library = GMPModulus.library
        #expect(library.name == "gmp")
        #expect(library.version.split(separator: ".").count >= 2)
        #expect(library.version.allSatisfy { $0.isNumber || $0 == "." })
    }

    @Test(arguments: [[], [0], [1], [2], [0, 1], [0x80, 0], [UInt8](repeating: 0xff, count: 1025)] as [[UInt8]])
    func `what cannot be an odd modulus above 1 is refused`(octets: [UInt8]) {
        #expect(throws: CryptoError.invalidKey(.modulus)) { try GMPModulus(oddModulus: SecretBytes(octets)) }
    }

    @Test func `operands longer than the modulus are refused`() throws {
        let modulus = try GMPModulus(oddModulus: SecretBytes([0x11, 0x01]))
        let refusal = CryptoError.invalidLength(of: .operand, expected: 2, got: 3)
        #expect(throws: refusal) { _ = try modulus.multiply(SecretBytes([1]), SecretBytes([0, 0, 1])) }
        #expect(throws: refusal) { _ = try modulus.subtract(SecretBytes([0, 0, 1]), SecretBytes([1])) }
        #expect(throws: refusal) { _ = try modulus.power(SecretBytes([0, 0, 1]), publicExponentVartime: 3) }
        #expect(throws: refusal) { _ = try modulus.power(SecretBytes([0, 0, 1]), secretExponent: SecretBytes([3])) }
        #expect(throws: CryptoError.invalidLength(of: .operand, expected: 4, got: 5)) {
            _ = try modulus.reduce(SecretBytes([0, 0, 0, 0, 1]))
        }
    }
}
