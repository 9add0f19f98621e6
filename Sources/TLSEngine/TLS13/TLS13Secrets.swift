internal import CryptoBackend

/// The secrets of one handshake from ServerHello on (RFC 8446 §7.1), each written into the key log as it comes.
final class TLS13Secrets {
    /// Of the client's handshake messages.
    let client: TrafficSecret
    /// Of the server's.
    let server: TrafficSecret
    private let schedule: TLS13KeySchedule
    private let clientRandom: [UInt8]
    private let keyLog: (@Sendable (String) -> Void)?

    /// From the early secret to the handshake's; `transcript` ends with ServerHello.
    init(
        _ schedule: TLS13KeySchedule,
        sharedSecret: borrowing SecretBytes,
        _ transcript: Transcript,
        clientRandom: [UInt8],
        keyLog: (@Sendable (String) -> Void)?
    ) throws(CryptoError) {
        self.schedule = schedule
        self.clientRandom = clientRandom
        self.keyLog = keyLog
        try schedule.enterHandshake(sharedSecret)
        let digest = try transcript.currentDigest()
        client = try schedule.trafficSecret("c hs traffic", digest)
        server = try schedule.trafficSecret("s hs traffic", digest)
        log("CLIENT_HANDSHAKE_TRAFFIC_SECRET", client)
        log("SERVER_HANDSHAKE_TRAFFIC_SECRET", server)
    }

    /// The secrets of application data; `transcript` ends with the server's Finished.
    func application(_ transcript: Transcript) throws(CryptoError) -> (client: TrafficSecret, server: TrafficSecret) {
        try schedule.enterMaster()
        let digest = try transcript.currentDigest()
        let client = try schedule.trafficSecret("c ap traffic", digest)
        let server = try schedule.trafficSecret("s ap traffic", digest)
        log("CLIENT_TRAFFIC_SECRET_0", client)
        log("SERVER_TRAFFIC_SECRET_0", server)
        // Nothing is exported here; it is for who reads captures.
        if keyLog != nil { log("EXPORTER_SECRET", try schedule.trafficSecret("exp master", digest)) }
        return (client, server)
    }

    /// What sessions to resume are named after; `transcript` ends with the client's Finished.
    func resumption(_ transcript: Transcript) throws(CryptoError) -> ResumptionSecret {
        ResumptionSecret(
            try schedule.derive("res master", try transcript.currentDigest()),
            hash: schedule.hash,
            backend: schedule.backend
        )
    }

    private func log(_ label: StaticString, _ secret: TrafficSecret) {
        if let keyLog { keyLog(secret.keyLogLine(label, clientRandom: clientRandom)) }
    }
}

/// The pre-shared keys of a connection's tickets (RFC 8446 §4.6.1).
final class ResumptionSecret {
    private let secret: SecretBytes
    private let hash: HashAlgorithm
    private let backend: any CryptoBackend.Type

    init(_ secret: consuming SecretBytes, hash: HashAlgorithm, backend: any CryptoBackend.Type) {
        self.secret = secret
        self.hash = hash
        self.backend = backend
    }

    /// The key of the ticket with this nonce.
    func preSharedKey(nonce: [UInt8]) throws(CryptoError) -> SecretBytes {
        try backend.expandLabel(secret, "resumption", context: nonce, hash: hash, length: hash.digestLength)
    }
}
