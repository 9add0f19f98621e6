#if SwiftCrypto
public import CryptoBackend
internal import struct Crypto.SymmetricKey
internal import struct Crypto.SymmetricKeySize

/// apple/swift-crypto, whose BoringSSL does the work: Crypto and CryptoExtras, as their documentation says to use them.
///
/// Keys are held for as long as they serve, and inputs are lent, not copied. Outputs come as new `Data` each time: the
/// library has no other way. It chooses its code by the CPU's features, and neither says which nor can be told.
///
/// Missing is what its interface cannot do: RSA key exchange, for its decryption throws if the padding is bad and so tells a bad
/// premaster secret from a good one (RFC 5246 §7.4.7.1); and key exchange in a finite field.
public enum SwiftCryptoBackend: CryptoBackend {
    /// SHA256 and SHA384.
    public typealias Hash = SwiftCryptoHash
    /// HMAC over them.
    public typealias MAC = SwiftCryptoMAC
    /// AES.GCM.
    public typealias AEAD = SwiftCryptoAEAD
    /// Curve25519.KeyAgreement and P256.KeyAgreement.
    public typealias KeyShare = SwiftCryptoKeyShare
    /// MLKEM768.
    public typealias KEMKey = SwiftCryptoKEMKey
    /// _RSA.Encryption and _RSA.Signing.
    public typealias PublicKey = SwiftCryptoPublicKey
    /// _RSA.Encryption and _RSA.Signing.
    public typealias PrivateKey = SwiftCryptoPrivateKey
    /// P256.Signing.
    public typealias ECDSAPublicKey = SwiftCryptoECDSAPublicKey
    /// P256.Signing.
    public typealias ECDSAPrivateKey = SwiftCryptoECDSAPrivateKey

    /// The version is the one that `Package.swift` asks for and no other: the library does not report any.
    public static let identity = BackendIdentity(
        name: "swift-crypto",
        library: "swift-crypto (BoringSSL)",
        version: "4.5.2",
        codePath: "chosen by BoringSSL"
    )

    /// Below 2048 bits, the library takes keys by other initialisers only, whose names begin with "unsafe".
    public static let capabilities = Capabilities(
        hashes: HashAlgorithm.allCases,
        aeads: AEADAlgorithm.allCases,
        signatureSchemes: SignatureScheme.allCases,
        keyExchanges: [.ecdhe],
        groups: [.x25519, .secp256r1],
        rsaModulusBits: 2048...8192,
        rsaExponentBits: 33  // BoringSSL's own limit
    ).offering(kems: [.mlkem768])

    /// A new symmetric key, which is how the library gives random octets.
    public static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        guard output.count > 0 else { return }
        let random = SymmetricKey(size: SymmetricKeySize(bitCount: output.count * 8))
        unsafe random.withUnsafeBytes { octets in
            unsafe output.withUnsafeMutableBytes { unsafe $0.copyMemory(from: octets) }
        }
    }
}
#endif
