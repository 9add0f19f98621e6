internal import CryptoBackend
internal import TLSWire

/// The server's half of the handshake (RFC 5246 §7.3).
final class ServerHandshake<Backend: CryptoBackend>: HandshakeRole {
    var peer: Peer { .server }

    private let configuration: ServerConfiguration<Backend>
    private var transcript = Transcript()
    private var state = ServerState.expectClientHello

    init(_ configuration: ServerConfiguration<Backend>) { self.configuration = configuration }

    var expected: HandshakeStep? {
        switch state {
        case .expectClientHello: .clientHello
        case .expectClientKeyExchange: .clientKeyExchange
        case .expectChangeCipherSpec: .clientChangeCipherSpec
        case .expectFinished: .clientFinished
        case .established, .over: nil
        }
    }

    var negotiated: NegotiatedParameters? {
        if case .established(let parameters) = state { parameters } else { nil }
    }

    /// The client speaks first.
    func start(_ records: inout RecordLayer) throws(HandshakeError) {}

    func handle(
        _ message: [UInt8],
        body: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        switch state {
        case .expectClientHello:
            try append(message)
            let hello = try decoding { () throws(DecodeError) in try ClientHello(decoding: body) }
            let agreement = try answer(hello, &records)
            state = .expectClientKeyExchange(agreement, clientVersion: hello.version)
        case .expectClientKeyExchange(let agreement, let version):
            try append(message)
            let exchange = try decoding { () throws(DecodeError) in try ClientKeyExchange(decoding: body) }
            state = .expectChangeCipherSpec(
                try crypto { () throws(CryptoError) in
                    try SessionKeys(
                        premaster: try premaster(exchange.encryptedPremaster, version),
                        agreement,
                        transcript,
                        Backend.self,
                        keyLog: configuration.keyLog
                    )
                }
            )
        case .expectFinished(let keys):
            try keys.check(body, of: .client, transcript)
            try append(message)
            try finish(keys, &records)
            state = .established(keys.agreement.parameters(peerCertificates: []))
        case .expectChangeCipherSpec, .established, .over:
            preconditionFailure("only the expected message is handed on")
        }
    }

    /// Step 9.
    func handleChangeCipherSpec(_ records: inout RecordLayer) throws(HandshakeError) {
        guard case .expectChangeCipherSpec(let keys) = state else {
            preconditionFailure("only an expected ChangeCipherSpec is handed on")
        }
        records.protectReading(keys.client)
        state = .expectFinished(keys)
    }

    func forget() {
        if case .established = state { return }
        state = .over
        transcript = Transcript()
    }

    /// Steps 3, 4 and 6.
    private func answer(
        _ hello: ClientHello,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> Agreement {
        guard hello.version.rawValue >= ProtocolVersion.tls12.rawValue else {
            throw .incompatible(.clientVersion(hello.version.rawValue))
        }
        guard hello.compressionMethods.contains(0) else { throw .peerMisbehaved(.compression) }
        guard hello.extensions.renegotiatedConnection?.isEmpty ?? true else {
            throw .peerMisbehaved(.wrongRenegotiationInfo)
        }
        guard let suite = configuration.cipherSuites.first(where: { hello.cipherSuites.contains($0) }),
            let hash = suite.hash, let aead = suite.aead
        else { throw .incompatible(.noCommonCipherSuite) }

        let knowsRenegotiationInfo =
            hello.extensions.renegotiatedConnection != nil
            || hello.cipherSuites.contains(.emptyRenegotiationInfoSCSV)
        var extensions = HelloExtensions()
        extensions.serverName = hello.extensions.serverName == nil ? nil : ""
        extensions.extendedMasterSecret = hello.extensions.extendedMasterSecret
        extensions.renegotiatedConnection = knowsRenegotiationInfo ? [] : nil
        let random = try crypto { () throws(CryptoError) in try randomOctets(32, Backend.self) }
        let agreement = Agreement(
            cipherSuite: suite,
            hash: hash,
            aead: aead,
            randoms: HelloRandoms(client: hello.random, server: random),
            serverName: hello.extensions.serverName,
            usesExtendedMasterSecret: hello.extensions.extendedMasterSecret,
            hasSecureRenegotiation: knowsRenegotiationInfo
        )
        try crypto { () throws(CryptoError) in try transcript.begin(hash, Backend.self) }
        try send(ServerHello(random: random, cipherSuite: suite, extensions: extensions).encoded, &records)
        try send(configuration.identity.encodedCertificate, &records)
        try send(ServerHelloDone.encoded, &records)
        return agreement
    }

    /// Step 7. Whatever is wrong with the ciphertext, there is a premaster secret: it turns out at Finished to be another
    /// one than the client's (RFC 5246 §7.4.7.1). The backend sees to the padding; its length and range are public, and
    /// still get the same answer.
    private func premaster(
        _ ciphertext: [UInt8],
        _ clientVersion: ProtocolVersion
    ) throws(CryptoError) -> SecretBytes {
        let substitute = try makePremaster(Backend.self)
        do {
            return try configuration.identity.privateKey.decryptPremaster(
                ciphertext.span,
                clientVersion: clientVersion.rawValue
            )
        } catch .invalidLength, .valueOutOfRange {
            return substitute
        } catch { throw error }
    }

    /// Steps 11 and 12.
    private func finish(
        _ keys: SessionKeys,
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        let changeCipherSpec = ChangeCipherSpec.encoded
        try records.write(.changeCipherSpec, changeCipherSpec.span)
        records.protectWriting(keys.server)
        let finished = try crypto { () throws(CryptoError) in try keys.finished(of: .server, transcript) }
        try send(finished.encoded, &records)
    }

    private func append(_ message: [UInt8]) throws(HandshakeError) {
        try crypto { () throws(CryptoError) in try transcript.append(message) }
    }

    private func send(
        _ message: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        try append(message)
        try records.write(.handshake, message.span)
    }
}

/// What is waited for, with what is known by then.
private enum ServerState {
    case expectClientHello
    case expectClientKeyExchange(Agreement, clientVersion: ProtocolVersion)
    case expectChangeCipherSpec(SessionKeys)
    case expectFinished(SessionKeys)
    case established(NegotiatedParameters)
    case over
}
