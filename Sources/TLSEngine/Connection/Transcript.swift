internal import CryptoBackend
internal import TLSWire

/// All handshake messages so far (RFC 5246 §7.4.9, RFC 8446 §4.4.1): kept until the suite's hash is known, and hashed from then on.
final class Transcript {
    private var messages: [UInt8] = []
    private var hash: (any HashContext)?
    /// Whether the messages themselves are kept for CertificateVerify, whose hash is another one than the suite's.
    private var keepsMessages: Bool

    init(keepsMessages: Bool = false) { self.keepsMessages = keepsMessages }

    /// Appends a whole message, with its header.
    func append(_ message: [UInt8]) throws(CryptoError) {
        if hash == nil || keepsMessages { messages += message }
        try hash?.update(message.span)
    }

    /// The hash is known from ServerHello on.
    func begin(_ algorithm: HashAlgorithm, _ backend: any CryptoBackend.Type) throws(CryptoError) {
        var context = try backend.hash(algorithm)
        let messages = messages
        try context.update(messages.span)
        hash = context
        if !keepsMessages { self.messages = [] }
    }

    /// The hash is known from HelloRetryRequest on, and the first ClientHello goes in by its digest alone (RFC 8446 §4.4.1), so
    /// that a server need not keep it.
    func beginAfterRetry(_ algorithm: HashAlgorithm, _ backend: any CryptoBackend.Type) throws(CryptoError) {
        let nothing: [UInt8] = []
        let first = try currentDigest(followedBy: nothing.span, algorithm, backend).octets
        var context = try backend.hash(algorithm)
        let stand = HandshakeType.messageHash.message { $0.opaque(first) }
        try context.update(stand.span)
        hash = context
        keepNoMessages()
    }

    /// The hash of the messages so far and of a part of the next, by the hash of a session to resume where no other is known yet.
    func currentDigest(
        followedBy part: Span<UInt8>,
        _ algorithm: HashAlgorithm,
        _ backend: any CryptoBackend.Type
    ) throws(CryptoError) -> Digest {
        var context: any HashContext
        if let hash {
            context = hash
        } else {
            context = try backend.hash(algorithm)
            let messages = messages
            try context.update(messages.span)
        }
        try context.update(part)
        return try context.currentDigest()
    }

    /// The hash of the messages so far.
    func currentDigest() throws(CryptoError) -> Digest {
        guard let hash else { preconditionFailure("the hash is known before its first use, from ServerHello on") }
        return try hash.currentDigest()
    }

    /// All messages so far (RFC 5246 §7.4.8), which are not kept any longer.
    func takeMessages() -> [UInt8] {
        defer { keepNoMessages() }
        return messages
    }

    /// There will be no CertificateVerify. Before the hash is known, messages are kept all the same, for it.
    func keepNoMessages() {
        keepsMessages = false
        if hash != nil { messages = [] }
    }
}
