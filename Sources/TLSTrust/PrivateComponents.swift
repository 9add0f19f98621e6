internal import CryptoBackend

/// The private key of a certificate in plain components.
enum PrivateComponents: ~Copyable, Sendable {
    case rsa(RSAPrivateComponents)
    case ecdsa(ECDSAPrivateComponents)

    /// The public half.
    var publicKey: CertificateKey {
        switch self {
        case .rsa(let components): .rsa(components.publicComponents)
        case .ecdsa(let components): .ecdsa(components.publicComponents)
        }
    }
}

extension RSAPrivateComponents {
    /// A second copy, which is wiped like the first.
    borrowing func copy() -> RSAPrivateComponents {
        RSAPrivateComponents(
            publicComponents: publicComponents,
            privateExponent: privateExponent.copy(),
            prime1: prime1.copy(),
            prime2: prime2.copy(),
            exponent1: exponent1.copy(),
            exponent2: exponent2.copy(),
            coefficient: coefficient.copy()
        )
    }
}
