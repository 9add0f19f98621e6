internal import TLSEngine
internal import TLSWire

/// How a diagram shows what a message is: that of TLS 1.2 has the textbook's numbers, that of TLS 1.3 the brackets of RFC 8446
/// §2, figure 1.
struct DiagramNotation {
    private let version: ProtocolVersion

    init(_ version: ProtocolVersion) { self.version = version }

    /// The head of the column for marks.
    var margin: String { version == .tls13 ? "phase" : "step" }

    /// What stands in the margin.
    func mark(_ message: TracedMessage) -> String {
        let kind = message.kind
        return (version == .tls13 ? kind.phase?.letter : kind.number.map(String.init)) ?? ""
    }

    /// The name, in brackets that show under which keys it is.
    func name(_ message: TracedMessage) -> String {
        switch message.keys {
        case .handshake: "{\(message.kind.name)}"
        case .application: "[\(message.kind.name)]"
        case .session, nil: message.kind.name
        }
    }

    /// What the arrow is made of.
    func shaft(_ message: TracedMessage) -> Character {
        switch message.kind {
        case .step(.clientChangeCipherSpec) where version == .tls13,
            .step(.serverChangeCipherSpec) where version == .tls13:
            "┄"
        default: message.keys == nil ? "─" : "═"
        }
    }

    /// What stands below.
    var legend: [String] {
        guard version == .tls13 else {
            return [
                "═ is encrypted. Times count from the client's connect(): a message's are those",
                "at which its flight went to the socket and its last octet came out of the other.",
                "A flight leaves in one write, so its sender had its keys (step 8) before that.",
            ]
        }
        return [
            "═ is encrypted: {} under the handshake keys, [] under the application keys.",
            "┄ means nothing in TLS 1.3; it is for boxes between the peers (RFC 8446 §D.4).",
            "K: key exchange. S: server parameters. A: authentication (RFC 8446 §2).",
            "Times count from the client's connect(): a message's are those at which its",
            "flight went to the socket and its last octet came out of the other. A flight",
            "leaves in one write, so its sender had its keys before that.",
        ]
    }
}
