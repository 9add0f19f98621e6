internal import BenchCore
public import Foundation

extension LoadDocument {
    /// As a file has it, with a line's end at its end.
    public func encoded() throws -> Data { try json(self) }

    /// As people read it, with a line's end at its end.
    public func table(on terminal: Terminal = .plain) -> Data {
        var lines = terminal.fitted([heading] + Table.settings(settings)) + [""]
        let rows = rows
        if !rows.isEmpty {
            let head = ["", "count", "per s", "p50", "p90", "p99", "p99.9", "max"]
            lines += terminal.aligned([head] + rows, numbers: 1..<head.count) + [""]
        }
        lines += terminal.fitted(agreements.map(\.line) + rateLines)
        lines += terminal.fitted(failures.map { terminal.styled("failed: \($0.line)", .bad) })
        if abandoned > 0 { lines.append("given up while open: \(abandoned)") }
        lines.append("at most \(mostOpen) connections open at once")
        if isPartial { lines.append("interrupted: the plan was cut short") }
        return Data((lines.joined(separator: "\n") + "\n").utf8)
    }

    private var heading: String {
        let load = plan.rate.map { "\(Self.number($0))/s (\(plan.arrivals ?? ""))" } ?? "as fast as it goes"
        return "\(PrintableLine(target)) · \(backend) (\(PrintableLine(library))) · \(plan.connections) connections, "
            + "\(plan.threads) \(plan.threads == 1 ? "thread" : "threads"), \(load) for \(Self.number(plan.seconds)) s"
            + (plan.rate == nil ? "" : " · seed \(plan.seed)")
    }

    private var rows: [[String]] {
        let kinds = [
            ("full handshake", fullHandshakes), ("resumed handshake", resumedHandshakes), ("request", requests),
            ("late beginning", delays),
        ]
        return kinds.compactMap { name, times in times.map { [name] + $0.cells(in: seconds) } }
    }

    /// Whether a rate was reached, and what it was if not.
    private var rateLines: [String] {
        guard let rate = plan.rate, let delays else { return [] }
        let late = Quantities.duration(Double(delays.maxNs))
        guard notBegun > 0 else {
            guard delays.p99Ns > Self.noticeable else { return [] }
            return ["one connection in a hundred began more than \(Quantities.duration(Double(delays.p99Ns))) late"]
        }
        let begun = plan.seconds > 0 ? Double(delays.count) / min(plan.seconds, max(seconds, 1e-9)) : 0
        return [
            "the rate was not reached: \(Self.number(begun)) of \(Self.number(rate)) connections a second began, up to "
                + "\(late) late; \(notBegun) had not begun at the end"
        ]
    }

    /// What a scheduler that is not overloaded does not add, in nanoseconds.
    private static let noticeable: UInt64 = 10_000_000

    /// Without digits that say nothing.
    private static func number(_ value: Double) -> String {
        value == value.rounded() && value < 1e15 ? String(Int(value)) : String(format: "%.4g", value)
    }
}

extension LoadDocument.Times {
    fileprivate func cells(in seconds: Double) -> [String] {
        let rate = seconds > 0 ? Double(count) / seconds : 0
        return [String(count), String(format: rate < 99.95 ? "%.1f" : "%.0f", rate)]
            + [p50Ns, p90Ns, p99Ns, p999Ns, maxNs].map { Quantities.duration(Double($0)) }
    }
}

extension LoadDocument.Agreement {
    fileprivate var line: String {
        "\(count) × \(version) \(cipherSuite)\(group.map { " \($0)" } ?? "")\(isResumed ? ", resumed" : "")"
    }
}

extension LoadDocument.Failure {
    /// One line for people.
    fileprivate var line: String { "\(count) × \(PrintableLine(reason))" }
}
