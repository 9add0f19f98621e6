internal import CryptoBackend

/// All handshake messages so far (RFC 5246 §7.4.9): kept until the suite's hash is known, and hashed from then on.
final class Transcript {
    private var waiting: [UInt8] = []
    private var hash: (any HashContext)?

    /// Appends a whole message, with its header.
    func append(_ message: [UInt8]) throws(CryptoError) {
        if hash != nil { try hash?.update(message.span) } else { waiting += message }
    }

    /// The hash is known from ServerHello on.
    func begin(_ algorithm: HashAlgorithm, _ backend: any CryptoBackend.Type) throws(CryptoError) {
        var context = try backend.hash(algorithm)
        let messages = waiting
        waiting = []
        try context.update(messages.span)
        hash = context
    }

    /// The hash of the messages so far.
    func currentDigest() throws(CryptoError) -> Digest {
        guard let hash else { preconditionFailure("the hash is known before its first use, from ServerHello on") }
        return try hash.currentDigest()
    }
}

extension CryptoBackend {
    fileprivate static func hash(_ algorithm: HashAlgorithm) throws(CryptoError) -> any HashContext {
        try Hash(algorithm)
    }
}
