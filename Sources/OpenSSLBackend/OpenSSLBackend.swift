internal import COpenSSL
public import CryptoBackend

/// libcrypto 3 or 4 through EVP: algorithms fetched once, contexts kept, every return code looked at.
///
/// Not to be used unless ``OpenSSLLibrary/libcrypto`` was loaded.
public enum OpenSSLBackend: CryptoBackend {
    /// Hashes through EVP_MD.
    public typealias Hash = OpenSSLHash
    /// HMAC through EVP_MAC.
    public typealias MAC = OpenSSLMAC
    /// AES-GCM through EVP_CIPHER.
    public typealias AEAD = OpenSSLAEAD
    /// Curves and fields through EVP_PKEY.
    public typealias KeyShare = OpenSSLKeyShare
    /// ML-KEM through EVP_PKEY, from 3.5 on.
    public typealias KEMKey = OpenSSLKEMKey
    /// RSA through EVP_PKEY.
    public typealias PublicKey = OpenSSLPublicKey
    /// RSA through EVP_PKEY.
    public typealias PrivateKey = OpenSSLPrivateKey
    /// ECDSA through EVP_PKEY.
    public typealias ECDSAPublicKey = OpenSSLECDSAPublicKey
    /// ECDSA through EVP_PKEY.
    public typealias ECDSAPrivateKey = OpenSSLECDSAPrivateKey

    /// The version and the CPU features that the loaded library reports, whatever headers this was built with.
    public static let identity = BackendIdentity(
        name: "openssl",
        library: "OpenSSL",
        version: unsafe text(OpenSSL_version(OPENSSL_VERSION_STRING)),
        codePath: LoadedCapabilities.setting
    )

    /// No gaps, but for key encapsulations that the library does not have: it is asked.
    public static let capabilities = Capabilities.complete.offering(kems: KEMAlgorithm.allCases.filter(\.isInLibrary))

    /// By the library's rules, from what it says that it may use.
    public static func codePath(of primitive: Primitive) -> String {
        guard let effective = LoadedCapabilities.effective else { return "openssl/unknown" }
        return "openssl/" + effective.codePath(of: primitive)
    }

    /// As the library says.
    public static var usableFeatures: InstructionSet? { LoadedCapabilities.effective?.instructionSet }

    /// `OPENSSL_ia32cap` or `OPENSSL_armcap`, which is read when the library is loaded.
    public static func environment(limitedTo set: InstructionSet) -> [String: String] {
        LoadedCapabilities.Native.environment(without: InstructionSet.native.features.subtracting(set.features))
    }

    /// ERR_error_string_n.
    public static func words(forLibraryCode code: UInt64) -> String? {
        guard code != 0 else { return nil }
        var text = [CChar](repeating: 0, count: 256)
        unsafe ERR_error_string_n(UInt(code), &text, text.count)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// RAND_bytes.
    public static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        let result = unsafe output.withUnsafeMutableBufferPointer { memory in
            unsafe RAND_bytes(memory.baseAddress, Int32(memory.count))
        }
        try check(result, "RAND_bytes")
    }

    /// The library's own TLS1-PRF. Leaks: only the lengths of its arguments.
    public static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        try TLS1PRF.derive(secret, label: label, seed: seed, hash: hash, into: &output)
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        if let pointer = unsafe pointer { unsafe String(cString: pointer) } else { "unknown" }
    }
}
