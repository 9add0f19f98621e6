internal import COpenSSL
public import CryptoBackend

/// An ECDSA private key as an EVP_PKEY, which the library draws nonces for and wipes.
public final class OpenSSLECDSAPrivateKey: ECDSASigningKey {
    private let signing: ContextPool<KeyContext>

    /// EVP_PKEY_fromdata, and EVP_PKEY_pairwise_check, which checks the range of d and that both halves belong together; throws
    /// ``CryptoError/invalidKey(_:)`` if they do not.
    public init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError) {
        let count = components.privateValue.count
        guard count == 32 else { throw .invalidLength(of: .privateValue, expected: 32, got: count) }
        let handle: KeyHandle
        do { handle = try KeyHandle(components) } catch .library(call: "EVP_PKEY_fromdata", _) {
            throw .invalidKey(.inconsistent)
        }
        let context = unsafe try KeyContext(handle) { (_) throws(CryptoError) in }
        guard unsafe EVP_PKEY_pairwise_check(context.context) == 1 else {
            ERR_clear_error()
            throw .invalidKey(.inconsistent)
        }
        signing = ContextPool { () throws(CryptoError) in
            unsafe try signatureContext(handle, .ecdsaSecp256r1SHA256) { (context) throws(CryptoError) in
                try check(unsafe EVP_PKEY_sign_init(context), "EVP_PKEY_sign_init")
            }
        }
    }

    /// EVP_PKEY_sign over the hash of `message`; throws ``CryptoError/notOffered`` for a scheme of another key.
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        guard scheme == .ecdsaSecp256r1SHA256 else { throw .notOffered }
        let digest = try OpenSSLHash.digest(message, scheme.hash)
        var signature = [UInt8](repeating: 0, count: Self.longestSignature)
        var written = signature.count
        let result = try signing.with { (context) throws(CryptoError) in
            digest.withBytes { digest in
                unsafe digest.withUnsafeBufferPointer { digest in
                    unsafe EVP_PKEY_sign(context.context, &signature, &written, digest.baseAddress, digest.count)
                }
            }
        }
        try check(result, "EVP_PKEY_sign")
        signature.removeLast(signature.count - written)
        return signature
    }

    /// Two numbers of 33 octets, and three tags and lengths.
    private static let longestSignature = 72
}
