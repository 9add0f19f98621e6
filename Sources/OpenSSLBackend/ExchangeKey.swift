internal import COpenSSL
internal import CryptoBackend

/// A key of a key exchange inside the library (EVP_PKEY).
@safe final class ExchangeKey {
    let key: OpaquePointer

    /// Takes a key that nobody else frees; throws if there is none.
    init(owning key: OpaquePointer?, _ call: CryptoError.StaticName) throws(CryptoError) {
        unsafe self.key = try required(key, call)
    }

    /// EVP_PKEY_generate in a context that is kept for the group.
    static func generate(in group: NamedGroup) throws(CryptoError) -> ExchangeKey { try generate(group.generators) }

    /// The same for a key encapsulation.
    static func generate(for algorithm: KEMAlgorithm) throws(CryptoError) -> ExchangeKey {
        switch algorithm {
        case .mlkem768: try generate(mlkem768Generators)
        }
    }

    private static let mlkem768Generators = ContextPool { () throws(CryptoError) in
        try KeyGenerator(KEMAlgorithm.mlkem768.libraryName, group: nil)
    }

    private static func generate(_ generators: ContextPool<KeyGenerator>) throws(CryptoError) -> ExchangeKey {
        try generators.with { (generator) throws(CryptoError) in
            var key: OpaquePointer?
            try check(unsafe EVP_PKEY_generate(generator.context, &key), "EVP_PKEY_generate")
            return unsafe try ExchangeKey(owning: key, "EVP_PKEY_generate")
        }
    }

    /// EVP_PKEY_get1_encoded_public_key, of a length that is known.
    func encodedPublicKey(count: Int) throws(CryptoError) -> [UInt8] {
        var memory: UnsafeMutablePointer<UInt8>?
        let length = unsafe EVP_PKEY_get1_encoded_public_key(key, &memory)
        defer { unsafe CRYPTO_free(memory, nil, 0) }
        guard length == count, let memory = unsafe memory else {
            throw libraryError("EVP_PKEY_get1_encoded_public_key")
        }
        return unsafe Array(UnsafeBufferPointer(start: memory, count: count))
    }

    deinit { unsafe EVP_PKEY_free(key) }
}

/// An EVP_PKEY_CTX that makes keys of one kind, and group where the kind has several.
@safe final class KeyGenerator {
    let context: OpaquePointer

    init(_ algorithm: StaticString, group: StaticString?) throws(CryptoError) {
        unsafe context = try required(
            EVP_PKEY_CTX_new_from_name(nil, algorithm.characters, nil),
            "EVP_PKEY_CTX_new_from_name"
        )
        try check(unsafe EVP_PKEY_keygen_init(context), "EVP_PKEY_keygen_init")
        if let group {
            try check(
                unsafe EVP_PKEY_CTX_set_group_name(context, group.characters),
                "EVP_PKEY_CTX_set_group_name"
            )
        }
    }

    deinit { unsafe EVP_PKEY_CTX_free(context) }
}

extension NamedGroup {
    /// The kind of key.
    var algorithm: StaticString {
        switch self {
        case .x25519: "X25519"
        case .secp256r1: "EC"
        case .ffdhe2048, .ffdhe3072: "DH"
        }
    }

    /// The group among those of that kind; nil where there is only one.
    var libraryName: StaticString? {
        switch self {
        case .x25519: nil
        case .secp256r1: "prime256v1"
        case .ffdhe2048: "ffdhe2048"
        case .ffdhe3072: "ffdhe3072"
        }
    }

    /// The length of a secret before a field's leading zero octets are taken off.
    var secretLength: Int { keyExchange == .dhe ? publicValueLength : 32 }

    fileprivate var generators: ContextPool<KeyGenerator> {
        switch self {
        case .x25519: Self.x25519Generators
        case .secp256r1: Self.secp256r1Generators
        case .ffdhe2048: Self.ffdhe2048Generators
        case .ffdhe3072: Self.ffdhe3072Generators
        }
    }

    private static let x25519Generators = pool(.x25519)
    private static let secp256r1Generators = pool(.secp256r1)
    private static let ffdhe2048Generators = pool(.ffdhe2048)
    private static let ffdhe3072Generators = pool(.ffdhe3072)

    private static func pool(_ group: NamedGroup) -> ContextPool<KeyGenerator> {
        ContextPool { () throws(CryptoError) in try KeyGenerator(group.algorithm, group: group.libraryName) }
    }
}
