/// The public half of an ECDSA key.
public struct ECDSAPublicComponents: Sendable, Hashable {
    /// The curve: ``NamedGroup/secp256r1``.
    public let group: NamedGroup
    /// Q without compression, 04 X Y (SEC 1 §2.3.3).
    public let point: [UInt8]

    /// Takes the octets as they are; whether they are a point is for a backend's key to find out.
    public init(group: NamedGroup, point: [UInt8]) {
        self.group = group
        self.point = point
    }

    /// Throws ``CryptoError/invalidKey(_:)`` unless curve and form of the point are those that every backend takes.
    public func validate() throws(CryptoError) {
        guard group == .secp256r1 else { throw .invalidKey(.curve) }
        guard point.count == group.publicValueLength, point.first == 4 else { throw .invalidKey(.point) }
    }
}

/// An ECDSA private key in plain components, which every backend is given alike.
public struct ECDSAPrivateComponents: ~Copyable, Sendable {
    /// Q.
    public let publicComponents: ECDSAPublicComponents
    /// d, big-endian, as many octets as the order of the curve has.
    public let privateValue: SecretBytes

    /// Takes the components as they are; whether they belong together is for a backend's key to find out.
    public init(publicComponents: ECDSAPublicComponents, privateValue: consuming SecretBytes) {
        self.publicComponents = publicComponents
        self.privateValue = privateValue
    }
}
