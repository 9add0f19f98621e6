internal import COpenSSL
public import CryptoBackend

/// Half of a key exchange as an EVP_PKEY, which the library wipes.
public final class OpenSSLKeyShare: EphemeralKeyShare {
    /// The group.
    public let group: NamedGroup
    /// What goes to the peer.
    public let publicValue: [UInt8]
    private let key: ExchangeKey

    /// EVP_PKEY_generate in a context that is kept for the group.
    public convenience init(_ group: NamedGroup) throws(CryptoError) {
        try self.init(group, owning: ExchangeKey.generate(in: group)) { (key) throws(CryptoError) in
            try key.encodedPublicKey(count: group.publicValueLength)
        }
    }

    init(
        _ group: NamedGroup,
        owning key: ExchangeKey,
        publicValue: (ExchangeKey) throws(CryptoError) -> [UInt8]
    ) throws(CryptoError) {
        self.group = group
        self.key = key
        self.publicValue = try publicValue(key)
    }

    /// EVP_PKEY_derive. The peer's value is looked at when the library decodes it (a point on the curve; 1 < Y < p − 1) and, for
    /// X25519, when the secret is zero; EVP_PKEY_derive_set_peer would raise it to the group's order once more, which for these
    /// groups can find nothing that is left.
    ///
    /// Leaks: what ``EphemeralKeyShare/sharedSecret(with:)`` says.
    public func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        let peerKey = try peerKey(peer)
        let context = unsafe try required(EVP_PKEY_CTX_new_from_pkey(nil, key.key, nil), "EVP_PKEY_CTX_new_from_pkey")
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try check(unsafe EVP_PKEY_derive_init(context), "EVP_PKEY_derive_init")
        try check(unsafe EVP_PKEY_derive_set_peer_ex(context, peerKey.key, 0), "EVP_PKEY_derive_set_peer_ex")
        var secret = SecretBytes(zeroed: group.secretLength)
        var count = secret.count
        let result = secret.withMutableBytes { output in
            unsafe output.withUnsafeMutableBufferPointer { unsafe EVP_PKEY_derive(context, $0.baseAddress, &count) }
        }
        guard result == 1 else {
            ERR_clear_error()
            throw .invalidPublicValue(group)
        }
        // A field's secret comes without its leading zero octets.
        return count == secret.count ? secret : secret.withBytes { SecretBytes(copying: $0.extracting(first: count)) }
    }

    private func peerKey(_ octets: Span<UInt8>) throws(CryptoError) -> ExchangeKey {
        // Compressed and hybrid points would be taken (RFC 8422 §5.1.2 leaves one form).
        guard group != .secp256r1 || octets.count == group.publicValueLength && octets[0] == 4 else {
            throw .invalidPublicValue(group)
        }
        let peer = unsafe try ExchangeKey(owning: EVP_PKEY_new(), "EVP_PKEY_new")
        let result = unsafe octets.withUnsafeBufferPointer { octets in
            unsafe EVP_PKEY_copy_parameters(peer.key, key.key) == 1
                && EVP_PKEY_set1_encoded_public_key(peer.key, octets.baseAddress, octets.count) == 1
        }
        guard result else {
            ERR_clear_error()
            throw .invalidPublicValue(group)
        }
        return peer
    }
}
