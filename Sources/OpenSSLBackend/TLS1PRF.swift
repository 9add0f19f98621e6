internal import COpenSSL
internal import CryptoBackend

/// The library's key derivation function for TLS 1.0 to 1.2.
enum TLS1PRF {
    private static let pool = ContextPool<Context> { () throws(CryptoError) in try Context() }

    /// EVP_KDF_derive. The context appends each seed to the one before, and would keep the secret: it is reset after each use.
    static func derive(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        let result = try pool.with { (context) throws(CryptoError) in
            defer { unsafe EVP_KDF_CTX_reset(context.derivation) }
            return secret.withBytes { secret in
                unsafe secret.withUnsafeBufferPointer { secret in
                    unsafe label.octets.withUnsafeBufferPointer { label in
                        unsafe seed.withUnsafeBufferPointer { seed in
                            let more = unsafe [
                                octets("secret", secret), octets("seed", label), octets("seed", seed),
                            ]
                            return unsafe withDigestParameters(hash, "digest", more: more) { parameters in
                                unsafe output.withUnsafeMutableBufferPointer { output in
                                    unsafe EVP_KDF_derive(
                                        context.derivation,
                                        output.baseAddress,
                                        output.count,
                                        parameters
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
        try check(result, "EVP_KDF_derive")
    }

    /// A parameter that the library only reads, though its type does not say so.
    private static func octets(_ key: StaticString, _ value: UnsafeBufferPointer<UInt8>) -> OSSL_PARAM {
        unsafe OSSL_PARAM_construct_octet_string(
            UnsafePointer<CChar>(OpaquePointer(key.utf8Start)),
            UnsafeMutableRawPointer(mutating: value.baseAddress),
            value.count
        )
    }

    /// Owns an EVP_KDF_CTX, which the library wipes when it goes.
    @safe private final class Context {
        let derivation: OpaquePointer

        init() throws(CryptoError) {
            unsafe derivation = try required(
                EVP_KDF_CTX_new(Fetched.tls1PRF.get("EVP_KDF_fetch")),
                "EVP_KDF_CTX_new"
            )
        }

        deinit { unsafe EVP_KDF_CTX_free(derivation) }
    }
}
