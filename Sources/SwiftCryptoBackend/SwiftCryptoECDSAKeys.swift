#if SwiftCrypto
internal import enum Crypto.P256
internal import struct Crypto.SHA256
public import CryptoBackend

/// A public key of P256.Signing.
public final class SwiftCryptoECDSAPublicKey: ECDSAVerifyingKey {
    private let key: P256.Signing.PublicKey

    /// `init(x963Representation:)`, which checks that the point is on the curve; throws ``CryptoError/invalidKey(_:)`` if it is not.
    public init(_ components: ECDSAPublicComponents) throws(CryptoError) {
        try components.validate()
        do { key = try P256.Signing.PublicKey(x963Representation: components.point) } catch {
            throw .invalidKey(.point)
        }
    }

    /// `isValidSignature` over the digest of `message`; throws ``CryptoError/badSignature`` unless it holds.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) {
        guard scheme == .ecdsaSecp256r1SHA256 else { throw .badSignature }
        let decoded = unsafe signature.withUnsafeBytes {
            unsafe try? P256.Signing.ECDSASignature(derRepresentation: $0)
        }
        guard let decoded else { throw .badSignature }
        let isValid = unsafe message.withUnsafeBytes { message in
            unsafe key.isValidSignature(decoded, for: SHA256.hash(data: message))
        }
        guard isValid else { throw .badSignature }
    }
}

/// A private key of P256.Signing, which the library draws nonces for and wipes.
public final class SwiftCryptoECDSAPrivateKey: ECDSASigningKey {
    private let key: P256.Signing.PrivateKey

    /// `init(rawRepresentation:)`, which checks the range of d; then its own Q is compared with the other. Throws
    /// ``CryptoError/invalidKey(_:)`` if either fails.
    public init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError) {
        try components.publicComponents.validate()
        let count = components.privateValue.count
        guard count == 32 else { throw .invalidLength(of: .privateValue, expected: 32, got: count) }
        do {
            key = try components.privateValue.withBytes { octets in
                unsafe try octets.withUnsafeBytes { octets in
                    unsafe try P256.Signing.PrivateKey(rawRepresentation: octets)
                }
            }
        } catch { throw .invalidKey(.inconsistent) }
        guard key.publicKey.x963Representation.elementsEqual(components.publicComponents.point) else {
            throw .invalidKey(.inconsistent)
        }
    }

    /// `signature` for the digest of `message`, in DER; throws ``CryptoError/notOffered`` for a scheme of another key.
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        guard scheme == .ecdsaSecp256r1SHA256 else { throw .notOffered }
        return try calling("P256.Signing.signature") {
            let signature = unsafe try message.withUnsafeBytes { message in
                unsafe try key.signature(for: SHA256.hash(data: message))
            }
            return Array(signature.derRepresentation)
        }
    }
}
#endif
