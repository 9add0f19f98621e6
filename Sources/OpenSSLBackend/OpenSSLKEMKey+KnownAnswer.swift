internal import COpenSSL
public import CryptoBackend

extension OpenSSLKEMKey: KnownAnswerKEM {
    /// EVP_PKEY_fromdata of "seed".
    public convenience init(_ algorithm: KEMAlgorithm, seed: borrowing SecretBytes) throws(CryptoError) {
        guard algorithm.isInLibrary else { throw .notOffered }
        guard seed.count == 64 else { throw .invalidLength(of: .privateValue, expected: 64, got: seed.count) }
        let context = unsafe try required(
            EVP_PKEY_CTX_new_from_name(nil, algorithm.libraryName.characters, nil),
            "EVP_PKEY_CTX_new_from_name"
        )
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try check(unsafe EVP_PKEY_fromdata_init(context), "EVP_PKEY_fromdata_init")
        var key: OpaquePointer?
        let result = unsafe withOctetsParameter("seed", seed) { parameters in
            unsafe EVP_PKEY_fromdata(context, &key, tlsbench_EVP_PKEY_KEYPAIR, .init(mutating: parameters))
        }
        try check(result, "EVP_PKEY_fromdata")
        try self.init(algorithm, owning: unsafe try ExchangeKey(owning: key, "EVP_PKEY_fromdata"))
    }

    /// EVP_PKEY_encapsulate with "ikme".
    public static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm,
        randomness: borrowing SecretBytes
    ) throws(CryptoError) -> Encapsulation {
        guard randomness.count == 32 else {
            throw .invalidLength(of: .privateValue, expected: 32, got: randomness.count)
        }
        let context = try Encapsulator(to: encapsulationKey, algorithm)
        let result = unsafe withOctetsParameter("ikme", randomness) { parameters in
            unsafe EVP_PKEY_encapsulate_init(context.context, parameters)
        }
        try check(result, "EVP_PKEY_encapsulate_init")
        return try context.encapsulate()
    }
}

/// Lends a parameter list with one entry. The library only reads the octets, though its type does not say so.
private func withOctetsParameter(
    _ name: StaticString,
    _ octets: borrowing SecretBytes,
    _ body: (UnsafePointer<OSSL_PARAM>) -> Int32
) -> Int32 {
    octets.withBytes { octets in
        unsafe octets.withUnsafeBufferPointer { octets in
            let memory = unsafe UnsafeMutableRawPointer(mutating: octets.baseAddress)
            let list = unsafe [
                OSSL_PARAM_construct_octet_string(name.characters, memory, octets.count), OSSL_PARAM_construct_end(),
            ]
            return unsafe list.withUnsafeBufferPointer { list in
                guard let base = list.baseAddress else { preconditionFailure("the list is never empty") }
                return unsafe body(base)
            }
        }
    }
}
