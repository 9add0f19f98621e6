internal import COpenSSL
public import CryptoBackend

/// An RSA private key as an EVP_PKEY, which the library blinds, checks and wipes.
public final class OpenSSLPrivateKey: RSAPrivateKey {
    private let handle: KeyHandle
    private let publicComponents: RSAPublicComponents
    private let decryption: ContextPool<KeyContext>
    private let signing: [(scheme: SignatureScheme, contexts: ContextPool<KeyContext>)]

    /// EVP_PKEY_fromdata, of numbers that belong together (``KeyConsistency``).
    public init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
        try components.publicComponents.validate(modulusBits: OpenSSLBackend.capabilities.rsaModulusBits)
        guard try KeyConsistency(components).holds() else { throw .invalidKey(.inconsistent) }
        let handle = try KeyHandle(components)
        self.handle = handle
        publicComponents = components.publicComponents
        decryption = ContextPool { () throws(CryptoError) in
            unsafe try KeyContext(handle) { (context) throws(CryptoError) in
                try check(unsafe EVP_PKEY_decrypt_init(context), "EVP_PKEY_decrypt_init")
                try check(
                    unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_WITH_TLS_PADDING),
                    "EVP_PKEY_CTX_set_rsa_padding"
                )
            }
        }
        signing = SignatureScheme.allCases.filter { $0.keyKind == .rsa }.map { scheme in
            let contexts = ContextPool { () throws(CryptoError) in
                unsafe try signatureContext(handle, scheme) { (context) throws(CryptoError) in
                    try check(unsafe EVP_PKEY_sign_init(context), "EVP_PKEY_sign_init")
                }
            }
            return (scheme, contexts)
        }
    }

    /// EVP_PKEY_sign over the hash of `message`.
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        guard let pool = signing.first(where: { $0.scheme == scheme })?.contexts else {
            throw .notOffered
        }
        let digest = try OpenSSLHash.digest(message, scheme.hash)
        var signature = [UInt8](repeating: 0, count: publicComponents.modulusLength)
        var written = signature.count
        let result = try pool.with { (context) throws(CryptoError) in
            digest.withBytes { digest in
                unsafe digest.withUnsafeBufferPointer { digest in
                    unsafe EVP_PKEY_sign(context.context, &signature, &written, digest.baseAddress, digest.count)
                }
            }
        }
        try check(result, "EVP_PKEY_sign")
        return signature
    }

    /// EVP_PKEY_decrypt with RSA_PKCS1_WITH_TLS_PADDING, which puts random octets in the place of a bad premaster secret.
    public func decryptPremaster(
        _ ciphertext: Span<UInt8>,
        clientVersion: UInt16
    ) throws(CryptoError) -> SecretBytes {
        try publicComponents.validate(ciphertext: ciphertext)
        var premaster = SecretBytes(zeroed: 48)
        let result = try decryption.with { (context) throws(CryptoError) in
            try context.setClientVersion(clientVersion)
            return premaster.withMutableBytes { output in
                decrypt(context, ciphertext, &output).result
            }
        }
        try check(result, "EVP_PKEY_decrypt")
        return premaster
    }
}

extension OpenSSLPrivateKey: KnownAnswerDecryption {
    /// EVP_PKEY_decrypt with plain PKCS#1 v1.5 padding.
    public func decryptKnownAnswer(_ ciphertext: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try publicComponents.validate(ciphertext: ciphertext)
        let context = unsafe try KeyContext(handle) { (context) throws(CryptoError) in
            try check(unsafe EVP_PKEY_decrypt_init(context), "EVP_PKEY_decrypt_init")
            try check(
                unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING),
                "EVP_PKEY_CTX_set_rsa_padding"
            )
            // From 3.2 on (and in some distributions' 3.0) bad padding gives random octets unless this is said; where the
            // library does not know it, it says so and nothing is lost.
            _ = unsafe EVP_PKEY_CTX_ctrl_str(context, "rsa_pkcs1_implicit_rejection", "0")
            ERR_clear_error()
        }
        var message = [UInt8](repeating: 0, count: publicComponents.modulusLength)
        var output = message.mutableSpan
        let (result, count) = decrypt(context, ciphertext, &output)
        guard result == 1 else {
            ERR_clear_error()
            throw .badPadding
        }
        return Array(message[0..<count])
    }
}

private func decrypt(
    _ context: KeyContext,
    _ ciphertext: Span<UInt8>,
    _ output: inout MutableSpan<UInt8>
) -> (result: Int32, count: Int) {
    unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
            var written = output.count
            let result = unsafe EVP_PKEY_decrypt(
                context.context,
                output.baseAddress,
                &written,
                ciphertext.baseAddress,
                ciphertext.count
            )
            return (result, written)
        }
    }
}

extension KeyContext {
    /// The library needs client_version, or it fails with "bad tls client version".
    fileprivate func setClientVersion(_ version: UInt16) throws(CryptoError) {
        guard version != clientVersion else { return }
        var value = UInt32(version)
        let result = unsafe withUnsafeMutablePointer(to: &value) { pointer in
            let list = unsafe [
                OSSL_PARAM_construct_uint("tls-client-version", pointer), OSSL_PARAM_construct_end(),
            ]
            return unsafe EVP_PKEY_CTX_set_params(context, list)
        }
        try check(result, "EVP_PKEY_CTX_set_params")
        clientVersion = version
    }
}
