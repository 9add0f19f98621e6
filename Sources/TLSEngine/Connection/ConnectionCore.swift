internal import CryptoBackend
internal import TLSWire

/// What both ends of a connection have in common: records, alerts, reassembly of messages, application data, closing.
struct ConnectionCore {
    private(set) var phase: ConnectionPhase = .handshaking
    private var role: any HandshakeRole
    private var records = RecordLayer()
    private var messages = MessageBuffer()
    private var received: [UInt8] = []
    /// How much more a peer may send that carries nothing: warnings, HelloRequests, empty records. Data restores it, so that it
    /// ends floods and no connection that goes on.
    private var patience = Self.fullPatience
    private static var fullPatience: Int { 16 }

    init(_ role: any HandshakeRole) { self.role = role }

    var negotiated: NegotiatedParameters? { role.negotiated }
    var hasOutgoing: Bool { !records.outgoing.isEmpty }

    mutating func start() throws(HandshakeError) {
        do throws(HandshakeError) { try role.start(&records) } catch { throw fail(error) }
    }

    mutating func receive(_ octets: Span<UInt8>) throws(HandshakeError) {
        switch phase {
        case .failed: throw .misuse(.connectionIsOver)
        case .closed: return  // Data after close_notify is ignored (RFC 5246 §7.2.1).
        case .handshaking, .established, .closing: break
        }
        records.feed(octets)
        do throws(HandshakeError) {
            while phase != .closed, let record = try records.next() { try process(record) }
        } catch { throw fail(error) }
    }

    mutating func takeOutgoing() -> [UInt8] { records.takeOutgoing() }
    mutating func drainOutgoing(_ body: (Span<UInt8>) -> Void) { records.drainOutgoing(body) }

    mutating func takeReceived() -> [UInt8] {
        defer { received = [] }
        return received
    }

    mutating func drainReceived(_ body: (Span<UInt8>) -> Void) {
        guard !received.isEmpty else { return }
        body(received.span)
        received.removeAll(keepingCapacity: true)
    }

    mutating func send(_ data: Span<UInt8>) throws(HandshakeError) {
        guard phase == .established else { throw .misuse(.notEstablished) }
        guard !data.isEmpty else { return }
        do throws(HandshakeError) {
            if records.isWritingKeySpent { try role.updateWritingKey(&records) }
            try records.write(.applicationData, data)
        } catch { throw fail(error) }
    }

    mutating func close() {
        guard phase == .handshaking || phase == .established else { return }
        sendAlert(Alert(.warning, .closeNotify))
        phase = .closing
    }

    mutating func transportDidClose() throws(HandshakeError) {
        switch phase {
        case .closed, .failed: break
        case .closing: over(.closed)
        case .handshaking, .established: throw fail(.truncated)
        }
    }

    private mutating func process(_ record: RecordLayer.Record) throws(HandshakeError) {
        switch record.type {
        case .handshake:
            guard !record.fragment.isEmpty else { throw .peerMisbehaved(.emptyRecord) }
            records.withFragment(record) { messages.append($0) }
            while let message = try messages.next() { try process(message) }
        case .changeCipherSpec:
            let octets = records.octets(of: record)
            // A second octet is a second ChangeCipherSpec, which nobody waits for: a record may hold several messages
            // (RFC 5246 §6.2.1).
            guard let expected = role.expected, expected.message == nil, octets.count < 2 else {
                throw .peerMisbehaved(.unexpectedRecord(record.type.rawValue))
            }
            try decoding { () throws(DecodeError) in try ChangeCipherSpec.decode(octets) }
            guard messages.isEmpty else { throw .peerMisbehaved(.messageAcrossKeyChange) }
            try role.handleChangeCipherSpec(&records)
        case .alert:
            // As with handshake messages (RFC 5246 §6.2.1, RFC 8446 §5.4).
            guard !record.fragment.isEmpty else { throw .peerMisbehaved(.emptyRecord) }
            let octets = records.octets(of: record)
            try process(try decoding { () throws(DecodeError) in try Alert(decoding: octets) })
        case .applicationData:
            guard phase != .handshaking, messages.isEmpty || role.allowsInterleaving else {
                throw .peerMisbehaved(.unexpectedRecord(record.type.rawValue))
            }
            guard !record.fragment.isEmpty else { return try losePatience() }
            patience = Self.fullPatience
            records.withFragment(record) { append($0, to: &received) }
        }
    }

    private mutating func process(_ message: HandshakeMessage) throws(HandshakeError) {
        if role.refusesRenegotiation, try refuseRenegotiation(message) { return }
        guard let step = role.step(for: message.type) else {
            throw .peerMisbehaved(.unexpectedMessage(message.type, expected: role.expected))
        }
        // What may come after the handshake asks for work and brings no data.
        if phase != .handshaking { try losePatience() }
        let epoch = records.readingEpoch
        try role.handle(step, message.whole, body: message.body, &records)
        // The first message of the other side settles the version.
        if !records.isVersionSettled, let successor = role.successor { role = successor }
        guard records.readingEpoch == epoch || messages.isEmpty else { throw .peerMisbehaved(.messageAcrossKeyChange) }
        records.isVersionSettled = true
        if role.negotiated != nil, phase == .handshaking { phase = .established }
    }

    /// Refuses a request for another handshake on this connection; false if the message is not one.
    private mutating func refuseRenegotiation(_ message: HandshakeMessage) throws(HandshakeError) -> Bool {
        if message.type == HandshakeType.helloRequest.rawValue, role.peer == .client {
            // Not part of the transcript; ignored while a handshake runs (RFC 5246 §7.4.1.1).
            try decoding { () throws(DecodeError) in try ServerHelloDone.decode(message.body) }
            try losePatience()
            if phase != .handshaking { sendAlert(Alert(.warning, .noRenegotiation)) }
            return true
        }
        if message.type == HandshakeType.clientHello.rawValue, role.peer == .server, phase != .handshaking {
            try losePatience()
            sendAlert(Alert(.warning, .noRenegotiation))
            return true
        }
        return false
    }

    private mutating func process(_ alert: Alert) throws(HandshakeError) {
        switch (alert.level, alert.description) {
        case (_, .closeNotify):
            if phase != .closing { sendAlert(Alert(.warning, .closeNotify)) }
            over(.closed)
        case (.fatal, _):
            throw role.expected == .serverHello ? .helloRefused(alert.description) : .alertReceived(alert.description)
        case (.warning, let description):
            guard role.toleratesWarnings || description == .userCanceled else { throw .alertReceived(description) }
            try losePatience()
        }
    }

    private mutating func losePatience() throws(HandshakeError) {
        patience -= 1
        guard patience > 0 else { throw .peerMisbehaved(.floodOfWarnings) }
    }

    private mutating func sendAlert(_ alert: Alert) {
        // Nothing is left to be told if even the alert cannot be protected.
        let octets = alert.encoded
        do throws(HandshakeError) { try records.write(.alert, octets.span) } catch { phase = .failed }
    }

    private mutating func fail(_ error: HandshakeError) -> HandshakeError {
        if let alert = error.alert { sendAlert(Alert(.fatal, alert)) }
        // Whose transport merely ended may come back.
        over(.failed, mayResume: error == .truncated)
        return error
    }

    private mutating func over(_ end: ConnectionPhase, mayResume: Bool = true) {
        phase = end
        records.forget()
        role.forget(mayResume: mayResume)
        messages = MessageBuffer()
    }
}
