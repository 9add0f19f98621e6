internal import CryptoBackend
internal import TLSWire

/// The server's half of the handshake of TLS 1.3 (RFC 8446 §A.2).
final class TLS13ServerHandshake<Backend: CryptoBackend>: HandshakeRole {
    var peer: Peer { .server }
    var refusesRenegotiation: Bool { false }
    var toleratesWarnings: Bool { false }
    var allowsInterleaving: Bool { false }

    let configuration: ServerConfiguration<Backend>
    let transcript: Transcript
    private var state = TLS13ServerState.over

    /// Continues from a ClientHello that names TLS 1.3 and is not in the transcript yet.
    init(_ configuration: ServerConfiguration<Backend>, _ transcript: Transcript) {
        self.configuration = configuration
        self.transcript = transcript
    }

    var expected: HandshakeStep? {
        switch state {
        case .expectSecondHello: .clientHello
        case .expectClientCertificate: .clientCertificate
        case .expectCertificateVerify: .certificateVerify
        case .expectFinished: .clientFinished
        case .established, .over: nil
        }
    }

    /// A server never leaves a message to the client's choice.
    var optional: HandshakeStep? { nil }

    func step(for type: UInt8) -> HandshakeStep? {
        if case .established = state { return type == HandshakeType.keyUpdate.rawValue ? .clientKeyUpdate : nil }
        return awaitedStep(for: type)
    }

    var negotiated: NegotiatedParameters? {
        if case .established(let parameters, _) = state { parameters } else { nil }
    }

    /// The client speaks first.
    func start(_ records: inout RecordLayer) throws(HandshakeError) { throw .misuse(.connectionIsOver) }

    /// Answers the first ClientHello.
    func begin(_ hello: ClientHello, _ message: [UInt8], _ records: inout RecordLayer) throws(HandshakeError) {
        records.ignoresVersion = true
        records.droppableChangeCipherSpecs = droppableChangeCipherSpecs
        let choice = try choose(hello, message)
        guard let share = choice.share else {
            try sendRetry(choice, hello, message, &records)
            state = .expectSecondHello(hello, choice)
            return
        }
        state = try answer(hello, message, choice, share, &records)
    }

    func handle(
        _ step: HandshakeStep,
        _ message: [UInt8],
        body: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        switch state {
        case .expectSecondHello(let first, let retried):
            let hello = try decoding { () throws(DecodeError) in try ClientHello(decoding: body) }
            let share = try checkSecond(hello, first, retried)
            records.endEarlyData()
            let choice = try choose(hello, message, after: retried)
            state = try answer(hello, message, choice, share, &records)
        case .expectClientCertificate(let flight):
            try append(message)
            if let shown = try clientCertificate(body) {
                state = .expectCertificateVerify(flight, shown)
            } else {
                state = .expectFinished(flight)
            }
        case .expectCertificateVerify(let flight, let shown):
            _ = try transcript.check(
                certificateVerify: body,
                of: .client,
                by: shown.key,
                among: shown.schemes
            )
            try append(message)
            flight.chain = shown.chain
            state = .expectFinished(flight)
        case .expectFinished(let flight):
            try transcript.check(finished: body, flight.secrets.client)
            try append(message)
            try flight.traffic.beginReading(&records)
            try sendTickets(flight, &records)
            state = .established(flight.parameters, flight.traffic)
        case .established(_, let traffic):
            try traffic.handleKeyUpdate(body, &records)
        case .over:
            preconditionFailure("only the expected message is handed on")
        }
    }

    /// TLS 1.3 has none that means something.
    func handleChangeCipherSpec(_ records: inout RecordLayer) throws(HandshakeError) {
        throw .peerMisbehaved(.unexpectedRecord(ContentType.changeCipherSpec.rawValue))
    }

    func updateWritingKey(_ records: inout RecordLayer) throws(HandshakeError) {
        if case .established(_, let traffic) = state { try traffic.updateWriting(&records) }
    }

    /// A ticket stays good: it may serve other connections.
    func forget(mayResume: Bool) {
        if case .established = state { return }
        state = .over
    }

    /// ServerHello up to the server's Finished.
    private func answer(
        _ hello: ClientHello,
        _ message: [UInt8],
        _ choice: TLS13Choice,
        _ share: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> TLS13ServerState {
        let flight = try sendFlight(hello, message, choice, share, &records)
        return flight.asksForCertificate ? .expectClientCertificate(flight) : .expectFinished(flight)
    }
}

/// What is waited for, with what is known by then.
private enum TLS13ServerState {
    indirect case expectSecondHello(ClientHello, TLS13Choice)
    case expectClientCertificate(TLS13ClientFlight)
    case expectCertificateVerify(TLS13ClientFlight, ShownCertificate)
    case expectFinished(TLS13ClientFlight)
    case established(NegotiatedParameters, TLS13Traffic)
    case over
}

/// How many of them are dropped before they are too many; a peer sends one (RFC 8446 §D.4).
let droppableChangeCipherSpecs = 16
