/// A group for an ephemeral key exchange, with its code point (RFC 8422 §5.1.1, RFC 7919 §2), most preferred first.
public enum NamedGroup: UInt16, Sendable, Hashable, CaseIterable {
    /// Curve25519 as X25519 has it (RFC 7748 §5).
    case x25519 = 0x001D
    /// NIST's P-256 (SEC 2 §2.4.2).
    case secp256r1 = 0x0017
    /// The finite field of 2048 bits in RFC 7919 §A.1.
    case ffdhe2048 = 0x0100
    /// The finite field of 3072 bits in RFC 7919 §A.2.
    case ffdhe3072 = 0x0101

    /// The name in the registry.
    public var name: String {
        switch self {
        case .x25519: "x25519"
        case .secp256r1: "secp256r1"
        case .ffdhe2048: "ffdhe2048"
        case .ffdhe3072: "ffdhe3072"
        }
    }

    /// Which exchange it serves: ``KeyExchangeAlgorithm/ecdhe`` for a curve, ``KeyExchangeAlgorithm/dhe`` for a field.
    public var keyExchange: KeyExchangeAlgorithm {
        switch self {
        case .x25519, .secp256r1: .ecdhe
        case .ffdhe2048, .ffdhe3072: .dhe
        }
    }

    /// The length of a private value in octets.
    ///
    /// A field's exponent has twice the bits of the strength, 225 and 275 of them (RFC 7919 §5.2), in whole octets.
    public var privateValueLength: Int {
        switch self {
        case .x25519, .secp256r1: 32
        case .ffdhe2048: 29
        case .ffdhe3072: 35
        }
    }

    /// The length of a public value as it is made here, in octets: a point without compression, or as long as the prime.
    public var publicValueLength: Int {
        switch self {
        case .x25519: 32
        case .secp256r1: 65
        case .ffdhe2048: 256
        case .ffdhe3072: 384
        }
    }
}

extension NamedGroup: CustomStringConvertible {
    /// ``name``.
    public var description: String { name }
}
