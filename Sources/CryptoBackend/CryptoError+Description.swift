extension CryptoError: CustomStringConvertible {
    /// One line for people.
    public var description: String {
        switch self {
        case .invalidLength(let argument, let expected, let got):
            "\(argument) of \(got) bytes where \(expected) are needed"
        case .invalidKey(let fault): fault.description
        case .valueOutOfRange: "a number that is not below the modulus"
        case .badSignature: "the signature does not verify"
        case .badRecordTag: "the record does not verify"
        case .badPadding: "there is no PKCS#1 v1.5 message inside"
        case .invalidPublicValue(let group): "not a public value of \(group.name) that may be used"
        case .invalidEncapsulationKey(let algorithm): "not an encapsulation key of \(algorithm.rawValue)"
        case .faultDetected: "the private operation failed its own check"
        case .notOffered: "the backend does not offer it"
        case .noRandomness(let number): "the system gives no random bytes (error \(number))"
        case .library(let call, let code): "\(call) failed with code \(code)"
        }
    }
}

extension CryptoError.Argument: CustomStringConvertible {
    /// What it is called in a sentence.
    public var description: String {
        switch self {
        case .key: "a key"
        case .nonce: "a nonce"
        case .record: "a record"
        case .premaster: "a premaster secret"
        case .ciphertext: "a ciphertext"
        case .encapsulation: "an encapsulated secret"
        case .encapsulationKey: "an encapsulation key"
        case .privateValue: "a private value"
        case .output: "an output"
        case .operand: "an operand"
        }
    }
}

extension CryptoError.KeyFault: CustomStringConvertible {
    /// What is wrong with it, as a clause.
    public var description: String {
        switch self {
        case .modulus: "the RSA modulus is even or of a length that is not supported"
        case .publicExponent: "the RSA public exponent is even, below 3 or longer than is supported"
        case .inconsistent: "the numbers of the private key do not belong together"
        case .curve: "the curve of the ECDSA key is not supported"
        case .point: "the ECDSA key is not an uncompressed point of its curve"
        }
    }
}
