internal import CryptoBackend
internal import TLSWire

/// One side's half of the handshake: what it waits for, and what it does when that comes.
protocol HandshakeRole: AnyObject {
    /// Which end this is.
    var peer: Peer { get }
    /// What the other side has to send now; nil before the start and after the end.
    var expected: HandshakeStep? { get }
    /// A message that may come before ``expected``, if the other side wants it to.
    var optional: HandshakeStep? { get }
    /// What was agreed on, once the handshake is over.
    var negotiated: NegotiatedParameters? { get }
    /// All messages so far, of both sides.
    var transcript: Transcript { get }

    /// The role of another version that takes this one's place.
    var successor: (any HandshakeRole)? { get }
    /// Whether another handshake on this connection is refused by a warning; else asking for one is an error.
    var refusesRenegotiation: Bool { get }
    /// Whether the connection survives a warning; otherwise every alert but user_canceled ends it (RFC 8446 §6).
    var toleratesWarnings: Bool { get }
    /// Whether application data may come between the records of one handshake message (RFC 5246 §6.2.1); else none may
    /// (RFC 8446 §5.1).
    var allowsInterleaving: Bool { get }

    /// What a message of `type` would be now; nil if it has no place.
    func step(for type: UInt8) -> HandshakeStep?

    /// Sends what comes first.
    func start(_ records: inout RecordLayer) throws(HandshakeError)
    /// Takes the message of ``expected`` or of ``optional``: the whole of it, and its body alone.
    func handle(
        _ step: HandshakeStep,
        _ message: [UInt8],
        body: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError)
    /// Takes ChangeCipherSpec, which was ``expected``.
    func handleChangeCipherSpec(_ records: inout RecordLayer) throws(HandshakeError)
    /// Takes another key for what is sent.
    func updateWritingKey(_ records: inout RecordLayer) throws(HandshakeError)
    /// Lets all secrets go. After a fatal alert the session is not to be resumed either (RFC 5246 §7.2.2).
    func forget(mayResume: Bool)
}

extension HandshakeRole {
    var successor: (any HandshakeRole)? { nil }
    var refusesRenegotiation: Bool { true }
    var toleratesWarnings: Bool { true }
    var allowsInterleaving: Bool { true }

    func step(for type: UInt8) -> HandshakeStep? { awaitedStep(for: type) }

    /// ``expected`` or ``optional``, if it is a message of `type`.
    func awaitedStep(for type: UInt8) -> HandshakeStep? {
        if let expected, expected.message?.rawValue == type { return expected }
        if let optional, optional.message?.rawValue == type { return optional }
        return nil
    }

    func updateWritingKey(_ records: inout RecordLayer) throws(HandshakeError) {}

    /// Adds a message to the transcript.
    func append(_ message: [UInt8]) throws(HandshakeError) {
        try crypto { () throws(CryptoError) in try transcript.append(message) }
    }

    /// Sends a message, which is part of the transcript.
    func send(_ message: [UInt8], _ records: inout RecordLayer) throws(HandshakeError) {
        try append(message)
        try records.write(.handshake, message.span)
    }
}

/// Runs an operation of the backend; its error becomes the connection's.
func crypto<Result: ~Copyable>(
    _ body: () throws(CryptoError) -> Result
) throws(HandshakeError) -> Result {
    do { return try body() } catch { throw .crypto(error) }
}

/// Decodes a message; its error becomes the connection's.
func decoding<Result>(_ body: () throws(DecodeError) -> Result) throws(HandshakeError) -> Result {
    do { return try body() } catch { throw .invalidMessage(error) }
}
