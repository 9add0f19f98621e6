internal import CryptoBackend
internal import TLSWire

/// The server's half of the handshake (RFC 5246 §7.3).
final class ServerHandshake<Backend: CryptoBackend>: HandshakeRole {
    var peer: Peer { .server }

    let configuration: ServerConfiguration<Backend>
    let transcript: Transcript
    private var state = ServerState.expectClientHello
    private(set) var successor: (any HandshakeRole)?

    init(_ configuration: ServerConfiguration<Backend>) {
        self.configuration = configuration
        transcript = Transcript(keepsMessages: configuration.clientAuthentication != nil)
    }

    var expected: HandshakeStep? {
        switch state {
        case .expectClientHello: .clientHello
        case .expectClientCertificate: .clientCertificate
        case .expectClientKeyExchange: .clientKeyExchange
        case .expectCertificateVerify: .certificateVerify
        case .expectChangeCipherSpec: .clientChangeCipherSpec
        case .expectFinished: .clientFinished
        case .established, .over: nil
        }
    }

    /// A server never leaves a message to the client's choice.
    var optional: HandshakeStep? { nil }

    var negotiated: NegotiatedParameters? {
        if case .established(let parameters, _) = state { parameters } else { nil }
    }

    /// The client speaks first.
    func start(_ records: inout RecordLayer) throws(HandshakeError) {}

    func handle(
        _ step: HandshakeStep,
        _ message: [UInt8],
        body: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        switch state {
        case .expectClientHello:
            let hello = try decoding { () throws(DecodeError) in try ClientHello(decoding: body) }
            if try speaksTLS13(hello) {
                let next = TLS13ServerHandshake(configuration, transcript)
                transcript.keepNoMessages()
                try next.begin(hello, message, &records)
                successor = next
                state = .over
                return
            }
            try append(message)
            state = try answer(hello, &records)
        case .expectClientCertificate(let agreement, let exchange):
            try append(message)
            state = .expectClientKeyExchange(agreement, exchange, try clientCertificate(body))
        case .expectClientKeyExchange(let agreement, let exchange, let client):
            try append(message)
            if client == nil { transcript.keepNoMessages() }
            let keys = try deriveKeys(agreement, exchange, body)
            state =
                client.map { .expectCertificateVerify(keys, $0) } ?? .expectChangeCipherSpec(keys, chain: [])
        case .expectCertificateVerify(let keys, let client):
            try client.check(body, over: transcript.takeMessages())
            try append(message)
            state = .expectChangeCipherSpec(keys, chain: client.chain)
        case .expectFinished(let keys, let chain):
            try keys.check(body, of: .client, transcript)
            try append(message)
            if keys.agreement.resumption == .none { try finish(keys, chain, &records) }
            let parameters = keys.agreement.parameters(peerCertificates: chain)
            state = .established(parameters, sessionID: keys.agreement.sessionID)
        case .expectChangeCipherSpec, .established, .over:
            preconditionFailure("only the expected message is handed on")
        }
    }

    /// Step 9.
    func handleChangeCipherSpec(_ records: inout RecordLayer) throws(HandshakeError) {
        guard case .expectChangeCipherSpec(let keys, let chain) = state else {
            preconditionFailure("only an expected ChangeCipherSpec is handed on")
        }
        records.protectReading(keys.client)
        state = .expectFinished(keys, chain: chain)
    }

    func forget(mayResume: Bool) {
        if !mayResume, let sessionID { configuration.sessions?.remove(sessionID) }
        if case .established = state { return }
        state = .over
    }

    /// The id of this connection's session, once a Finished is to prove that it is the client's.
    private var sessionID: [UInt8]? {
        switch state {
        case .expectFinished(let keys, _): keys.agreement.sessionID
        case .established(_, let sessionID): sessionID
        default: nil
        }
    }

    /// Whether TLS 1.3 is the newest common version. Throws without a common version (RFC 8446 §4.2.1), and if a client has fallen
    /// back from a newer one (RFC 7507 §3).
    private func speaksTLS13(_ hello: ClientHello) throws(HandshakeError) -> Bool {
        let speaks = try hasTLS13(hello)
        guard speaks || !configuration.versions.contains(.tls13) || !hello.cipherSuites.contains(.fallbackSCSV) else {
            throw .incompatible(.inappropriateFallback)
        }
        return speaks
    }

    private func hasTLS13(_ hello: ClientHello) throws(HandshakeError) -> Bool {
        let own = configuration.versions
        guard let offered = hello.extensions.supportedVersions else {
            guard own.contains(.tls12) else { throw .incompatible(.clientVersion(hello.version.rawValue)) }
            return false
        }
        // Whatever else is offered, SSL 3.0 must not be what the hello is written in (RFC 8446 §D.5).
        guard hello.version.rawValue > 0x0300 else { throw .incompatible(.clientVersion(hello.version.rawValue)) }
        if own.contains(.tls13), offered.contains(.tls13) { return true }
        guard own.contains(.tls12), offered.contains(.tls12) else { throw .incompatible(.noCommonVersion) }
        return false
    }

    /// Steps 3 to 6.
    private func answer(_ hello: ClientHello, _ records: inout RecordLayer) throws(HandshakeError) -> ServerState {
        try check(hello)
        records.limit(peer: hello.extensions.recordSizeLimit, own: configuration.recordSizeLimit)
        let applicationProtocol = try applicationProtocol(hello, among: configuration.applicationProtocols)
        if let found = try resumable(hello) {
            transcript.keepNoMessages()
            let keys = try resume(found, hello, applicationProtocol, &records)
            return .expectChangeCipherSpec(keys, chain: found.session.peerCertificates)
        }
        let choice = try choose(hello)
        let agreement = try agree(hello, choice, applicationProtocol)
        try sendHello(agreement, hello, &records)
        try send(configuration.identity.encodedCertificate, &records)
        let exchange = try sendKeyExchange(agreement, hello, &records)
        if let authentication = configuration.clientAuthentication {
            let request = CertificateRequest(
                certificateTypes: Backend.capabilities.certificateTypes,
                signatureAlgorithms: Backend.capabilities.signatureSchemes.map(\.rawValue),
                authorities: authentication.authorities
            )
            try send(request.encoded, &records)
        }
        try send(ServerHelloDone.encoded, &records)
        return configuration.clientAuthentication == nil
            ? .expectClientKeyExchange(agreement, exchange, nil) : .expectClientCertificate(agreement, exchange)
    }
}

/// What is waited for, with what is known by then.
private enum ServerState {
    case expectClientHello
    case expectClientCertificate(Agreement, ServerExchange)
    case expectClientKeyExchange(Agreement, ServerExchange, ShownCertificate?)
    case expectCertificateVerify(SessionKeys, ShownCertificate)
    case expectChangeCipherSpec(SessionKeys, chain: [[UInt8]])
    case expectFinished(SessionKeys, chain: [[UInt8]])
    case established(NegotiatedParameters, sessionID: [UInt8])
    case over
}
