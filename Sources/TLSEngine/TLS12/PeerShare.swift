internal import CryptoBackend
internal import TLSWire

/// The server's half of an ephemeral key exchange, as a client has checked it.
struct PeerShare {
    let group: NamedGroup
    let publicValue: [UInt8]
    let scheme: SignatureScheme

    /// Throws unless group, scheme and signature are what `offer` and `key` allow (RFC 5246 §7.4.3).
    init(
        _ message: ServerKeyExchange,
        offeredGroups: [NamedGroup],
        offeredSchemes: [SignatureScheme],
        randoms: HelloRandoms,
        key: any VerifyingKey
    ) throws(HandshakeError) {
        (group, publicValue) = try Self.share(message.parameters, offeredGroups)
        scheme = try check(
            message.signature,
            scheme: message.signatureScheme,
            among: offeredSchemes,
            over: message.signedOctets(clientRandom: randoms.client, serverRandom: randoms.server),
            by: key
        )
    }

    private static func share(
        _ parameters: ServerKeyExchange.Parameters,
        _ offered: [NamedGroup]
    ) throws(HandshakeError) -> (NamedGroup, [UInt8]) {
        switch parameters {
        case .curve(let number, let point):
            guard let group = offered.first(where: { $0.rawValue == number && $0.keyExchange == .ecdhe }) else {
                throw .peerMisbehaved(.unofferedGroup(number))
            }
            return (group, point)
        case .field(let prime, let generator, let publicValue):
            // Any other field may be a weak one, which cannot be told from the numbers (RFC 7919 §1).
            let number = Array(prime.drop { $0 == 0 })
            guard generator.drop(while: { $0 == 0 }) == [2],
                let group = offered.first(where: { $0.prime == number })
            else { throw .incompatible(.unknownField(bits: 8 * number.count)) }
            return (group, publicValue)
        }
    }
}

/// Half of a key exchange, used with the peer's; a value that must not be used is the peer's fault.
func sharedSecret(_ share: any EphemeralKeyShare, with peer: [UInt8]) throws(HandshakeError) -> SecretBytes {
    do { return try share.sharedSecret(with: peer.span) } catch .invalidPublicValue(let group) {
        throw .peerMisbehaved(.badPublicValue(group))
    } catch { throw .crypto(error) }
}
