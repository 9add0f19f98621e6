internal import TLSEngine
internal import TLSTransport

/// The rows of a trace, from what both ends saw.
struct MessageSequence {
    /// From the TCP handshake to the last alert.
    let messages: [TracedMessage]

    /// Messages in the order in which they left, and before the first ChangeCipherSpec the keys that it announces.
    init(_ observations: [Observation]) throws {
        let sent = try [Peer.client, .server].flatMap { try RecordStream(from: $0, observations).messages() }
        // Messages of one turn are one end's, in the order of its stream, which a stable sort keeps.
        let turns = Dictionary(grouping: sent, by: \.turn).sorted { $0.key < $1.key }
        var messages = turns.flatMap { $0.value.map(\.message) }
        let keys = Self.ownStep(.sessionKeys, observations) { $0 == .sessionKeys }
        let first = messages.firstIndex {
            $0.kind == .changeCipherSpec(of: .client) || $0.kind == .changeCipherSpec(of: .server)
        }
        messages.insert(keys, at: first ?? messages.endIndex)
        let opened = Self.ownStep(.tcpHandshake, observations) { event in
            if case .wire(.opened) = event { true } else { false }
        }
        self.messages = [opened] + messages
    }

    /// A step that no record belongs to, and which each end completes by itself.
    private static func ownStep(
        _ step: HandshakeStep,
        _ observations: [Observation],
        _ isDone: (Observation.Event) -> Bool
    ) -> TracedMessage {
        func time(_ end: Peer) -> UInt64? {
            observations.first { $0.end == end && isDone($0.event) }?.nanoseconds
        }
        return TracedMessage(
            kind: .step(step),
            sender: nil,
            octets: 0,
            isProtected: false,
            clientNs: time(.client),
            serverNs: time(.server)
        )
    }
}
