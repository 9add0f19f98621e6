#if SwiftCrypto
internal import enum Crypto.Curve25519
internal import enum Crypto.P256
public import CryptoBackend

/// A private key of Curve25519.KeyAgreement or P256.KeyAgreement.
public final class SwiftCryptoKeyShare: EphemeralKeyShare {
    /// The group.
    public let group: NamedGroup
    /// What goes to the peer.
    public let publicValue: [UInt8]
    private let half: Half

    private enum Half {
        case x25519(Curve25519.KeyAgreement.PrivateKey)
        case secp256r1(P256.KeyAgreement.PrivateKey)

        var publicValue: [UInt8] {
            switch self {
            case .x25519(let key): Array(key.publicKey.rawRepresentation)
            case .secp256r1(let key): Array(key.publicKey.x963Representation)
            }
        }
    }

    /// A new private key. Without the search for one whose point could be written with its x alone.
    public convenience init(_ group: NamedGroup) throws(CryptoError) {
        switch group {
        case .x25519: self.init(group, .x25519(Curve25519.KeyAgreement.PrivateKey()))
        case .secp256r1: self.init(group, .secp256r1(P256.KeyAgreement.PrivateKey(compactRepresentable: false)))
        case .ffdhe2048, .ffdhe3072: throw .notOffered
        }
    }

    private init(_ group: NamedGroup, _ half: Half) {
        self.group = group
        self.half = half
        publicValue = half.publicValue
    }

    /// `sharedSecretFromKeyAgreement`, which refuses a point that is not on the curve. For X25519 it lets a secret of zeros pass,
    /// which a point of low order makes, and TLS does not (RFC 8422 §5.11); whether it is one is public. On P-256 a point with
    /// x = 0 is as good as any other.
    public func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        // The library would take other forms of a point (RFC 8422 §5.1.2 leaves one).
        guard peer.count == group.publicValueLength, group != .secp256r1 || peer[0] == 4 else {
            throw .invalidPublicValue(group)
        }
        let secret = try agreement(with: peer)
        guard group != .x25519 || !isZero(secret).declassify() else { throw .invalidPublicValue(group) }
        return secret
    }

    private func agreement(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        do {
            let secret = unsafe try peer.withUnsafeBytes { peer in
                switch half {
                case .x25519(let key):
                    unsafe try key.sharedSecretFromKeyAgreement(with: .init(rawRepresentation: peer))
                case .secp256r1(let key):
                    unsafe try key.sharedSecretFromKeyAgreement(with: .init(x963Representation: peer))
                }
            }
            return SecretBytes(copying: secret)
        } catch { throw .invalidPublicValue(group) }
    }
}

private func isZero(_ secret: borrowing SecretBytes) -> Choice {
    secret.withBytes { octets in
        var all: UInt8 = 0
        for index in octets.indices { all |= octets[index] }
        return Choice(isZero: UInt64(all))
    }
}

extension SwiftCryptoKeyShare: KnownAnswerKeyShare {
    /// `init(rawRepresentation:)`.
    public convenience init(_ group: NamedGroup, privateValue: borrowing SecretBytes) throws(CryptoError) {
        let half = try privateValue.withBytes { (octets) throws(CryptoError) in
            try calling("PrivateKey(rawRepresentation:)") {
                unsafe try octets.withUnsafeBytes { (octets) -> Half? in
                    switch group {
                    case .x25519: .x25519(unsafe try .init(rawRepresentation: octets))
                    case .secp256r1: .secp256r1(unsafe try .init(rawRepresentation: octets))
                    case .ffdhe2048, .ffdhe3072: nil
                    }
                }
            }
        }
        guard let half else { throw .notOffered }
        self.init(group, half)
    }
}
#endif
