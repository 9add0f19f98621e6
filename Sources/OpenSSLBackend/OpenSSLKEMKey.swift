internal import COpenSSL
public import CryptoBackend

/// The key pair of a key encapsulation as an EVP_PKEY, which the library wipes. OpenSSL has ML-KEM from 3.5 on.
public final class OpenSSLKEMKey: KEMKeyPair {
    /// The mechanism.
    public let algorithm: KEMAlgorithm
    /// What goes to the peer.
    public let encapsulationKey: [UInt8]
    private let key: ExchangeKey

    /// EVP_PKEY_generate in a context that is kept.
    public convenience init(_ algorithm: KEMAlgorithm) throws(CryptoError) {
        guard algorithm.isInLibrary else { throw .notOffered }
        try self.init(algorithm, owning: try ExchangeKey.generate(for: algorithm))
    }

    init(_ algorithm: KEMAlgorithm, owning key: ExchangeKey) throws(CryptoError) {
        self.algorithm = algorithm
        self.key = key
        encapsulationKey = try key.encodedPublicKey(count: algorithm.encapsulationKeyLength)
    }

    /// EVP_PKEY_decapsulate.
    public func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        let expected = algorithm.ciphertextLength
        guard ciphertext.count == expected else {
            throw .invalidLength(of: .encapsulation, expected: expected, got: ciphertext.count)
        }
        let context = unsafe try required(EVP_PKEY_CTX_new_from_pkey(nil, key.key, nil), "EVP_PKEY_CTX_new_from_pkey")
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try check(unsafe EVP_PKEY_decapsulate_init(context, nil), "EVP_PKEY_decapsulate_init")
        var secret = SecretBytes(zeroed: KEMAlgorithm.sharedSecretLength)
        var count = secret.count
        let result = secret.withMutableBytes { output in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
                    unsafe EVP_PKEY_decapsulate(
                        context,
                        output.baseAddress,
                        &count,
                        ciphertext.baseAddress,
                        ciphertext.count
                    )
                }
            }
        }
        try check(result, "EVP_PKEY_decapsulate")
        return secret
    }

    /// EVP_PKEY_encapsulate. The library looks at the key when it decodes it (FIPS 203 §7.2).
    public static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm
    ) throws(CryptoError) -> Encapsulation {
        let context = try Encapsulator(to: encapsulationKey, algorithm)
        try check(unsafe EVP_PKEY_encapsulate_init(context.context, nil), "EVP_PKEY_encapsulate_init")
        return try context.encapsulate()
    }
}

/// A peer's key in a context (EVP_PKEY_CTX).
@safe final class Encapsulator {
    private let algorithm: KEMAlgorithm
    let context: OpaquePointer

    init(to encapsulationKey: Span<UInt8>, _ algorithm: KEMAlgorithm) throws(CryptoError) {
        guard algorithm.isInLibrary else { throw .notOffered }
        let expected = algorithm.encapsulationKeyLength
        guard encapsulationKey.count == expected else {
            throw .invalidLength(of: .encapsulationKey, expected: expected, got: encapsulationKey.count)
        }
        let peer = unsafe encapsulationKey.withUnsafeBufferPointer { octets in
            unsafe EVP_PKEY_new_raw_public_key_ex(
                nil,
                algorithm.libraryName.characters,
                nil,
                octets.baseAddress,
                octets.count
            )
        }
        guard let peer = unsafe peer else {
            ERR_clear_error()
            throw .invalidEncapsulationKey(algorithm)
        }
        // The context keeps the key.
        defer { unsafe EVP_PKEY_free(peer) }
        self.algorithm = algorithm
        unsafe context = try required(EVP_PKEY_CTX_new_from_pkey(nil, peer, nil), "EVP_PKEY_CTX_new_from_pkey")
    }

    /// EVP_PKEY_encapsulate, after EVP_PKEY_encapsulate_init.
    func encapsulate() throws(CryptoError) -> Encapsulation {
        var ciphertext = [UInt8](repeating: 0, count: algorithm.ciphertextLength)
        var secret = SecretBytes(zeroed: KEMAlgorithm.sharedSecretLength)
        var counts = (ciphertext.count, secret.count)
        let result = secret.withMutableBytes { output in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe EVP_PKEY_encapsulate(context, &ciphertext, &counts.0, output.baseAddress, &counts.1)
            }
        }
        try check(result, "EVP_PKEY_encapsulate")
        return Encapsulation(ciphertext: ciphertext, sharedSecret: secret)
    }

    deinit { unsafe EVP_PKEY_CTX_free(context) }
}

extension KEMAlgorithm {
    /// The name among the library's algorithms.
    var libraryName: StaticString {
        switch self {
        case .mlkem768: "ML-KEM-768"
        }
    }

    /// Whether the library that is loaded has it, which it is asked once.
    var isInLibrary: Bool {
        switch self {
        case .mlkem768: Self.hasMLKEM768
        }
    }

    private static let hasMLKEM768: Bool = {
        let mechanism = unsafe EVP_KEM_fetch(nil, KEMAlgorithm.mlkem768.libraryName.characters, nil)
        defer { unsafe EVP_KEM_free(mechanism) }
        // The library has put an error into its queue that nobody may find later.
        if unsafe mechanism == nil { ERR_clear_error() }
        return unsafe mechanism != nil
    }()
}
