internal import Foundation

/// How far a run is, in one line of standard error, if that is a terminal.
struct ProgressBar {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private static let width = 30

    /// Draws the line anew.
    func show(_ group: String, _ done: Int, _ total: Int) {
        guard isTerminal else { return }
        let filled = total == 0 ? 0 : Self.width * done / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: Self.width - filled)
        try? FileHandle.standardError.write(octets: [UInt8]("\r\u{1B}[K\(bar) \(done)/\(total) \(group)".utf8))
    }

    /// Removes the line.
    func clear() {
        guard isTerminal else { return }
        try? FileHandle.standardError.write(octets: [UInt8]("\r\u{1B}[K".utf8))
    }
}
