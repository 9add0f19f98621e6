#if SwiftCrypto
internal import struct Crypto.SHA256
internal import struct Crypto.SHA384
public import CryptoBackend
internal import enum CryptoExtras._RSA

/// An RSA public key as the library's two: one that encrypts, one that verifies.
public final class SwiftCryptoPublicKey: RSAPublicKey, @unchecked Sendable {
    // BoringSSL's keys may be used by several threads at once; the library says so of its keys for signatures alone.
    private let encryption: _RSA.Encryption.PublicKey
    private let verification: _RSA.Signing.PublicKey

    /// `init(n:e:)`.
    public init(_ components: RSAPublicComponents) throws(CryptoError) {
        try components.validate(modulusBits: SwiftCryptoBackend.capabilities.rsaModulusBits)
        let exponent = components.exponentOctets
        do {
            encryption = try _RSA.Encryption.PublicKey(n: components.modulus, e: exponent)
            verification = try _RSA.Signing.PublicKey(n: components.modulus, e: exponent)
        } catch {
            // The modulus was looked at; the exponent may be too long.
            throw .invalidKey(.publicExponent)
        }
    }

    /// `encrypt` with PKCS#1 v1.5 padding. Leaks: only the length of `premaster`.
    public func encryptPremaster(_ premaster: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
        guard premaster.count == 48 else { throw .invalidLength(of: .premaster, expected: 48, got: premaster.count) }
        return try premaster.withBytes { (octets) throws(CryptoError) in
            try calling("_RSA.Encryption.encrypt") {
                unsafe try octets.withUnsafeBytes { octets in
                    unsafe Array(try encryption.encrypt(octets, padding: ._WEAK_AND_INSECURE_PKCS_V1_5))
                }
            }
        }
    }

    /// `isValidSignature` over the digest of `message`.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) {
        guard let padding = scheme.libraryPadding else { throw .badSignature }
        let signature = unsafe signature.withUnsafeBytes { unsafe _RSA.Signing.RSASignature(rawRepresentation: $0) }
        let isValid = unsafe message.withUnsafeBytes { message in
            switch scheme.hash {
            case .sha256:
                unsafe verification.isValidSignature(
                    signature,
                    for: SHA256.hash(data: message),
                    padding: padding
                )
            case .sha384:
                unsafe verification.isValidSignature(
                    signature,
                    for: SHA384.hash(data: message),
                    padding: padding
                )
            }
        }
        guard isValid else { throw .badSignature }
    }
}

extension SignatureScheme {
    /// The library's PSS has a salt as long as the digest, and MGF1 over the same hash.
    var libraryPadding: _RSA.Signing.Padding? {
        switch padding {
        case nil: nil
        case .pkcs1: .insecurePKCS1v1_5
        case .pss: .PSS
        }
    }
}
#endif
