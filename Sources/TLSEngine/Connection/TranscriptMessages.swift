internal import CryptoBackend
internal import TLSWire

/// What ``Transcript`` holds, as one value.
struct TranscriptMessages {
    private var octets: [UInt8] = []
    private var hash: (any HashContext)?
    /// Whether there is a hash: to look for that makes a copy of it.
    private var isHashing = false
    /// Whether the messages themselves are kept for CertificateVerify, whose hash is another one than the suite's.
    private var keepsMessages: Bool

    init(keepsMessages: Bool) { self.keepsMessages = keepsMessages }

    mutating func append(_ message: [UInt8]) throws(CryptoError) {
        if !isHashing || keepsMessages { octets += message }
        try hash?.update(message.span)
    }

    mutating func begin(_ algorithm: HashAlgorithm, _ backend: any CryptoBackend.Type) throws(CryptoError) {
        var context = try backend.hash(algorithm)
        try context.update(octets.span)
        begin(context)
        if !keepsMessages { octets = [] }
    }

    mutating func beginAfterRetry(
        _ algorithm: HashAlgorithm,
        _ backend: any CryptoBackend.Type
    ) throws(CryptoError) {
        let nothing: [UInt8] = []
        let first = try currentDigest(followedBy: nothing.span, algorithm, backend).octets
        var context = try backend.hash(algorithm)
        let stand = HandshakeType.messageHash.message { $0.opaque(first) }
        try context.update(stand.span)
        begin(context)
        keepNone()
    }

    private mutating func begin(_ context: any HashContext) {
        hash = context
        isHashing = true
    }

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
            try context.update(octets.span)
        }
        try context.update(part)
        return try context.currentDigest()
    }

    func currentDigest() throws(CryptoError) -> Digest {
        guard let digest = try hash?.currentDigest() else {
            preconditionFailure("the hash is known before its first use, from ServerHello on")
        }
        return digest
    }

    mutating func take() -> [UInt8] {
        defer { keepNone() }
        return octets
    }

    mutating func keepNone() {
        keepsMessages = false
        if isHashing { octets = [] }
    }
}
