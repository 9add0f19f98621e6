internal import COpenSSL
public import CryptoBackend

/// A running hash in an EVP_MD_CTX. A copy of the value is a hash of its own from its first update on.
public struct OpenSSLHash: HashContext {
    private var context: Context
    private let algorithm: HashAlgorithm

    /// EVP_DigestInit_ex2.
    public init(_ algorithm: HashAlgorithm) throws(CryptoError) {
        self.algorithm = algorithm
        context = try Context()
        try check(unsafe EVP_DigestInit_ex2(context.running, algorithm.fetched(), nil), "EVP_DigestInit_ex2")
    }

    /// EVP_DigestUpdate.
    public mutating func update(_ octets: Span<UInt8>) throws(CryptoError) {
        if !isKnownUniquelyReferenced(&context) { context = try Context(copying: context) }
        let running = unsafe context.running
        let result = unsafe octets.withUnsafeBufferPointer { memory in
            unsafe EVP_DigestUpdate(running, memory.baseAddress, memory.count)
        }
        try check(result, "EVP_DigestUpdate")
    }

    /// EVP_DigestFinal_ex on a copy.
    public func currentDigest() throws(CryptoError) -> Digest {
        let copy = try Context(copying: context)
        return try Digest(algorithm) { (output) throws(CryptoError) in
            let result = unsafe output.withUnsafeMutableBufferPointer { memory in
                unsafe EVP_DigestFinal_ex(copy.running, memory.baseAddress, nil)
            }
            try check(result, "EVP_DigestFinal_ex")
        }
    }

    /// Owns the library's context, which wipes itself when it goes. Never changed while two values share it.
    @safe private final class Context: @unchecked Sendable {
        let running: OpaquePointer

        init() throws(CryptoError) {
            unsafe running = try required(EVP_MD_CTX_new(), "EVP_MD_CTX_new")
        }

        convenience init(copying other: Context) throws(CryptoError) {
            try self.init()
            try check(unsafe EVP_MD_CTX_copy_ex(running, other.running), "EVP_MD_CTX_copy_ex")
        }

        deinit { unsafe EVP_MD_CTX_free(running) }
    }
}
