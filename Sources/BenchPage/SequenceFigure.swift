internal import BenchReport
internal import Foundation

/// A traced handshake as a sequence diagram: two lifelines, an arrow for each message, the times of both ends beside them, and
/// where one end kept the other waiting a block as long as that took.
struct SequenceFigure {
    let title: String
    let subtitle: String
    let figure: Markup
    let octets: String
    let rows: [Row]

    /// One message in the table.
    struct Row {
        let step: String
        let name: String
        let sender: String
        let client: String
        let server: String
        let octets: String
    }

    init(_ trace: TraceDocument) {
        let group = trace.group.map { ", \($0)" } ?? ""
        let kind = trace.resumption == "none" ? "full handshake" : "resumed by \(trace.resumption)"
        // TLS 1.2 is in the names of its suites' key exchanges.
        let version = trace.version == "TLS 1.3" ? "TLS 1.3, " : ""
        title = "\(version)\(trace.cipherSuite)\(group)"
        let key = trace.keyKind == "ecdsa" ? "ECDSA P-\(trace.bits)" : "RSA-\(trace.bits)"
        subtitle = "\(kind), \(key), \(trace.backend) (\(trace.library)) at both ends"
        func sum(_ sender: String) -> Int {
            trace.messages.filter { $0.sender == sender }.reduce(0) { $0 &+ $1.octets }
        }
        octets =
            "\(Wording.grouped(sum("client"))) octets from the client, \(Wording.grouped(sum("server"))) from the server"
        rows = trace.messages.map { message in
            Row(
                step: message.step.map(String.init) ?? message.phase ?? "",
                name: message.message + Self.protection(of: message),
                sender: message.sender ?? "both",
                client: Self.time(message.clientNs),
                server: Self.time(message.serverNs),
                octets: message.octets == 0 ? "" : Wording.grouped(message.octets)
            )
        }
        figure = SequenceDrawing(trace).figure(title)
    }

    /// Whether it is encrypted, and in TLS 1.3 under which keys.
    private static func protection(of message: TraceDocument.Message) -> String {
        guard message.protected else { return "" }
        let keys = message.keys.flatMap { $0 == "session" ? nil : ", \($0) keys" } ?? ""
        return " (encrypted\(keys))"
    }

    static func time(_ nanoseconds: UInt64?) -> String {
        nanoseconds.map { String(format: "%.3f", Double($0) / 1e6) } ?? "–"
    }
}

/// Draws from top to bottom.
private struct SequenceDrawing {
    private static let (client, server) = (0.24, 0.76)
    private static let pitch = 26.0
    private static let tcpHandshake = "TCP handshake"

    private var pieces: [Markup] = []
    private var y = 34.0

    init(_ trace: TraceDocument) {
        var previous: TraceDocument.Message?
        var longest = 1.0
        let waits = zip(trace.messages, trace.messages.dropFirst()).compactMap {
            Self.work(before: $1, after: $0)?.nanoseconds
        }
        longest = max(longest, waits.max() ?? 1)
        for message in trace.messages {
            if let work = previous.flatMap({ Self.work(before: message, after: $0) }) { add(work, longest) }
            add(message)
            // What both ends do for themselves keeps nobody waiting.
            if message.sender != nil || previous == nil { previous = message }
        }
    }

    func figure(_ title: String) -> Markup {
        let ends = [(Self.client, "client"), (Self.server, "server")]
        let heads = ends.map { SVG.text($0.0, 12, $0.1, .middle, "head") }
        let lifelines = ends.map { SVG.line($0.0, 20, $0.0, y, "lifeline") }
        let units = [SVG.text(0.12, 12, "ms", .end, "tick"), SVG.text(0.99, 12, "ms", .end, "tick")]
        return SVG.figure(
            "Sequence diagram of \(title); the table has all that it shows",
            height: y + 6,
            heads + units + lifelines + pieces
        )
    }

    /// What an end did between the last octet that it was waiting for and its own first one.
    private struct Work {
        let isClient: Bool
        let nanoseconds: Double
    }

    private static func work(before message: TraceDocument.Message, after other: TraceDocument.Message) -> Work? {
        guard let sender = message.sender, other.sender != sender else { return nil }
        let isClient = sender == "client"
        guard let from = isClient ? other.clientNs : other.serverNs,
            let until = isClient ? message.clientNs : message.serverNs, until > from
        else { return nil }
        return Work(isClient: isClient, nanoseconds: Double(until - from))
    }

    private mutating func add(_ work: Work, _ longest: Double) {
        let height = 8 + 40 * work.nanoseconds / longest
        let x = work.isClient ? Self.client : Self.server
        y += 2
        pieces.append(
            .element(
                "svg",
                ["x": SVG.share(x), "y": SVG.number(y), "class": "shifted"],
                [
                    .element(
                        "rect",
                        ["x": "-4", "y": "0", "width": "8", "height": SVG.number(height), "class": "work"]
                    )
                ]
            )
        )
        let text = Quantities.duration(work.nanoseconds)
        let (place, anchor): (Double, SVG.Anchor) = work.isClient ? (x + 0.025, .start) : (x - 0.025, .end)
        pieces.append(SVG.text(place, y + height / 2 + 4, text, anchor, "waiting"))
        y += height + 6
    }

    private mutating func add(_ message: TraceDocument.Message) {
        let line = y + Self.pitch - 8
        // What both ends send is the TCP handshake alone: of what nobody sends there is no arrow.
        if message.sender != nil || message.message == Self.tcpHandshake {
            for offset in message.protected ? [-1.5, 1.5] : [0] {
                pieces.append(SVG.line(Self.client, line + offset, Self.server, line + offset, "message"))
            }
            if message.sender != "client" { pieces.append(Self.head(Self.client, line, "M0 0L8-4.5V4.5z")) }
            if message.sender != "server" { pieces.append(Self.head(Self.server, line, "M0 0L-8-4.5V4.5z")) }
        }
        pieces.append(SVG.text(0.5, line - 5, message.message, .middle, message.sender == nil ? "both" : "name"))
        pieces.append(SVG.text(0, line + 4, message.step.map(String.init) ?? "", .start, "tick"))
        pieces.append(SVG.text(0.2, line + 4, SequenceFigure.time(message.clientNs), .end, "time"))
        pieces.append(SVG.text(0.99, line + 4, SequenceFigure.time(message.serverNs), .end, "time"))
        y += Self.pitch
    }

    private static func head(_ x: Double, _ y: Double, _ shape: String) -> Markup {
        .element(
            "svg",
            ["x": SVG.share(x), "y": SVG.number(y), "class": "shifted"],
            [.element("path", ["d": shape, "class": "arrowhead"])]
        )
    }
}
