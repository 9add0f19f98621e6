internal import CryptoBackend

/// All handshake messages so far (RFC 5246 §7.4.9): kept until the suite's hash is known, and hashed from then on.
struct Transcript<Backend: CryptoBackend>: Sendable {
    private var waiting: [UInt8] = []
    private var hash: Backend.Hash?

    /// Appends a whole message, with its header.
    mutating func append(_ message: [UInt8]) throws(CryptoError) {
        if hash != nil { try hash?.update(message.span) } else { waiting += message }
    }

    /// The hash is known from ServerHello on.
    mutating func begin(_ algorithm: HashAlgorithm) throws(CryptoError) {
        var context = try Backend.Hash(algorithm)
        try context.update(waiting.span)
        hash = context
        waiting = []
    }

    /// The hash of the messages so far.
    func currentDigest() throws(CryptoError) -> Digest {
        guard let hash else { preconditionFailure("the hash is known before its first use, from ServerHello on") }
        return try hash.currentDigest()
    }
}
