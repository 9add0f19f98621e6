internal import COpenSSL
public import CryptoBackend
public import SwiftCore

/// The example of the article AddingABackend: libcrypto for AES-GCM and X25519, SwiftCore for hashes, the PRF, RSA and ECDSA.
///
/// The library is called as its manual pages say, without what `OpenSSLBackend` does to be fast.
public enum ExampleBackend: CryptoBackend {
    /// SwiftCore's.
    public typealias Hash = SwiftBackend.Hash
    /// SwiftCore's.
    public typealias MAC = SwiftBackend.MAC
    /// EVP_CIPHER.
    public typealias AEAD = ExampleAEAD
    /// EVP_PKEY.
    public typealias KeyShare = ExampleKeyShare
    /// SwiftCore's.
    public typealias PublicKey = SwiftBackend.PublicKey
    /// SwiftCore's.
    public typealias PrivateKey = SwiftBackend.PrivateKey
    /// SwiftCore's.
    public typealias ECDSAPublicKey = SwiftBackend.ECDSAPublicKey
    /// SwiftCore's.
    public typealias ECDSAPrivateKey = SwiftBackend.ECDSAPrivateKey

    /// Both libraries, and the version that the loaded one reports.
    public static let identity = BackendIdentity(
        name: "example",
        library: "OpenSSL, and SwiftCore for hashes, RSA and ECDSA",
        version: unsafe String(cString: OpenSSL_version(OPENSSL_VERSION_STRING)),
        codePath: "chosen by OpenSSL"
    )

    /// All but ChaCha20-Poly1305, and key exchange in secp256r1 and in finite fields.
    public static let capabilities = Capabilities(
        hashes: HashAlgorithm.allCases,
        aeads: [.aes128GCM, .aes256GCM],
        signatureSchemes: SignatureScheme.allCases,
        keyExchanges: [.rsa, .ecdhe],
        groups: [.x25519],
        rsaModulusBits: SwiftBackend.capabilities.rsaModulusBits
    )

    /// Which of the two does it.
    public static func codePath(of primitive: Primitive) -> String {
        switch primitive {
        case .aead, .keyShare: "openssl"
        case .hash, .rsaPublic, .rsaPrivate, .kem, .ecdsa: SwiftBackend.codePath(of: primitive)
        }
    }

    /// What SwiftCore does is a row of `swift` once more.
    public static func lender(of primitive: Primitive) -> String? {
        switch primitive {
        case .aead, .keyShare: nil
        case .hash, .rsaPublic, .rsaPrivate, .kem, .ecdsa: SwiftBackend.identity.name
        }
    }

    /// RAND_bytes.
    public static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        let result = unsafe output.withUnsafeMutableBufferPointer {
            unsafe RAND_bytes($0.baseAddress, Int32($0.count))
        }
        try check(result, "RAND_bytes")
    }
}

/// AES-GCM in one EVP_CIPHER_CTX, which the library wipes when it is freed.
@safe public final class ExampleAEAD: RecordAEAD {
    private let context: OpaquePointer

    /// Leaks: only the length of `key`.
    public init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        guard algorithm != .chacha20Poly1305 else { throw .notOffered }
        guard key.count == algorithm.keyLength else {
            throw .invalidLength(of: .key, expected: algorithm.keyLength, got: key.count)
        }
        guard let context = unsafe EVP_CIPHER_CTX_new() else { throw libraryError("EVP_CIPHER_CTX_new") }
        unsafe self.context = unsafe context
        let cipher = unsafe algorithm == .aes128GCM ? EVP_aes_128_gcm() : EVP_aes_256_gcm()
        let result = key.withBytes { key in
            unsafe key.withUnsafeBufferPointer {
                unsafe EVP_CipherInit_ex2(context, cipher, $0.baseAddress, nil, 1, nil)
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
        guard try crypt(&record, nonce, additional, isSealing: true) else { throw libraryError("EVP_EncryptFinal_ex") }
    }

    /// Decrypts in place, then checks the tag. A record whose tag does not hold is wiped: nobody may see its plaintext.
    public func open(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        guard try crypt(&record, nonce, additional, isSealing: false) else {
            ERR_clear_error()
            wipe(&record)
            throw .badRecordTag
        }
    }

    /// Whether the library did all of it. Throws for a length that the caller has wrong.
    private func crypt(
        _ record: inout MutableSpan<UInt8>,
        _ nonce: Span<UInt8>,
        _ additional: Span<UInt8>,
        isSealing: Bool
    ) throws(CryptoError) -> Bool {
        guard nonce.count == AEADAlgorithm.nonceLength else {
            throw .invalidLength(of: .nonce, expected: AEADAlgorithm.nonceLength, got: nonce.count)
        }
        let count = record.count - AEADAlgorithm.tagLength
        guard count >= 0 else {
            throw .invalidLength(of: .record, expected: AEADAlgorithm.tagLength, got: record.count)
        }
        var written: Int32 = 0
        let isReady = unsafe nonce.withUnsafeBufferPointer { nonce in
            unsafe additional.withUnsafeBufferPointer { additional in
                unsafe EVP_CipherInit_ex2(context, nil, nil, nonce.baseAddress, isSealing ? 1 : 0, nil) == 1
                    && EVP_CipherUpdate(context, nil, &written, additional.baseAddress, Int32(additional.count)) == 1
            }
        }
        return unsafe record.withUnsafeMutableBufferPointer { record in
            guard isReady, let octets = record.baseAddress else { return false }
            let (tag, length) = unsafe (octets + count, Int32(AEADAlgorithm.tagLength))
            return unsafe (isSealing || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, length, tag) == 1)
                && EVP_CipherUpdate(context, octets, &written, octets, Int32(count)) == 1
                && EVP_CipherFinal_ex(context, tag, &written) == 1
                && (!isSealing || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, length, tag) == 1)
        }
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }
}

/// A private key of X25519, which the library wipes when it is freed.
@safe public final class ExampleKeyShare: KnownAnswerKeyShare {
    /// X25519, for there is no other.
    public let group: NamedGroup
    /// What goes to the peer.
    public private(set) var publicValue = [UInt8](repeating: 0, count: 32)
    private let key: OpaquePointer

    /// A private value of random octets (RFC 7748 §5).
    public convenience init(_ group: NamedGroup) throws(CryptoError) {
        var privateValue = SecretBytes(zeroed: 32)
        try privateValue.withMutableBytes { (octets) throws(CryptoError) in try ExampleBackend.fillRandom(&octets) }
        try self.init(group, privateValue: privateValue)
    }

    /// EVP_PKEY_new_raw_private_key. Leaks: only the length of `privateValue`.
    public init(_ group: NamedGroup, privateValue: borrowing SecretBytes) throws(CryptoError) {
        guard group == .x25519 else { throw .notOffered }
        let key = unsafe privateValue.withBytes { octets in
            unsafe octets.withUnsafeBufferPointer {
                unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nil, $0.baseAddress, $0.count)
            }
        }
        guard let key = unsafe key else { throw libraryError("EVP_PKEY_new_raw_private_key") }
        unsafe (self.group, self.key) = unsafe (group, key)
        var count = publicValue.count
        try check(unsafe EVP_PKEY_get_raw_public_key(key, &publicValue, &count), "EVP_PKEY_get_raw_public_key")
    }

    /// EVP_PKEY_derive, which refuses a secret of zeros, as a point of low order makes it (RFC 8422 §5.11).
    public func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        let peerKey = unsafe peer.withUnsafeBufferPointer {
            unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nil, $0.baseAddress, $0.count)
        }
        defer { unsafe EVP_PKEY_free(peerKey) }
        let context = unsafe EVP_PKEY_CTX_new(key, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var secret = SecretBytes(zeroed: 32)
        var count = secret.count
        let isGood = secret.withMutableBytes { output in
            unsafe output.withUnsafeMutableBufferPointer {
                unsafe peerKey != nil && EVP_PKEY_derive_init(context) == 1
                    && EVP_PKEY_derive_set_peer(context, peerKey) == 1
                    && EVP_PKEY_derive(context, $0.baseAddress, &count) == 1
            }
        }
        guard isGood else {
            ERR_clear_error()
            throw .invalidPublicValue(group)
        }
        return secret
    }

    deinit { unsafe EVP_PKEY_free(key) }
}

/// Throws unless `result` is libcrypto's 1.
private func check(_ result: Int32, _ call: CryptoError.StaticName) throws(CryptoError) {
    guard result == 1 else { throw libraryError(call) }
}

/// The first error of the thread's queue, which is then emptied, so that no later call finds an old error.
private func libraryError(_ call: CryptoError.StaticName) -> CryptoError {
    let code = ERR_get_error()
    ERR_clear_error()
    return .library(call: call, code: UInt64(code))
}
