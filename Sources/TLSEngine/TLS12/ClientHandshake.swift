internal import CryptoBackend
internal import TLSWire

/// The client's half of the handshake (RFC 5246 §7.3).
final class ClientHandshake<Backend: CryptoBackend>: HandshakeRole {
    var peer: Peer { .client }

    let configuration: ClientConfiguration<Backend>
    let transcript: Transcript
    private var state = ClientState.idle
    private(set) var successor: (any HandshakeRole)?

    init(_ configuration: ClientConfiguration<Backend>) {
        self.configuration = configuration
        transcript = Transcript(keepsMessages: configuration.identity != nil)
    }

    var expected: HandshakeStep? {
        switch state {
        case .idle, .established: nil
        case .expectServerHello: .serverHello
        case .expectCertificate: .certificate
        case .expectServerKeyExchange: .serverKeyExchange
        case .expectServerHelloDone: .serverHelloDone
        case .expectNewSessionTicket: .newSessionTicket
        case .expectChangeCipherSpec: .serverChangeCipherSpec
        case .expectFinished: .serverFinished
        }
    }

    var optional: HandshakeStep? {
        if case .expectServerHelloDone(let flight) = state, flight.request == nil { .certificateRequest } else { nil }
    }

    var negotiated: NegotiatedParameters? {
        if case .established(let parameters) = state { parameters } else { nil }
    }

    /// Step 2.
    func start(_ records: inout RecordLayer) throws(HandshakeError) {
        guard case .idle = state else { throw .misuse(.connectionIsOver) }
        let resumable = resumableSession
        var hello = try offer(resuming: resumable)
        let offer = try offerTLS13(resuming: resumable, into: &hello)
        guard !hello.cipherSuites.isEmpty else { throw .incompatible(.noCommonCipherSuite) }
        if let offer {
            try send(try offer.message(&hello, transcript, Backend.self), &records)
            records.droppableChangeCipherSpecs = droppableChangeCipherSpecs
        } else {
            try send(hello.encoded, &records)
        }
        state = .expectServerHello(hello, offer, resumable?.session.version == .tls12 ? resumable : nil)
    }

    func handle(
        _ step: HandshakeStep,
        _ message: [UInt8],
        body: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        if case .expectFinished(let pending) = state {
            try pending.keys.check(body, of: .server, transcript)
            try append(message)
            if pending.isResumed { try sendFinished(pending.keys, &records) }
            keep(pending)
            state = .established(pending.keys.agreement.parameters(peerCertificates: pending.chain))
            return
        }
        if case .expectServerHello(let hello, let offer, let resumable) = state {
            let answer = try decoding { () throws(DecodeError) in try ServerHello(decoding: body) }
            if let offer, try isTLS13(answer) {
                let next = TLS13ClientHandshake(configuration, transcript, hello, offer)
                transcript.keepNoMessages()
                try next.begin(answer, message, &records)
                successor = next
                state = .idle
                return
            }
            records.droppableChangeCipherSpecs = nil
            try append(message)
            state = try take(answer, to: hello, resumable, &records)
            return
        }
        try append(message)
        switch state {
        case .expectCertificate(let agreement):
            let chain = try decoding { () throws(DecodeError) in try CertificateMessage(decoding: body) }.chain
            let flight = ServerFlight(agreement: agreement, key: try publicKey(chain, agreement), chain: chain)
            let isRSA = agreement.cipherSuite.keyExchange == .rsa
            state = isRSA ? .expectServerHelloDone(flight) : .expectServerKeyExchange(flight)
        case .expectServerKeyExchange(let flight):
            try flight.takeShare(body, configuration.namedGroups, Backend.self)
            state = .expectServerHelloDone(flight)
        case .expectServerHelloDone(let flight) where step == .certificateRequest:
            flight.request = try decoding { () throws(DecodeError) in try CertificateRequest(decoding: body) }
        case .expectServerHelloDone(let flight):
            try decoding { () throws(DecodeError) in try ServerHelloDone.decode(body) }
            let pending = PendingSession(keys: try exchangeKeys(flight, &records), chain: flight.chain)
            state =
                flight.agreement.promisesTicket ? .expectNewSessionTicket(pending) : .expectChangeCipherSpec(pending)
        case .expectNewSessionTicket(let pending):
            pending.ticket = try decoding { () throws(DecodeError) in try NewSessionTicket(decoding: body) }
            state = .expectChangeCipherSpec(pending)
        case .idle, .expectServerHello, .expectChangeCipherSpec, .expectFinished, .established:
            preconditionFailure("only the expected message is handed on")
        }
    }

    /// Step 11.
    func handleChangeCipherSpec(_ records: inout RecordLayer) throws(HandshakeError) {
        guard case .expectChangeCipherSpec(let pending) = state else {
            preconditionFailure("only an expected ChangeCipherSpec is handed on")
        }
        records.protectReading(pending.keys.server)
        state = .expectFinished(pending)
    }

    func forget(mayResume: Bool) {
        if !mayResume { configuration.sessions?.remove(configuration.serverName) }
        if case .established = state { return }
        state = .idle
    }

    /// Step 3: a session that goes on, or a new one.
    private func take(
        _ answer: ServerHello,
        to hello: ClientHello,
        _ resumable: ResumableSession?,
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> ClientState {
        var agreement = try agree(hello, answer)
        try crypto { () throws(CryptoError) in try transcript.begin(agreement.hash, Backend.self) }
        records.limit(peer: answer.extensions.recordSizeLimit, own: configuration.recordSizeLimit)
        guard let resumable, !answer.sessionID.isEmpty, answer.sessionID == hello.sessionID else {
            return .expectCertificate(agreement)
        }
        transcript.keepNoMessages()
        let session = resumable.session
        guard answer.cipherSuite == session.cipherSuite else {
            throw .peerMisbehaved(.otherCipherSuiteOfSession(answer.cipherSuite.rawValue))
        }
        // RFC 7627 §5.3: the session that goes on had it.
        guard agreement.usesExtendedMasterSecret else { throw .peerMisbehaved(.sessionWithoutExtendedMasterSecret) }
        agreement.resumption = resumable.ticket.isEmpty ? .sessionID : .ticket
        let keys = try crypto { () throws(CryptoError) in
            try SessionKeys(resuming: session, agreement, Backend.self, keyLog: configuration.keyLog)
        }
        let pending = PendingSession(keys: keys, chain: session.peerCertificates)
        return agreement.promisesTicket ? .expectNewSessionTicket(pending) : .expectChangeCipherSpec(pending)
    }

    /// Step 4: the key of a chain that is trusted.
    private func publicKey(_ chain: [[UInt8]], _ agreement: Agreement) throws(HandshakeError) -> PeerKey {
        guard !chain.isEmpty else { throw .peerMisbehaved(.noCertificate) }
        let key: CertificateKey
        do {
            key = try configuration.verifier.verify(
                chain,
                serverName: configuration.serverName,
                usage: agreement.cipherSuite.keyExchange == .rsa ? .keyEncipherment : .digitalSignature
            )
        } catch { throw .certificate(error) }
        guard key.kind == agreement.cipherSuite.keyKind else { throw .peerMisbehaved(.keyOfOtherKind(key.kind)) }
        return try usable(key, configuration.capabilities) { (key) throws(CryptoError) in
            try configuration.publicKeys.key(key)
        }
    }
}

/// What is waited for, with what is known by then. Large values are boxed: else the case would be told by spare bits of them, some
/// of which nobody has written, and memcheck could not tell that from a leak.
private enum ClientState {
    case idle
    indirect case expectServerHello(ClientHello, TLS13Offer?, ResumableSession?)
    indirect case expectCertificate(Agreement)
    case expectServerKeyExchange(ServerFlight)
    case expectServerHelloDone(ServerFlight)
    case expectNewSessionTicket(PendingSession)
    case expectChangeCipherSpec(PendingSession)
    case expectFinished(PendingSession)
    case established(NegotiatedParameters)
}
