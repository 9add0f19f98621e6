import CryptoBackend
import Synchronization
import TLSWire

@testable import TLSEngine

/// A trace, gone through by the engine's key schedule over one backend.
struct RFC8448Replay {
    let trace: RFC8448Trace
    let backend: any CryptoBackend.Type
    /// After the handshake.
    let transcript = Transcript()
    let secrets: TLS13Secrets
    let ofClient: TrafficSecret
    let ofServer: TrafficSecret
    /// The server's messages from EncryptedExtensions on.
    let flight: [HandshakeMessage]
    /// The digest of all messages before each of ``flight``.
    let digests: [Digest]
    /// The client's Finished.
    let clientFinished: HandshakeMessage
    /// The digest of all messages before it.
    let digestBeforeFinished: Digest
    /// What the key log has, by name.
    let logged: [String: String]

    init<Backend: CryptoBackend>(_ trace: RFC8448Trace, over _: Backend.Type) throws {
        self.trace = trace
        backend = Backend.self
        for (place, message) in trace.hellos.enumerated() {
            try transcript.append(message)
            if place == 0, trace.hellos.count > 1 { try transcript.beginAfterRetry(.sha256, Backend.self) }
        }
        try transcript.append(trace.serverHello)
        if trace.hellos.count == 1 { try transcript.begin(.sha256, Backend.self) }

        let log = Log()
        secrets = try TLS13Secrets(
            try Self.schedule(trace, Backend.self),
            sharedSecret: SecretBytes(copying: trace.sharedSecret.span),
            transcript,
            clientRandom: [],
            keyLog: { line in log.append(line) }
        )
        flight = try Self.messages(in: trace.serverFlight, under: secrets.server)
        var digests: [Digest] = []
        for message in flight {
            digests.append(try transcript.currentDigest())
            try transcript.append(message.whole)
        }
        self.digests = digests
        (ofClient, ofServer) = try secrets.application(transcript)
        logged = log.secrets
        try transcript.append(trace.endOfEarlyData)
        digestBeforeFinished = try transcript.currentDigest()
        clientFinished = try Self.messages(in: trace.clientFinished, under: secrets.client)[0]
        try transcript.append(clientFinished.whole)
    }

    /// At its early secret.
    static func schedule(_ trace: RFC8448Trace, _ backend: any CryptoBackend.Type) throws -> TLS13KeySchedule {
        guard let key = trace.preSharedKey else {
            return try TLS13KeySchedule(preSharedKey: nil, hash: .sha256, backend: backend)
        }
        return try TLS13KeySchedule(preSharedKey: SecretBytes(copying: key.span), hash: .sha256, backend: backend)
    }

    /// The handshake messages in one record.
    static func messages(in record: [UInt8], under secret: TrafficSecret) throws -> [HandshakeMessage] {
        var buffer = MessageBuffer()
        for (type, octets) in try open([record], under: secret) where type == .handshake { buffer.append(octets.span) }
        var messages: [HandshakeMessage] = []
        while let message = try buffer.next() { messages.append(message) }
        return messages
    }

    /// What the first records under `secret` carry.
    static func open(
        _ records: [[UInt8]],
        under secret: TrafficSecret
    ) throws -> [(type: ContentType, octets: [UInt8])] {
        var layer = RecordLayer()
        layer.protectReading(try secret.protection(.aes128GCM, recordLimit: .max))
        return try records.map { octets in
            layer.feed(octets.span)
            guard let record = try layer.next() else { throw NoRecord() }
            return (record.type, layer.octets(of: record))
        }
    }

    /// The first records under `secret` with these contents.
    static func seal(
        _ contents: [(type: ContentType, octets: [UInt8])],
        under secret: TrafficSecret
    ) throws -> [[UInt8]] {
        var layer = RecordLayer()
        layer.protectWriting(try secret.protection(.aes128GCM, recordLimit: .max))
        return try contents.map { type, octets in
            try layer.write(type, octets.span)
            return layer.takeOutgoing()
        }
    }

    private struct NoRecord: Error {}

    /// A key log in memory.
    private final class Log: Sendable {
        private let lines = Mutex<[String]>([])

        func append(_ line: String) { lines.withLock { $0.append(line) } }

        var secrets: [String: String] {
            let pairs = lines.withLock { $0 }.map { line in
                let words = line.split(separator: " ")
                return (String(words[0]), String(words[words.count - 1]))
            }
            return Dictionary(pairs) { first, _ in first }
        }
    }
}
