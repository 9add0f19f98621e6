/// A way to agree on a secret with a peer, under its code point in supported_groups (RFC 8446 §4.2.7): a group of its own, or one
/// beside a key encapsulation, so that the secret is safe as long as either is.
public struct KeyExchangeGroup: Hashable, Sendable {
    /// The group, or the part of a hybrid that is one.
    public let classical: NamedGroup
    /// The other part of a hybrid.
    public let encapsulation: KEMAlgorithm?

    /// A group alone.
    public init(_ group: NamedGroup) {
        classical = group
        encapsulation = nil
    }

    private init(_ encapsulation: KEMAlgorithm, _ classical: NamedGroup) {
        self.classical = classical
        self.encapsulation = encapsulation
    }

    /// Curve25519.
    public static let x25519 = KeyExchangeGroup(.x25519)
    /// NIST's P-256.
    public static let secp256r1 = KeyExchangeGroup(.secp256r1)
    /// The finite field of 2048 bits.
    public static let ffdhe2048 = KeyExchangeGroup(.ffdhe2048)
    /// The finite field of 3072 bits.
    public static let ffdhe3072 = KeyExchangeGroup(.ffdhe3072)
    /// ML-KEM-768 and Curve25519, in this order in both shares and in the secret (draft-ietf-tls-ecdhe-mlkem §4).
    public static let x25519MLKEM768 = KeyExchangeGroup(.mlkem768, .x25519)

    /// Most preferred first: the hybrid, curves, fields.
    public static let all: [KeyExchangeGroup] = [.x25519MLKEM768] + NamedGroup.allCases.map { KeyExchangeGroup($0) }

    /// The code point.
    public var codePoint: UInt16 { encapsulation == nil ? classical.rawValue : 0x11EC }

    /// The name in the registry.
    public var name: String { encapsulation == nil ? classical.name : "X25519MLKEM768" }

    /// The group, for TLS 1.2, which has no hybrids.
    public var named: NamedGroup? { encapsulation == nil ? classical : nil }

    /// What it asks of a library.
    public var primitives: [Primitive] { [.keyShare(classical)] + (encapsulation.map { [.kem($0)] } ?? []) }

    /// Whether a backend has all its parts.
    public func isOffered(by capabilities: Capabilities) -> Bool {
        capabilities.groups.contains(classical) && encapsulation.map { capabilities.kems.contains($0) } ?? true
    }
}

extension KeyExchangeGroup: CustomStringConvertible {
    /// ``name``.
    public var description: String { name }
}
