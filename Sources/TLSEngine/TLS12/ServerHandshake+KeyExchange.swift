internal import CryptoBackend
internal import TLSWire

/// What a server keeps for ClientKeyExchange.
enum ServerExchange {
    /// The version in ClientHello, which the premaster secret has to begin with.
    case rsa(clientVersion: ProtocolVersion)
    /// Our half.
    case ephemeral(any EphemeralKeyShare)

    fileprivate var messageKind: ClientKeyExchange.Kind {
        switch self {
        case .rsa: .encryptedPremaster
        case .ephemeral(let share): share.group.keyExchange == .ecdhe ? .point : .number
        }
    }
}

extension ServerHandshake {
    /// Step 5, for a suite that needs it.
    func sendKeyExchange(
        _ agreement: Agreement,
        _ hello: ClientHello,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> ServerExchange {
        guard let group = agreement.group, let scheme = agreement.signatureScheme else {
            return .rsa(clientVersion: hello.version)
        }
        let share = try crypto { () throws(CryptoError) in try Backend.KeyShare(group) }
        let parameters: ServerKeyExchange.Parameters =
            if let prime = group.prime {
                .field(prime: prime, generator: [2], publicValue: share.publicValue)
            } else {
                .curve(group.rawValue, point: share.publicValue)
            }
        var message = ServerKeyExchange(parameters: parameters, signatureScheme: scheme.rawValue, signature: [])
        let randoms = agreement.randoms
        let signed = message.signedOctets(clientRandom: randoms.client, serverRandom: randoms.server)
        message.signature = try crypto { () throws(CryptoError) in
            try configuration.identity.privateKey.signing.sign(signed.span, scheme: scheme)
        }
        try send(message.encoded, &records)
        return .ephemeral(share)
    }

    /// Steps 7 and 8.
    func deriveKeys(
        _ agreement: Agreement,
        _ exchange: ServerExchange,
        _ body: [UInt8]
    ) throws(HandshakeError) -> SessionKeys {
        let message = try decoding { () throws(DecodeError) in
            try ClientKeyExchange(decoding: body, exchange.messageKind)
        }
        let premaster = try premaster(message, exchange)
        return try crypto { () throws(CryptoError) in
            try SessionKeys(
                premaster: premaster,
                agreement,
                transcript,
                Backend.self,
                keyLog: configuration.keyLog
            )
        }
    }

    private func premaster(
        _ message: ClientKeyExchange,
        _ exchange: ServerExchange
    ) throws(HandshakeError) -> SecretBytes {
        switch (message, exchange) {
        case (.encryptedPremaster(let ciphertext), .rsa(let version)):
            return try crypto { () throws(CryptoError) in try decrypt(ciphertext, version) }
        case (.point(let value), .ephemeral(let share)), (.number(let value), .ephemeral(let share)):
            return try sharedSecret(share, with: value)
        case (.encryptedPremaster, .ephemeral), (.point, .rsa), (.number, .rsa):
            preconditionFailure("a message is decoded as the exchange has it")
        }
    }

    /// Whatever is wrong with the ciphertext, there is a premaster secret: it turns out at Finished to be another
    /// one than the client's (RFC 5246 §7.4.7.1).
    ///
    /// What the padding says is a secret, and the backend draws its substitute before it looks. Length and range are no secret:
    /// whoever sent the ciphertext knows them, and the time that a private operation was spared. Only for those a substitute is
    /// drawn here, and what the peer is answered is the same.
    private func decrypt(
        _ ciphertext: [UInt8],
        _ clientVersion: ProtocolVersion
    ) throws(CryptoError) -> SecretBytes {
        guard case .rsa(let key) = configuration.identity.privateKey else {
            preconditionFailure("a configuration has only suites of its key's kind")
        }
        do {
            return try key.decryptPremaster(ciphertext.span, clientVersion: clientVersion.rawValue)
        } catch .invalidLength, .valueOutOfRange {
            return try makePremaster(Backend.self)
        } catch { throw error }
    }
}
