/// The hash of a cipher suite, for its transcript and its PRF (RFC 5246 §5, RFC 5288 §3).
public enum HashAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// SHA-256 (FIPS 180-4 §6.2).
    case sha256
    /// SHA-384 (FIPS 180-4 §6.5).
    case sha384

    /// The length of a digest in octets.
    public var digestLength: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        }
    }

    /// The length of the compression function's block in octets: HMAC's B (RFC 2104 §2).
    public var blockLength: Int {
        switch self {
        case .sha256: 64
        case .sha384: 128
        }
    }
}

/// The record protection of a cipher suite (RFC 5288 §3, RFC 7905 §2, RFC 8446 §5.2).
public enum AEADAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// AES-128 in Galois/counter mode.
    case aes128GCM = "aes-128-gcm"
    /// AES-256 in Galois/counter mode.
    case aes256GCM = "aes-256-gcm"
    /// ChaCha20 and Poly1305 (RFC 8439 §2.8).
    case chacha20Poly1305 = "chacha20-poly1305"

    /// The length of the key in octets.
    public var keyLength: Int {
        switch self {
        case .aes128GCM: 16
        case .aes256GCM, .chacha20Poly1305: 32
        }
    }

    /// The length of every tag in octets.
    public static let tagLength = 16
    /// The length of every nonce in octets: with AES-GCM in TLS 1.2, 4 from the key block and 8 from the record; else an IV with
    /// the sequence number added to it without carries (RFC 7905 §2, RFC 8446 §5.3).
    public static let nonceLength = 12
}

/// A signature scheme, with its code point in TLS 1.2: hash, then signature (RFC 5246 §7.4.1.4.1).
///
/// Most preferred first.
public enum SignatureScheme: UInt16, Sendable, Hashable, CaseIterable {
    /// ECDSA with SHA-256; in TLS 1.3, and here in every version, on P-256 alone (RFC 8446 §4.2.3).
    case ecdsaSecp256r1SHA256 = 0x0403
    /// RSASSA-PSS with SHA-256, MGF1 over it and a salt as long as the digest, for a key of rsaEncryption (RFC 8446 §4.2.3).
    case rsaPSSSHA256 = 0x0804
    /// The same with SHA-384.
    case rsaPSSSHA384 = 0x0805
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    case rsaPKCS1SHA256 = 0x0401
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    case rsaPKCS1SHA384 = 0x0501

    /// The name in the registry of TLS 1.3, which these code points are in too (RFC 8446 §4.2.3).
    public var name: String {
        switch self {
        case .ecdsaSecp256r1SHA256: "ecdsa_secp256r1_sha256"
        case .rsaPSSSHA256: "rsa_pss_rsae_sha256"
        case .rsaPSSSHA384: "rsa_pss_rsae_sha384"
        case .rsaPKCS1SHA256: "rsa_pkcs1_sha256"
        case .rsaPKCS1SHA384: "rsa_pkcs1_sha384"
        }
    }

    /// The hash that is signed.
    public var hash: HashAlgorithm {
        switch self {
        case .ecdsaSecp256r1SHA256, .rsaPKCS1SHA256, .rsaPSSSHA256: .sha256
        case .rsaPKCS1SHA384, .rsaPSSSHA384: .sha384
        }
    }

    /// The kind of key that it is for.
    public var keyKind: CertificateKey.Kind {
        switch self {
        case .ecdsaSecp256r1SHA256: .ecdsa
        case .rsaPKCS1SHA256, .rsaPKCS1SHA384, .rsaPSSSHA256, .rsaPSSSHA384: .rsa
        }
    }

    /// How the hash is padded before RSA's private operation; nil for a scheme that pads nothing.
    public var padding: Padding? {
        switch self {
        case .ecdsaSecp256r1SHA256: nil
        case .rsaPKCS1SHA256, .rsaPKCS1SHA384: .pkcs1
        case .rsaPSSSHA256, .rsaPSSSHA384: .pss
        }
    }

    /// The encodings of RFC 8017 §9.
    public enum Padding: Sendable, Hashable {
        /// EMSA-PKCS1-v1_5, which has nothing random in it.
        case pkcs1
        /// EMSA-PSS, with a random salt.
        case pss
    }
}

/// A way to come by the premaster secret.
public enum KeyExchangeAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// The client encrypts it under the server's RSA key (RFC 5246 §7.4.7.1).
    case rsa
    /// Both send half of a key exchange on a curve; the server signs its own (RFC 8422 §2).
    case ecdhe
    /// The same in a finite field (RFC 5246 §7.4.3).
    case dhe
}

/// The label of a PRF call, as octets.
public struct PRFLabel: Sendable, Hashable {
    /// The label's octets, without a terminator.
    public let octets: [UInt8]

    /// Any label; the standard's own are the constants below.
    public init(octets: [UInt8]) { self.octets = octets }

    /// RFC 5246 §8.1.
    public static let masterSecret = PRFLabel(octets: Array("master secret".utf8))
    /// RFC 7627 §4.
    public static let extendedMasterSecret = PRFLabel(octets: Array("extended master secret".utf8))
    /// RFC 5246 §6.3.
    public static let keyExpansion = PRFLabel(octets: Array("key expansion".utf8))
    /// RFC 5246 §7.4.9.
    public static let clientFinished = PRFLabel(octets: Array("client finished".utf8))
    /// RFC 5246 §7.4.9.
    public static let serverFinished = PRFLabel(octets: Array("server finished".utf8))
}
