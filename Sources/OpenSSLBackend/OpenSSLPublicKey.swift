internal import COpenSSL
public import CryptoBackend

/// An RSA public key as an EVP_PKEY.
public final class OpenSSLPublicKey: RSAPublicKey {
    private let handle: KeyHandle
    private let modulusLength: Int
    private let encryption: ContextPool<KeyContext>

    /// EVP_PKEY_fromdata.
    public init(_ components: RSAPublicComponents) throws(CryptoError) {
        try components.validate(modulusBits: OpenSSLBackend.capabilities.rsaModulusBits)
        let handle = try KeyHandle(components)
        self.handle = handle
        modulusLength = components.modulusLength
        encryption = ContextPool { () throws(CryptoError) in
            unsafe try KeyContext(handle) { (context) throws(CryptoError) in
                try check(unsafe EVP_PKEY_encrypt_init(context), "EVP_PKEY_encrypt_init")
                try check(
                    unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING),
                    "EVP_PKEY_CTX_set_rsa_padding"
                )
            }
        }
    }

    /// EVP_PKEY_encrypt with PKCS#1 v1.5 padding. Leaks: only the length of `premaster`.
    public func encryptPremaster(_ premaster: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
        guard premaster.count == 48 else { throw .invalidLength(of: .premaster, expected: 48, got: premaster.count) }
        var ciphertext = [UInt8](repeating: 0, count: modulusLength)
        var written = ciphertext.count
        let result = try encryption.with { (context) throws(CryptoError) in
            premaster.withBytes { octets in
                unsafe octets.withUnsafeBufferPointer { memory in
                    unsafe EVP_PKEY_encrypt(
                        context.context,
                        &ciphertext,
                        &written,
                        memory.baseAddress,
                        memory.count
                    )
                }
            }
        }
        try check(result, "EVP_PKEY_encrypt")
        return ciphertext
    }

    /// EVP_PKEY_verify over the hash of `message`. A connection verifies once, so the context is not kept.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) {
        guard scheme.keyKind == .rsa else { throw .badSignature }
        let context = unsafe try signatureContext(handle, scheme) { (context) throws(CryptoError) in
            try check(unsafe EVP_PKEY_verify_init(context), "EVP_PKEY_verify_init")
        }
        try context.verify(signature, over: message, scheme)
    }
}

extension KeyContext {
    /// EVP_PKEY_verify over the hash of `message`.
    func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        _ scheme: SignatureScheme
    ) throws(CryptoError) {
        let digest = try OpenSSLHash.digest(message, scheme.hash)
        let result = digest.withBytes { digest in
            unsafe digest.withUnsafeBufferPointer { digest in
                unsafe signature.withUnsafeBufferPointer { signature in
                    unsafe EVP_PKEY_verify(
                        context,
                        signature.baseAddress,
                        signature.count,
                        digest.baseAddress,
                        digest.count
                    )
                }
            }
        }
        guard result == 1 else {
            ERR_clear_error()
            throw .badSignature
        }
    }
}

/// A context for signatures of one scheme; `setUp` says whether to sign or to verify.
func signatureContext(
    _ handle: KeyHandle,
    _ scheme: SignatureScheme,
    _ setUp: (OpaquePointer) throws(CryptoError) -> Void
) throws(CryptoError) -> KeyContext {
    unsafe try KeyContext(handle) { (context) throws(CryptoError) in
        unsafe try setUp(context)
        let hash = unsafe try scheme.hash.fetched()
        try check(unsafe EVP_PKEY_CTX_set_signature_md(context, hash), "EVP_PKEY_CTX_set_signature_md")
        guard scheme.keyKind == .rsa else { return }
        let padding = scheme.padding == .pss ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING
        try check(unsafe EVP_PKEY_CTX_set_rsa_padding(context, padding), "EVP_PKEY_CTX_set_rsa_padding")
        // MGF1's hash is the signature's unless another one is set.
        if scheme.padding == .pss {
            try check(
                unsafe EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST),
                "EVP_PKEY_CTX_set_rsa_pss_saltlen"
            )
        }
    }
}
