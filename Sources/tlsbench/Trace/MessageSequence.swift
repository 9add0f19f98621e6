internal import CryptoBackend
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// The rows of a trace, from what both ends saw.
struct MessageSequence {
    /// From the TCP handshake to the last alert.
    let messages: [TracedMessage]

    /// Those of TLS 1.2: messages in the order in which they left, and before the first ChangeCipherSpec the keys that it announces.
    init(_ observations: [Observation]) throws {
        var messages = Self.inOrder(
            try [Peer.client, .server].flatMap { try RecordStream(from: $0, observations).messages() }
        )
        let first = messages.firstIndex {
            $0.kind == .changeCipherSpec(of: .client) || $0.kind == .changeCipherSpec(of: .server)
        }
        messages.insert(Self.derivation(of: .session, observations), at: first ?? messages.endIndex)
        self.messages = [Self.opening(observations)] + messages
    }

    /// Those of TLS 1.3: messages in the order in which they left, and keys after the message that completes what they come from.
    ///
    /// - Parameters:
    ///   - suite: the one that was negotiated.
    ///   - backend: opens the records again, with the secrets of the key log.
    init(tls13 observations: [Observation], _ suite: CipherSuite, _ backend: any CryptoBackend.Type) throws {
        let sent = try [Peer.client, .server].flatMap { sender in
            let secrets = LoggedSecrets(of: sender, observations, suite, backend)
            return try RecordStream(from: sender, observations).messages { try secrets.open($0, $1) }
        }
        var messages = Self.inOrder(sent)
        let origins: [(TracedKeys, TracedMessage.Kind)] = [
            (.handshake, .step(.serverHello)), (.application, .step(.serverFinished)),
        ]
        for (keys, origin) in origins {
            let place = messages.firstIndex { $0.kind == origin }
            messages.insert(Self.derivation(of: keys, observations), at: place.map { $0 + 1 } ?? messages.endIndex)
        }
        self.messages = [Self.opening(observations)] + messages
    }

    /// Messages of one turn are one end's, in the order of its stream, which a stable sort keeps.
    private static func inOrder(_ sent: [RecordStream.Sent]) -> [TracedMessage] {
        Dictionary(grouping: sent, by: \.turn).sorted { $0.key < $1.key }.flatMap { $0.value.map(\.message) }
    }

    /// The TCP handshake.
    private static func opening(_ observations: [Observation]) -> TracedMessage {
        ownStep(.step(.tcpHandshake), observations) { observation in
            if case .wire(.opened) = observation.event { true } else { false }
        }
    }

    /// When each end had these keys.
    private static func derivation(of keys: TracedKeys, _ observations: [Observation]) -> TracedMessage {
        ownStep(.keys(keys), observations) { observation in
            if case .keyLog(let line) = observation.event {
                line.label == keys.label(of: observation.end)
            } else {
                false
            }
        }
    }

    /// A step that no record belongs to, and which each end completes by itself.
    private static func ownStep(
        _ kind: TracedMessage.Kind,
        _ observations: [Observation],
        _ isDone: (Observation) -> Bool
    ) -> TracedMessage {
        func time(_ end: Peer) -> UInt64? { observations.first { $0.end == end && isDone($0) }?.nanoseconds }
        return TracedMessage(
            kind: kind,
            sender: nil,
            octets: 0,
            keys: nil,
            clientNs: time(.client),
            serverNs: time(.server)
        )
    }
}
