internal import COpenSSL
internal import CryptoBackend

/// An algorithm that was looked up once for the life of the process. The library never changes or frees it.
@safe struct Fetched: @unchecked Sendable {
    private let pointer: OpaquePointer?
    /// Why there is none, which the library says once.
    private let code: UInt64

    init(_ pointer: OpaquePointer?) {
        unsafe self.pointer = unsafe pointer
        code = unsafe pointer == nil ? UInt64(ERR_get_error()) : 0
        if code != 0 { ERR_clear_error() }
    }

    /// Throws if the library does not have it.
    func get(_ call: CryptoError.StaticName) throws(CryptoError) -> OpaquePointer {
        guard let pointer = unsafe pointer else { throw .library(call: call, code: code) }
        return unsafe pointer
    }

    static let sha256 = unsafe Fetched(EVP_MD_fetch(nil, "SHA256", nil))
    static let sha384 = unsafe Fetched(EVP_MD_fetch(nil, "SHA384", nil))
    static let hmac = unsafe Fetched(EVP_MAC_fetch(nil, "HMAC", nil))
    static let aes128GCM = unsafe Fetched(EVP_CIPHER_fetch(nil, "AES-128-GCM", nil))
    static let aes256GCM = unsafe Fetched(EVP_CIPHER_fetch(nil, "AES-256-GCM", nil))
    static let chacha20Poly1305 = unsafe Fetched(EVP_CIPHER_fetch(nil, "ChaCha20-Poly1305", nil))
    static let tls1PRF = unsafe Fetched(EVP_KDF_fetch(nil, "TLS1-PRF", nil))
}

extension HashAlgorithm {
    /// EVP_MD, not to be freed.
    func fetched() throws(CryptoError) -> OpaquePointer {
        switch self {
        case .sha256: unsafe try Fetched.sha256.get("EVP_MD_fetch")
        case .sha384: unsafe try Fetched.sha384.get("EVP_MD_fetch")
        }
    }

    /// The name that parameters take.
    var libraryName: StaticString {
        switch self {
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        }
    }
}

extension AEADAlgorithm {
    /// EVP_CIPHER, not to be freed.
    func fetched() throws(CryptoError) -> OpaquePointer {
        switch self {
        case .aes128GCM: unsafe try Fetched.aes128GCM.get("EVP_CIPHER_fetch")
        case .aes256GCM: unsafe try Fetched.aes256GCM.get("EVP_CIPHER_fetch")
        case .chacha20Poly1305: unsafe try Fetched.chacha20Poly1305.get("EVP_CIPHER_fetch")
        }
    }
}

/// Lends a parameter list with the digest's name, and what else `more` says, ended as the library wants it.
func withDigestParameters<Result>(
    _ hash: HashAlgorithm,
    _ key: StaticString,
    more: [OSSL_PARAM] = unsafe [],
    _ body: (UnsafePointer<OSSL_PARAM>) -> Result
) -> Result {
    let name = hash.libraryName
    // The library only reads the name, though its type does not say so.
    let digest = unsafe OSSL_PARAM_construct_utf8_string(
        UnsafePointer<CChar>(OpaquePointer(key.utf8Start)),
        UnsafeMutablePointer(mutating: UnsafePointer<CChar>(OpaquePointer(name.utf8Start))),
        name.utf8CodeUnitCount
    )
    let list = unsafe [digest] + more + [OSSL_PARAM_construct_end()]
    return unsafe list.withUnsafeBufferPointer { memory in
        guard let base = memory.baseAddress else { preconditionFailure("the list is never empty") }
        return unsafe body(base)
    }
}
