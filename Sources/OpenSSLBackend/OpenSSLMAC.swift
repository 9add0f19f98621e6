internal import COpenSSL
public import CryptoBackend

/// HMAC in an EVP_MAC_CTX, which is wiped by the library when it goes.
@safe public final class OpenSSLMAC: MACContext {
    private let context: OpaquePointer
    private let length: Int

    /// EVP_MAC_init with the key. Leaks: only the length of `key`.
    public init(key: borrowing SecretBytes, hash: HashAlgorithm) throws(CryptoError) {
        length = hash.digestLength
        unsafe context = try required(EVP_MAC_CTX_new(Fetched.hmac.get("EVP_MAC_fetch")), "EVP_MAC_CTX_new")
        let context = unsafe context
        let result = key.withBytes { octets in
            unsafe octets.withUnsafeBufferPointer { memory in
                unsafe withDigestParameters(hash, "digest") { parameters in
                    // An empty key still needs an address: none at all means "the key as before".
                    let address = unsafe memory.baseAddress ?? UnsafePointer(bitPattern: 1)
                    return unsafe EVP_MAC_init(context, address, memory.count, parameters)
                }
            }
        }
        try check(result, "EVP_MAC_init")
    }

    /// EVP_MAC_update.
    public func update(_ octets: Span<UInt8>) throws(CryptoError) {
        let context = unsafe context
        let result = unsafe octets.withUnsafeBufferPointer { memory in
            unsafe EVP_MAC_update(context, memory.baseAddress, memory.count)
        }
        try check(result, "EVP_MAC_update")
    }

    /// EVP_MAC_final, and EVP_MAC_init with the key that the context has.
    public func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError) {
        guard output.count == length else {
            throw .invalidLength(of: .output, expected: length, got: output.count)
        }
        let context = unsafe context
        let result = unsafe output.withUnsafeMutableBufferPointer { memory in
            unsafe EVP_MAC_final(context, memory.baseAddress, nil, memory.count)
        }
        try check(result, "EVP_MAC_final")
        try check(unsafe EVP_MAC_init(context, nil, 0, nil), "EVP_MAC_init")
    }

    deinit { unsafe EVP_MAC_CTX_free(context) }
}
