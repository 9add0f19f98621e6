internal import CryptoBackend
internal import TLSWire

/// The client's half of the handshake (RFC 5246 §7.3).
final class ClientHandshake<Backend: CryptoBackend>: HandshakeRole {
    var peer: Peer { .client }

    private let configuration: ClientConfiguration<Backend>
    private var transcript = Transcript()
    private var state = ClientState.idle

    init(_ configuration: ClientConfiguration<Backend>) { self.configuration = configuration }

    var expected: HandshakeStep? {
        switch state {
        case .idle, .established: nil
        case .expectServerHello: .serverHello
        case .expectCertificate: .certificate
        case .expectServerHelloDone: .serverHelloDone
        case .expectChangeCipherSpec: .serverChangeCipherSpec
        case .expectFinished: .serverFinished
        }
    }

    var negotiated: NegotiatedParameters? {
        if case .established(let parameters) = state { parameters } else { nil }
    }

    /// Step 2.
    func start(_ records: inout RecordLayer) throws(HandshakeError) {
        guard case .idle = state else { throw .misuse(.connectionIsOver) }
        guard !configuration.cipherSuites.isEmpty else { throw .incompatible(.noCommonCipherSuite) }
        var extensions = HelloExtensions()
        extensions.serverName = configuration.serverNameIndication
        extensions.renegotiatedConnection = []
        extensions.extendedMasterSecret = true
        extensions.signatureAlgorithms = Backend.capabilities.signatureSchemes.map(\.rawValue)
        let hello = ClientHello(
            random: try crypto { () throws(CryptoError) in try randomOctets(32, Backend.self) },
            cipherSuites: configuration.cipherSuites,
            extensions: extensions
        )
        try send(hello.encoded, &records)
        state = .expectServerHello(hello)
    }

    func handle(
        _ message: [UInt8],
        body: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        switch state {
        case .expectServerHello(let hello):
            try append(message)
            let agreement = try agree(hello, try decoding { () throws(DecodeError) in try ServerHello(decoding: body) })
            try crypto { () throws(CryptoError) in try transcript.begin(agreement.hash, Backend.self) }
            state = .expectCertificate(agreement)
        case .expectCertificate(let agreement):
            try append(message)
            let chain = try decoding { () throws(DecodeError) in try CertificateMessage(decoding: body) }.chain
            state = .expectServerHelloDone(agreement, try publicKey(chain), chain: chain)
        case .expectServerHelloDone(let agreement, let key, let chain):
            try append(message)
            try decoding { () throws(DecodeError) in try ServerHelloDone.decode(body) }
            state = .expectChangeCipherSpec(try exchangeKeys(agreement, key, &records), chain: chain)
        case .expectFinished(let keys, let chain):
            try keys.check(body, of: .server, transcript)
            state = .established(keys.agreement.parameters(peerCertificates: chain))
        case .idle, .expectChangeCipherSpec, .established:
            preconditionFailure("only the expected message is handed on")
        }
    }

    /// Step 11.
    func handleChangeCipherSpec(_ records: inout RecordLayer) throws(HandshakeError) {
        guard case .expectChangeCipherSpec(let keys, let chain) = state else {
            preconditionFailure("only an expected ChangeCipherSpec is handed on")
        }
        records.protectReading(keys.server)
        state = .expectFinished(keys, chain: chain)
    }

    func forget() {
        if case .established = state { return }
        state = .idle
        transcript = Transcript()
    }

    /// Step 3: whether the server has chosen among what was offered (RFC 5246 §7.4.1.3).
    private func agree(_ offer: ClientHello, _ hello: ServerHello) throws(HandshakeError) -> Agreement {
        guard hello.version == .tls12 else { throw .peerMisbehaved(.wrongServerVersion(hello.version.rawValue)) }
        let suite = hello.cipherSuite
        guard offer.cipherSuites.contains(suite), let hash = suite.hash, let aead = suite.aead else {
            throw .peerMisbehaved(.unofferedCipherSuite(suite.rawValue))
        }
        guard hello.compressionMethod == 0 else { throw .peerMisbehaved(.compression) }
        let offered = offer.extensions.present
        // signature_algorithms is the client's alone (RFC 5246 §7.4.1.4.1).
        if let stranger = hello.extensions.present.first(where: { !offered.contains($0) })
            ?? (hello.extensions.signatureAlgorithms == nil ? nil : 0x000D)
        {
            throw .peerMisbehaved(.unsolicitedExtension(stranger))
        }
        // A first handshake has no connection before it (RFC 5746 §3.4).
        guard hello.extensions.renegotiatedConnection?.isEmpty ?? true else {
            throw .peerMisbehaved(.wrongRenegotiationInfo)
        }
        return Agreement(
            cipherSuite: suite,
            hash: hash,
            aead: aead,
            randoms: HelloRandoms(client: offer.random, server: hello.random),
            serverName: offer.extensions.serverName,
            usesExtendedMasterSecret: hello.extensions.extendedMasterSecret,
            hasSecureRenegotiation: hello.extensions.renegotiatedConnection != nil
        )
    }

    /// Step 4: the key of a chain that is trusted.
    private func publicKey(_ chain: [[UInt8]]) throws(HandshakeError) -> Backend.PublicKey {
        guard !chain.isEmpty else { throw .peerMisbehaved(.noCertificate) }
        let components: RSAPublicComponents
        do {
            components = try configuration.verifier.verify(chain, serverName: configuration.serverName)
        } catch { throw .certificate(error) }
        guard Backend.capabilities.rsaModulusBits.contains(components.modulusBits) else {
            throw .incompatible(.keyLength(components.modulusBits))
        }
        return try crypto { () throws(CryptoError) in try configuration.publicKeys.key(components) }
    }

    /// Steps 7 to 10.
    private func exchangeKeys(
        _ agreement: Agreement,
        _ key: any RSAPublicKey,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> SessionKeys {
        let premaster = try crypto { () throws(CryptoError) in try makePremaster(Backend.self) }
        let encrypted = try crypto { () throws(CryptoError) in try key.encryptPremaster(premaster) }
        try send(ClientKeyExchange(encryptedPremaster: encrypted).encoded, &records)
        let keys = try crypto { () throws(CryptoError) in
            try SessionKeys(premaster: premaster, agreement, transcript, Backend.self, keyLog: configuration.keyLog)
        }
        let changeCipherSpec = ChangeCipherSpec.encoded
        try records.write(.changeCipherSpec, changeCipherSpec.span)
        records.protectWriting(keys.client)
        let finished = try crypto { () throws(CryptoError) in try keys.finished(of: .client, transcript) }
        try send(finished.encoded, &records)
        return keys
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
private enum ClientState {
    case idle
    case expectServerHello(ClientHello)
    case expectCertificate(Agreement)
    case expectServerHelloDone(Agreement, any RSAPublicKey, chain: [[UInt8]])
    case expectChangeCipherSpec(SessionKeys, chain: [[UInt8]])
    case expectFinished(SessionKeys, chain: [[UInt8]])
    case established(NegotiatedParameters)
}

/// client_version and 46 random octets (RFC 5246 §7.4.7.1).
func makePremaster<Backend: CryptoBackend>(_: Backend.Type) throws(CryptoError) -> SecretBytes {
    var premaster = SecretBytes(zeroed: 48)
    try premaster.withMutableBytes { (octets) throws(CryptoError) in
        try Backend.fillRandom(&octets)
        octets[0] = UInt8(ProtocolVersion.tls12.rawValue >> 8)
        octets[1] = UInt8(ProtocolVersion.tls12.rawValue & 0xFF)
    }
    return premaster
}
