internal import CryptoBackend

extension CryptoBackend {
    /// The record protection of a backend whose type is not known here.
    static func aead(_ algorithm: AEADAlgorithm, _ key: borrowing SecretBytes) throws(CryptoError) -> any RecordAEAD {
        try AEAD(algorithm, key: key)
    }

    /// A running hash, likewise.
    static func hash(_ algorithm: HashAlgorithm) throws(CryptoError) -> any HashContext { try Hash(algorithm) }

    /// The RSA key of a certificate, likewise.
    static func publicKey(_ components: RSAPublicComponents) throws(CryptoError) -> any RSAPublicKey {
        try PublicKey(components)
    }

    /// The ECDSA key of a certificate, likewise.
    static func publicKey(_ components: ECDSAPublicComponents) throws(CryptoError) -> any ECDSAVerifyingKey {
        try ECDSAPublicKey(components)
    }
}
