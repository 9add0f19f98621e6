internal import COpenSSL
public import CryptoBackend

/// An ECDSA public key as an EVP_PKEY.
public final class OpenSSLECDSAPublicKey: ECDSAVerifyingKey {
    private let handle: KeyHandle

    /// EVP_PKEY_fromdata, which checks that the point is on the curve; throws ``CryptoError/invalidKey(_:)`` if it is not.
    public init(_ components: ECDSAPublicComponents) throws(CryptoError) {
        do { handle = try KeyHandle(components) } catch .library(call: "EVP_PKEY_fromdata", _) {
            throw .invalidKey(.point)
        }
    }

    /// EVP_PKEY_verify over the hash of `message`; throws ``CryptoError/badSignature`` unless the signature holds. A connection
    /// verifies once, so the context is not kept.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) {
        guard scheme.keyKind == .ecdsa else { throw .badSignature }
        let context = unsafe try signatureContext(handle, scheme) { (context) throws(CryptoError) in
            try check(unsafe EVP_PKEY_verify_init(context), "EVP_PKEY_verify_init")
        }
        try context.verify(signature, over: message, scheme)
    }
}
