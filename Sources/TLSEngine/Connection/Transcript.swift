internal import CryptoBackend

/// All handshake messages so far (RFC 5246 §7.4.9): kept until the suite's hash is known, and hashed from then on.
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

extension CryptoBackend {
    fileprivate static func hash(_ algorithm: HashAlgorithm) throws(CryptoError) -> any HashContext {
        try Hash(algorithm)
    }
}
