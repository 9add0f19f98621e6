internal import Foundation
internal import TLSEngine
internal import TLSWire

/// A trace as a sequence diagram: the client at the left, the server at the right, time downwards; at most 80 columns.
struct SequenceDiagram {
    /// What stands above it, one line each.
    let heading: [String]
    let version: ProtocolVersion
    let messages: [TracedMessage]

    /// All lines.
    var lines: [String] {
        let ends = [
            row("", "client", Self.centred("", in: Self.arrowWidth, by: " "), "server", ""),
            row(notation.margin, "µs", Self.centred("", in: Self.arrowWidth, by: " "), "µs", "octets"),
        ]
        return heading + [""] + ends + messages.flatMap(rows) + ["", total] + notation.legend
    }

    private static let arrowWidth = 41

    private var notation: DiagramNotation { DiagramNotation(version) }

    private var total: String {
        func octets(_ sender: Peer) -> Int { messages.reduce(0) { $0 + ($1.sender == sender ? $1.octets : 0) } }
        return
            "\(octets(.client)) octets from the client, \(octets(.server)) from the server, with record headers"
    }

    /// The message, and a line for each extension that belongs to it.
    private func rows(_ message: TracedMessage) -> [String] {
        let first = row(
            notation.mark(message),
            Self.time(message.clientNs),
            arrow(message),
            Self.time(message.serverNs),
            message.octets == 0 ? "" : String(message.octets)
        )
        let extensions = message.extensions?.lines ?? []
        return [first] + extensions.map { row("", "", Self.centred($0, in: Self.arrowWidth, by: " "), "", "") }
    }

    private func row(
        _ mark: String,
        _ client: String,
        _ arrow: String,
        _ server: String,
        _ octets: String
    ) -> String {
        let margin = Self.right(mark, notation.margin.count)
        let line = "\(margin) \(Self.right(client, 10))  \(arrow)  \(Self.right(server, 10)) \(Self.right(octets, 7))"
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private static func time(_ nanoseconds: UInt64?) -> String {
        nanoseconds.map { String(format: "%.1f", Double($0) / 1_000) } ?? "–"
    }

    private func arrow(_ message: TracedMessage) -> String {
        let (shaft, width) = (notation.shaft(message), Self.arrowWidth)
        let name = " \(notation.name(message)) "
        return switch message.sender {
        case .client: Self.centred(name, in: width - 1, by: shaft) + "▶"
        case .server: "◀" + Self.centred(name, in: width - 1, by: shaft)
        case nil where message.kind == .step(.tcpHandshake):
            "◀" + Self.centred(name, in: width - 2, by: shaft) + "▶"
        case nil: Self.centred(name, in: width, by: " ")
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
