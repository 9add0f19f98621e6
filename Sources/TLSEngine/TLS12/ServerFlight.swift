internal import CryptoBackend
internal import TLSWire

/// What a client knows of the server before ServerHelloDone. An object, as it goes from state to state and grows.
final class ServerFlight {
    var agreement: Agreement
    let key: PeerKey
    let chain: [[UInt8]]
    /// The server's half of an ephemeral key exchange.
    var share: PeerShare?
    /// What the server wants of the client's certificate.
    var request: CertificateRequest?

    init(agreement: Agreement, key: PeerKey, chain: [[UInt8]]) {
        self.agreement = agreement
        self.key = key
        self.chain = chain
    }

    /// Step 5.
    func takeShare(
        _ body: [UInt8],
        _ groups: [NamedGroup],
        _ backend: any CryptoBackend.Type
    ) throws(HandshakeError) {
        let kind: ServerKeyExchange.Kind = agreement.cipherSuite.keyExchange == .ecdhe ? .curve : .field
        let message = try decoding { () throws(DecodeError) in try ServerKeyExchange(decoding: body, kind) }
        let share = try PeerShare(
            message,
            offeredGroups: groups,
            offeredSchemes: key.schemes(backend),
            randoms: agreement.randoms,
            key: key.verifying
        )
        self.share = share
        agreement.group = share.group
        agreement.signatureScheme = share.scheme
    }
}

/// What a client has from its own Finished on, or from ServerHello on in a session that goes on.
final class PendingSession {
    let keys: SessionKeys
    let chain: [[UInt8]]
    /// What the server gave to come back with.
    var ticket: NewSessionTicket?

    init(keys: SessionKeys, chain: [[UInt8]]) {
        self.keys = keys
        self.chain = chain
    }

    /// Whether there was a session before.
    var isResumed: Bool { keys.agreement.resumption != .none }
}
