internal import Foundation
internal import TLSEngine

/// A trace as a sequence diagram: the client at the left, the server at the right, time downwards; at most 80 columns.
struct SequenceDiagram {
    private static let arrowWidth = 41

    /// What stands above it, one line each.
    let heading: [String]
    let messages: [TracedMessage]

    /// All lines.
    var lines: [String] {
        let ends = [
            Self.row("", "client", Self.centred("", in: Self.arrowWidth, by: " "), "server", ""),
            Self.row("step", "µs", Self.centred("", in: Self.arrowWidth, by: " "), "µs", "octets"),
        ]
        return heading + [""] + ends + messages.map(Self.row) + ["", total] + Self.legend
    }

    private var total: String {
        func octets(_ sender: Peer) -> Int { messages.reduce(0) { $0 + ($1.sender == sender ? $1.octets : 0) } }
        return
            "\(octets(.client)) octets from the client, \(octets(.server)) from the server, with record headers"
    }

    private static let legend = [
        "═ is encrypted. Times count from the client's connect(): a message's are those",
        "at which its flight went to the socket and its last octet came out of the other.",
        "A flight leaves in one write, so its sender had its keys (step 8) before that.",
    ]

    private static func row(_ message: TracedMessage) -> String {
        row(
            message.kind.number.map(String.init) ?? "",
            time(message.clientNs),
            arrow(message),
            time(message.serverNs),
            message.octets == 0 ? "" : String(message.octets)
        )
    }

    private static func row(
        _ step: String,
        _ client: String,
        _ arrow: String,
        _ server: String,
        _ octets: String
    ) -> String {
        let line = "\(right(step, 4)) \(right(client, 10))  \(arrow)  \(right(server, 10)) \(right(octets, 7))"
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private static func time(_ nanoseconds: UInt64?) -> String {
        nanoseconds.map { String(format: "%.1f", Double($0) / 1_000) } ?? "–"
    }

    private static func arrow(_ message: TracedMessage) -> String {
        let shaft: Character = message.isProtected ? "═" : "─"
        let name = " \(message.kind.name) "
        return switch message.sender {
        case .client: centred(name, in: arrowWidth - 1, by: shaft) + "▶"
        case .server: "◀" + centred(name, in: arrowWidth - 1, by: shaft)
        case nil where message.kind == .step(.tcpHandshake): "◀" + centred(name, in: arrowWidth - 2, by: shaft) + "▶"
        case nil: centred(name, in: arrowWidth, by: " ")
        }
    }

    private static func centred(_ text: String, in width: Int, by filler: Character) -> String {
        let free = max(0, width - text.count)
        return String(repeating: filler, count: free / 2) + text + String(repeating: filler, count: free - free / 2)
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
