internal import CryptoBackend
internal import TLSWire

/// A client's half of a key exchange.
struct StartedExchange {
    let group: KeyExchangeGroup
    private let classical: any EphemeralKeyShare
    private let encapsulation: (any KEMKeyPair)?

    /// Draws private values.
    ///
    /// - Parameter classical: the half of ``KeyExchangeGroup/classical`` that another share of the same ClientHello has, which may
    ///   serve for both: whichever the server takes, it is used once.
    init<Backend: CryptoBackend>(
        _ group: KeyExchangeGroup,
        sharing other: StartedExchange? = nil,
        _: Backend.Type
    ) throws(CryptoError) {
        self.group = group
        classical = if let other { other.classical } else { try Backend.KeyShare(group.classical) }
        encapsulation = if let algorithm = group.encapsulation { try Backend.KEMKey(algorithm) } else { nil }
    }

    /// What goes into key_share.
    var share: [UInt8] { (encapsulation?.encapsulationKey ?? []) + classical.publicValue }

    /// The secret, from the server's half.
    func finish(with peer: [UInt8]) throws(HandshakeError) -> SecretBytes {
        guard let encapsulation, let algorithm = group.encapsulation else {
            return try classicalSecret(classical, with: peer.span, in: group)
        }
        let length = algorithm.ciphertextLength
        guard peer.count == length + group.classical.publicValueLength else {
            throw .peerMisbehaved(.badKeyShare(group))
        }
        let first = try crypto { () throws(CryptoError) in
            try encapsulation.decapsulate(peer.span.extracting(0..<length))
        }
        return joined(first, try classicalSecret(classical, with: peer.span.extracting(length..<peer.count), in: group))
    }
}

/// A server's half of a key exchange, and the secret.
struct ExchangeAnswer: ~Copyable {
    let share: [UInt8]
    let secret: SecretBytes
}

/// Answers a client's half; throws ``HandshakeError/Misbehavior/badKeyShare(_:)`` for one that must not be used.
func answer<Backend: CryptoBackend>(
    to peer: [UInt8],
    in group: KeyExchangeGroup,
    _: Backend.Type
) throws(HandshakeError) -> ExchangeAnswer {
    let classical = try crypto { () throws(CryptoError) in try Backend.KeyShare(group.classical) }
    guard let algorithm = group.encapsulation else {
        let secret = try classicalSecret(classical, with: peer.span, in: group)
        return ExchangeAnswer(share: classical.publicValue, secret: secret)
    }
    let length = algorithm.encapsulationKeyLength
    guard peer.count == length + group.classical.publicValueLength else { throw .peerMisbehaved(.badKeyShare(group)) }
    let encapsulated = try encapsulation(to: peer.span.extracting(0..<length), algorithm, group, Backend.self)
    let second = try classicalSecret(classical, with: peer.span.extracting(length..<peer.count), in: group)
    return ExchangeAnswer(
        share: encapsulated.ciphertext + classical.publicValue,
        secret: joined(encapsulated.sharedSecret, second)
    )
}

private func encapsulation<Backend: CryptoBackend>(
    to key: Span<UInt8>,
    _ algorithm: KEMAlgorithm,
    _ group: KeyExchangeGroup,
    _: Backend.Type
) throws(HandshakeError) -> Encapsulation {
    do { return try Backend.KEMKey.encapsulate(to: key, algorithm) } catch .invalidEncapsulationKey {
        throw .peerMisbehaved(.badKeyShare(group))
    } catch { throw .crypto(error) }
}

/// The secret of a group's part; a value that must not be used is the peer's fault.
///
/// Leaks: for a field how many octets of zeros the secret begins with, which RFC 8446 §7.4.1 puts back; see ``EphemeralKeyShare``.
private func classicalSecret(
    _ share: any EphemeralKeyShare,
    with peer: Span<UInt8>,
    in group: KeyExchangeGroup
) throws(HandshakeError) -> SecretBytes {
    // Padded to the length of the prime (RFC 8446 §4.2.8.1); a backend takes shorter ones, for TLS 1.2 has no padding.
    guard peer.count == group.classical.publicValueLength else { throw .peerMisbehaved(.badKeyShare(group)) }
    let secret: SecretBytes
    do { secret = try share.sharedSecret(with: peer) } catch .invalidPublicValue {
        throw .peerMisbehaved(.badKeyShare(group))
    } catch { throw .crypto(error) }
    guard group.classical.keyExchange == .dhe else { return secret }
    return joined(SecretBytes(zeroed: group.classical.publicValueLength - secret.count), secret)
}

/// One secret after the other.
private func joined(_ first: borrowing SecretBytes, _ second: borrowing SecretBytes) -> SecretBytes {
    var whole = SecretBytes(zeroed: first.count + second.count)
    let place = first.count
    whole.withMutableBytes { whole in
        first.withBytes { octets in
            for index in octets.indices { whole[index] = octets[index] }
        }
        second.withBytes { octets in
            for index in octets.indices { whole[place + index] = octets[index] }
        }
    }
    return whole
}
