internal import COpenSSL
public import CryptoBackend

/// One AEAD in one EVP_CIPHER_CTX, whose key is set once; a record sets only its nonce. The library wipes it when it goes.
@safe public final class OpenSSLAEAD: RecordAEAD {
    private let context: OpaquePointer

    /// EVP_CipherInit_ex2 with the key. Leaks: only the length of `key`.
    public init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        guard key.count == algorithm.keyLength else {
            throw .invalidLength(of: .key, expected: algorithm.keyLength, got: key.count)
        }
        unsafe context = try required(EVP_CIPHER_CTX_new(), "EVP_CIPHER_CTX_new")
        let context = unsafe context
        let cipher = unsafe try algorithm.fetched()
        let result = key.withBytes { octets in
            unsafe octets.withUnsafeBufferPointer { memory in
                unsafe EVP_CipherInit_ex2(context, cipher, memory.baseAddress, nil, 1, nil)
            }
        }
        try check(result, "EVP_CipherInit_ex2")
    }

    /// Encrypts in place and writes the tag.
    public func seal(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let count = try begin(record.count, nonce, additional, isSealing: true)
        let context = unsafe context
        try check(
            unsafe record.withUnsafeMutableBufferPointer { memory in
                guard let base = memory.baseAddress else { return 0 }
                var written: Int32 = 0
                guard unsafe EVP_CipherUpdate(context, base, &written, base, Int32(count)) == 1,
                    unsafe EVP_CipherFinal_ex(context, base + count, &written) == 1
                else { return 0 }
                return unsafe EVP_CIPHER_CTX_ctrl(
                    context,
                    EVP_CTRL_AEAD_GET_TAG,
                    Int32(AEADAlgorithm.tagLength),
                    base + count
                )
            },
            "EVP_EncryptFinal_ex"
        )
    }

    /// Decrypts in place, then checks the tag; a record whose tag does not hold is wiped.
    public func open(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let count = try begin(record.count, nonce, additional, isSealing: false)
        let context = unsafe context
        let result: Int32? = unsafe record.withUnsafeMutableBufferPointer { memory in
            guard let base = memory.baseAddress else { return nil }
            var written: Int32 = 0
            guard
                unsafe EVP_CIPHER_CTX_ctrl(
                    context,
                    EVP_CTRL_AEAD_SET_TAG,
                    Int32(AEADAlgorithm.tagLength),
                    base + count
                ) == 1,
                unsafe EVP_CipherUpdate(context, base, &written, base, Int32(count)) == 1
            else { return nil }
            return unsafe EVP_CipherFinal_ex(context, base + count, &written)
        }
        guard let result else { throw libraryError("EVP_DecryptUpdate") }
        guard result == 1 else {
            ERR_clear_error()
            wipe(&record)
            throw .badRecordTag
        }
    }

    /// Sets the nonce and takes the additional data; the number of octets before the tag.
    @inline(__always)
    private func begin(
        _ recordCount: Int,
        _ nonce: Span<UInt8>,
        _ additional: Span<UInt8>,
        isSealing: Bool
    ) throws(CryptoError) -> Int {
        guard nonce.count == AEADAlgorithm.nonceLength else {
            throw .invalidLength(of: .nonce, expected: AEADAlgorithm.nonceLength, got: nonce.count)
        }
        let count = recordCount - AEADAlgorithm.tagLength
        guard count >= 0 else {
            throw .invalidLength(of: .record, expected: AEADAlgorithm.tagLength, got: recordCount)
        }
        let context = unsafe context
        let result = unsafe nonce.withUnsafeBufferPointer { nonce in
            unsafe EVP_CipherInit_ex2(context, nil, nil, nonce.baseAddress, isSealing ? 1 : 0, nil)
        }
        try check(result, "EVP_CipherInit_ex2")
        guard additional.count > 0 else { return count }
        var written: Int32 = 0
        let taken = unsafe additional.withUnsafeBufferPointer { data in
            unsafe EVP_CipherUpdate(context, nil, &written, data.baseAddress, Int32(data.count))
        }
        try check(taken, "EVP_CipherUpdate")
        return count
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }
}
