internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// Opens what one end of a connection of TLS 1.3 has sent, with the secrets of its key log.
final class LoggedSecrets {
    private let sender: Peer
    private let lines: [KeyLogLine]
    private let suite: CipherSuite
    private let backend: any CryptoBackend.Type
    /// Each counts the records that it has opened.
    private var readers: [TracedKeys: TrafficReader] = [:]

    init(of sender: Peer, _ observations: [Observation], _ suite: CipherSuite, _ backend: any CryptoBackend.Type) {
        self.sender = sender
        self.suite = suite
        self.backend = backend
        lines = observations.compactMap { if case .keyLog(let line) = $0.event { line } else { nil } }
    }

    /// What the next record under `keys` holds.
    func open(_ record: RecordStream.Record, _ keys: TracedKeys) throws -> (type: ContentType, octets: [UInt8]) {
        try reader(keys).open(record.octets)
    }

    private func reader(_ keys: TracedKeys) throws -> TrafficReader {
        if let reader = readers[keys] { return reader }
        let label = keys.label(of: sender)
        guard let line = lines.first(where: { $0.label == label }) else {
            throw CommandFailure("the \(sender.rawValue) sent an encrypted record, but there is no \(label)")
        }
        let reader = try TrafficReader(suite, secret: SecretBytes(copying: line.secret.span), backend)
        readers[keys] = reader
        return reader
    }
}
