public import CryptoBackend

/// Half of a key exchange: curves in Swift, fields over any bignum.
public final class SwiftKeyShare<Modulus: ModularArithmetic, Random: RandomSource>: KnownAnswerKeyShare {
    /// The group.
    public let group: NamedGroup
    /// What goes to the peer.
    public let publicValue: [UInt8]
    private let privateValue: SecretBytes
    private let field: FiniteFieldExchange<Modulus>?

    /// Draws a private value. Leaks: nothing of it.
    public convenience init(_ group: NamedGroup) throws(CryptoError) {
        try self.init(group, privateValue: try Self.draw(group))
    }

    /// Takes a private value; throws ``CryptoError/invalidKey(_:)`` if the group has no such one.
    public init(_ group: NamedGroup, privateValue: borrowing SecretBytes) throws(CryptoError) {
        let expected = group.privateValueLength
        let lengths = group.keyExchange == .dhe ? 1...group.publicValueLength : expected...expected
        guard lengths.contains(privateValue.count) else {
            throw .invalidLength(of: .privateValue, expected: expected, got: privateValue.count)
        }
        self.group = group
        self.privateValue = privateValue.copy()
        field = try FiniteFieldExchange(group)
        if let field {
            publicValue = try field.publicValue(privateValue)
        } else if group == .x25519 {
            publicValue = Self.published(X25519.multiplyBase(privateValue))
        } else {
            // Public: that a value is none; one that was drawn has been looked at before.
            guard privateValue.withBytes({ P256.isUsable($0) }).declassify() else { throw .invalidKey(.inconsistent) }
            publicValue = [4] + Self.published(P256.multiplyBase(privateValue))
        }
    }

    /// The premaster secret. Leaks: what ``EphemeralKeyShare/sharedSecret(with:)`` says.
    public func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        if let field { return try field.sharedSecret(privateValue, peer: peer) }
        if group == .x25519 {
            guard peer.count == 32 else { throw .invalidPublicValue(group) }
            let secret = X25519.multiply(privateValue, peer)
            // Of low order, which is all that an all-zero result says (RFC 7748 §6.1, RFC 8422 §5.11): public.
            let zeros = SecretBytes(zeroed: 32)
            guard !equal(secret, zeros).declassify() else { throw .invalidPublicValue(group) }
            return secret
        }
        guard let point = PointP256(peer) else { throw .invalidPublicValue(group) }
        // x alone (RFC 8422 §5.10). The order is prime, so no multiple of the point is infinity.
        return P256.multiply(privateValue, point).withBytes { SecretBytes(copying: $0.extracting(first: 32)) }
    }

    private static func draw(_ group: NamedGroup) throws(CryptoError) -> SecretBytes {
        // For P-256, all but one in 2³² are usable; another is drawn in its place, and that one was thrown away is no secret.
        for _ in 0..<Self.attempts {
            let value = try Random.octets(group.privateValueLength)
            if group != .secp256r1 || value.withBytes({ P256.isUsable($0) }).declassify() { return value }
        }
        throw .faultDetected
    }

    private static func published(_ value: borrowing SecretBytes) -> [UInt8] {
        value.withBytes { octets in octets.indices.map { octets[$0] } }
    }
}

extension SwiftKeyShare {
    /// A source that gives 16 unusable values in a row is broken.
    private static var attempts: Int { 16 }
}
