internal import CryptoBackend
internal import TLSWire

/// The client's half of the handshake of TLS 1.3, from ServerHello on (RFC 8446 §A.1).
final class TLS13ClientHandshake<Backend: CryptoBackend>: HandshakeRole {
    var peer: Peer { .client }
    var refusesRenegotiation: Bool { false }
    var toleratesWarnings: Bool { false }
    var allowsInterleaving: Bool { false }

    let configuration: ClientConfiguration<Backend>
    let transcript: Transcript
    private var state: TLS13ClientState

    /// Continues from a ClientHello that was sent and is in the transcript.
    init(
        _ configuration: ClientConfiguration<Backend>,
        _ transcript: Transcript,
        _ hello: ClientHello,
        _ offer: TLS13Offer
    ) {
        self.configuration = configuration
        self.transcript = transcript
        state = .expectServerHello(TLS13SentHello(hello: hello, offer: offer))
    }

    var expected: HandshakeStep? {
        switch state {
        case .expectServerHello: .serverHello
        case .expectEncryptedExtensions: .encryptedExtensions
        case .expectCertificate: .certificate
        case .expectCertificateVerify: .serverCertificateVerify
        case .expectFinished: .serverFinished
        case .established, .over: nil
        }
    }

    var optional: HandshakeStep? {
        if case .expectCertificate(let flight) = state, flight.request == nil { .certificateRequest } else { nil }
    }

    func step(for type: UInt8) -> HandshakeStep? {
        if case .established = state {
            switch type {
            case HandshakeType.newSessionTicket.rawValue: return .newSessionTicket
            case HandshakeType.keyUpdate.rawValue: return .serverKeyUpdate
            default: return nil
            }
        }
        return awaitedStep(for: type)
    }

    var negotiated: NegotiatedParameters? {
        if case .established(let connection) = state { connection.parameters } else { nil }
    }

    /// ClientHello is sent already.
    func start(_ records: inout RecordLayer) throws(HandshakeError) { throw .misuse(.connectionIsOver) }

    /// Takes the first answer to ClientHello, which chose TLS 1.3.
    func begin(_ answer: ServerHello, _ message: [UInt8], _ records: inout RecordLayer) throws(HandshakeError) {
        guard case .expectServerHello(let sent) = state else { throw .misuse(.connectionIsOver) }
        state = try take(answer, message, sent, &records)
    }

    func handle(
        _ step: HandshakeStep,
        _ message: [UInt8],
        body: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        switch state {
        case .expectServerHello(let sent):
            let answer = try decoding { () throws(DecodeError) in try ServerHello(decoding: body) }
            state = try take(answer, message, sent, &records)
        case .expectEncryptedExtensions(let flight):
            try append(message)
            try takeExtensions(body, flight, &records)
            state = flight.isResumed ? .expectFinished(flight) : .expectCertificate(flight)
        case .expectCertificate(let flight) where step == .certificateRequest:
            try append(message)
            flight.request = try decoding { () throws(DecodeError) in try TLS13.CertificateRequest(decoding: body) }
            guard flight.request?.requestContext.isEmpty ?? true else { throw .peerMisbehaved(.wrongRequestContext) }
        case .expectCertificate(let flight):
            try append(message)
            flight.chain = try chain(body)
            let key = try verifiedKey(of: flight.chain)
            state = .expectCertificateVerify(flight, key.verifying, key.schemes(Backend.self))
        case .expectCertificateVerify(let flight, let key, let schemes):
            flight.scheme = try transcript.check(
                certificateVerify: body,
                of: .server,
                by: key,
                among: schemes
            )
            try append(message)
            state = .expectFinished(flight)
        case .expectFinished(let flight):
            try transcript.check(finished: body, flight.secrets.server)
            try append(message)
            state = .established(try finish(flight, &records))
        case .established(let connection) where step == .newSessionTicket:
            try keep(body, connection)
        case .established(let connection):
            try connection.traffic.handleKeyUpdate(body, &records)
        case .over:
            preconditionFailure("only the expected message is handed on")
        }
    }

    /// TLS 1.3 has none that means something.
    func handleChangeCipherSpec(_ records: inout RecordLayer) throws(HandshakeError) {
        throw .peerMisbehaved(.unexpectedRecord(ContentType.changeCipherSpec.rawValue))
    }

    func updateWritingKey(_ records: inout RecordLayer) throws(HandshakeError) {
        if case .established(let connection) = state { try connection.traffic.updateWriting(&records) }
    }

    func forget(mayResume: Bool) {
        if !mayResume { configuration.sessions?.remove(configuration.serverName) }
        if case .established = state { return }
        state = .over
    }

    /// ServerHello, or a retry.
    private func take(
        _ answer: ServerHello,
        _ message: [UInt8],
        _ sent: TLS13SentHello,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> TLS13ClientState {
        let suite = try chosenSuite(answer, sent)
        if answer.isRetryRequest {
            return .expectServerHello(try retry(answer, message, suite, sent, &records))
        }
        return .expectEncryptedExtensions(try agree(answer, message, suite, sent, &records))
    }

    private func chain(_ body: [UInt8]) throws(HandshakeError) -> [[UInt8]] {
        let message = try decoding { () throws(DecodeError) in try TLS13.Certificate(decoding: body) }
        guard message.requestContext.isEmpty else { throw .peerMisbehaved(.wrongRequestContext) }
        guard !message.chain.isEmpty else { throw .peerMisbehaved(.noCertificate) }
        return message.chain
    }
}

/// What is waited for, with what is known by then.
private enum TLS13ClientState {
    case expectServerHello(TLS13SentHello)
    case expectEncryptedExtensions(TLS13ServerFlight)
    case expectCertificate(TLS13ServerFlight)
    case expectCertificateVerify(TLS13ServerFlight, any VerifyingKey, [SignatureScheme])
    case expectFinished(TLS13ServerFlight)
    case established(TLS13ClientConnection)
    case over
}

/// A ClientHello, and what it was answered with if that was a retry. An object, as states hold it.
final class TLS13SentHello {
    let hello: ClientHello
    let offer: TLS13Offer
    /// The suite that HelloRetryRequest has named.
    let retriedSuite: CipherSuite?

    init(hello: ClientHello, offer: TLS13Offer, retriedSuite: CipherSuite? = nil) {
        self.hello = hello
        self.offer = offer
        self.retriedSuite = retriedSuite
    }
}

/// What a client knows of the server before the server's Finished.
final class TLS13ServerFlight {
    let suite: TLS13Suite
    let group: KeyExchangeGroup
    let secrets: TLS13Secrets
    let hello: ClientHello
    let isResumed: Bool
    var chain: [[UInt8]]
    var scheme: SignatureScheme?
    var applicationProtocol: String?
    /// What the server wants of the client's certificate.
    var request: TLS13.CertificateRequest?

    init(
        suite: TLS13Suite,
        group: KeyExchangeGroup,
        secrets: TLS13Secrets,
        hello: ClientHello,
        resumed session: Session?
    ) {
        self.suite = suite
        self.group = group
        self.secrets = secrets
        self.hello = hello
        isResumed = session != nil
        chain = session?.peerCertificates ?? []
    }
}

/// What a client has once the handshake is over.
final class TLS13ClientConnection {
    let parameters: NegotiatedParameters
    let traffic: TLS13Traffic
    let resumption: ResumptionSecret

    init(parameters: NegotiatedParameters, traffic: TLS13Traffic, resumption: ResumptionSecret) {
        self.parameters = parameters
        self.traffic = traffic
        self.resumption = resumption
    }
}
