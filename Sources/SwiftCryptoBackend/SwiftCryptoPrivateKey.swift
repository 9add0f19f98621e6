#if SwiftCrypto
internal import struct Crypto.SHA256
internal import struct Crypto.SHA384
public import CryptoBackend
internal import enum CryptoExtras._RSA
internal import Foundation

/// An RSA private key as the library's two: one that decrypts, one that signs. BoringSSL blinds, checks and wipes them.
public final class SwiftCryptoPrivateKey: RSAPrivateKey, @unchecked Sendable {
    // BoringSSL's keys may be used by several threads at once; the library says so of its keys for signatures alone.
    /// Nil for a modulus that is no multiple of 8 bits, which the library takes for signatures alone.
    private let decryption: _RSA.Encryption.PrivateKey?
    private let signing: _RSA.Signing.PrivateKey
    private let publicComponents: RSAPublicComponents

    /// `init(derRepresentation:)`, which looks at every component. `init(n:e:d:p:q:)` would compute three of them anew.
    public init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
        publicComponents = components.publicComponents
        try publicComponents.validate(modulusBits: SwiftCryptoBackend.capabilities.rsaModulusBits)
        let exponentBits = UInt64.bitWidth - publicComponents.exponent.leadingZeroBitCount
        guard exponentBits <= SwiftCryptoBackend.capabilities.rsaExponentBits else {
            throw .invalidKey(.publicExponent)
        }
        let decrypts = publicComponents.modulusBits.isMultiple(of: 8)
        let encoded = PKCS1DER.encode(components)
        do {
            (decryption, signing) = try encoded.withBytes { octets in
                unsafe try octets.withUnsafeBytes { octets in
                    unsafe (
                        try decrypts ? _RSA.Encryption.PrivateKey(derRepresentation: octets) : nil,
                        try _RSA.Signing.PrivateKey(derRepresentation: octets)
                    )
                }
            }
        } catch { throw .invalidKey(.inconsistent) }
    }

    /// `signature` for the digest of `message`.
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        guard let padding = scheme.libraryPadding else { throw .notOffered }
        return try calling("_RSA.Signing.signature") {
            let signature = unsafe try message.withUnsafeBytes { message in
                switch scheme.hash {
                case .sha256:
                    unsafe try signing.signature(
                        for: SHA256.hash(data: message),
                        padding: padding
                    )
                case .sha384:
                    unsafe try signing.signature(
                        for: SHA384.hash(data: message),
                        padding: padding
                    )
                }
            }
            return Array(signature.rawRepresentation)
        }
    }

    /// ``CryptoError/notOffered``: the library's decryption throws if the padding is bad.
    public func decryptPremaster(
        _ ciphertext: Span<UInt8>,
        clientVersion: UInt16
    ) throws(CryptoError) -> SecretBytes {
        throw .notOffered
    }
}

extension SwiftCryptoPrivateKey: KnownAnswerDecryption {
    /// `decrypt` with PKCS#1 v1.5 padding; the message is then wiped where the library has put it.
    public func decryptKnownAnswer(_ ciphertext: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        guard let decryption else { throw .notOffered }
        try publicComponents.validate(ciphertext: ciphertext)
        do {
            var message = unsafe try ciphertext.withUnsafeBytes {
                unsafe try decryption.decrypt($0, padding: ._WEAK_AND_INSECURE_PKCS_V1_5)
            }
            defer { erase(&message) }
            return Array(message)
        } catch { throw .badPadding }
    }
}
#endif
