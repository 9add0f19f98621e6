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
    /// Lets all secrets go. After a fatal alert the session is not to be resumed either (RFC 5246 §7.2.2).
    func forget(mayResume: Bool)
}

extension HandshakeRole {
    /// Adds a message to the transcript.
    func append(_ message: [UInt8]) throws(HandshakeError) {
        try crypto { () throws(CryptoError) in try transcript.append(message) }
    }

    /// Sends a message, which is part of the transcript.
    func send(_ message: [UInt8], _ records: inout RecordLayer) throws(HandshakeError) {
        try append(message)
        try records.write(.handshake, message.span)
    }

    /// Steps 9 and 10 of a client, 11 and 12 of a server: ChangeCipherSpec, and Finished under the keys.
    func sendFinished(_ keys: SessionKeys, _ records: inout RecordLayer) throws(HandshakeError) {
        let changeCipherSpec = ChangeCipherSpec.encoded
        try records.write(.changeCipherSpec, changeCipherSpec.span)
        records.protectWriting(peer == .client ? keys.client : keys.server)
        let finished = try crypto { () throws(CryptoError) in try keys.finished(of: peer, transcript) }
        try send(finished.encoded, &records)
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
