internal import CryptoBackend
internal import TLSWire

/// All handshake messages so far (RFC 5246 §7.4.9, RFC 8446 §4.4.1): kept until the suite's hash is known, and hashed from then on.
final class Transcript {
    /// One value, so that a message is one access to this object, which the runtime checks.
    private var messages: TranscriptMessages

    init(keepsMessages: Bool = false) { messages = TranscriptMessages(keepsMessages: keepsMessages) }

    /// Appends a whole message, with its header.
    func append(_ message: [UInt8]) throws(CryptoError) { try messages.append(message) }

    /// The hash is known from ServerHello on.
    func begin(_ algorithm: HashAlgorithm, _ backend: any CryptoBackend.Type) throws(CryptoError) {
        try messages.begin(algorithm, backend)
    }

    /// The hash is known from HelloRetryRequest on, and the first ClientHello goes in by its digest alone (RFC 8446 §4.4.1), so
    /// that a server need not keep it.
    func beginAfterRetry(_ algorithm: HashAlgorithm, _ backend: any CryptoBackend.Type) throws(CryptoError) {
        try messages.beginAfterRetry(algorithm, backend)
    }

    /// The hash of the messages so far and of a part of the next, by the hash of a session to resume where no other is known yet.
    func currentDigest(
        followedBy part: Span<UInt8>,
        _ algorithm: HashAlgorithm,
        _ backend: any CryptoBackend.Type
    ) throws(CryptoError) -> Digest {
        try messages.currentDigest(followedBy: part, algorithm, backend)
    }

    /// The hash of the messages so far.
    func currentDigest() throws(CryptoError) -> Digest { try messages.currentDigest() }

    /// All messages so far (RFC 5246 §7.4.8), which are not kept any longer.
    func takeMessages() -> [UInt8] { messages.take() }

    /// There will be no CertificateVerify. Before the hash is known, messages are kept all the same, for it.
    func keepNoMessages() { messages.keepNone() }
}
