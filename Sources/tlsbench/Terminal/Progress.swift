internal import BenchReport
internal import Foundation

/// How far a command is: one line of standard error that is drawn anew, if that is a terminal; with `--verbose` a line for each
/// step, terminal or not; with `--quiet` nothing.
final class Progress {
    private let verbosity: Verbosity
    private let isBar: Bool
    private let start = ContinuousClock.now
    /// A gate that looks again counts anew, from here.
    private var part = (start: ContinuousClock.now, total: 0)

    init(_ verbosity: Verbosity) {
        self.verbosity = verbosity
        isBar = isatty(STDERR_FILENO) == 1 && !verbosity.quiet && !verbosity.verbose
    }

    /// What is done now, before anything can be counted.
    func show(_ step: String) {
        verbosity.say(step)
        draw(step)
    }

    /// What is done now, and how much is done of how much.
    func show(_ step: String, _ done: Int, _ total: Int) {
        guard done < total else { return }
        let now = ContinuousClock.now
        if total != part.total || done == 0 { part = (now, total) }
        verbosity.say("\(Self.clock(Self.seconds(now - start))) \(done + 1)/\(total) \(step)")
        let left = Self.left(Self.seconds(now - part.start), done, total).map { "\(Self.clock($0)) left  " } ?? ""
        draw("\(Self.bar(done, total)) \(done)/\(total)  \(left)\(step)")
    }

    /// Removes the line.
    func clear() { if isBar { write("\r\u{1B}[K") } }

    private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

    /// Seconds that the rest will take if it goes on as it went; nil before there is anything to go by.
    static func left(_ seconds: Double, _ done: Int, _ total: Int) -> Double? {
        done > 0 && seconds >= 2 ? seconds / Double(done) * Double(total - done) : nil
    }

    /// `0:07`, `12:40`, `1:02:03`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(whole % 60)
    }

    private static let width = 20

    private static func bar(_ done: Int, _ total: Int) -> String {
        let filled = width * done / max(total, 1)
        return String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
    }

    /// A longer line would go on in the next one, where nothing removes it.
    private func draw(_ line: String) {
        guard isBar else { return }
        let room = Terminal.standardError.width - 1
        write("\r\u{1B}[K" + (line.count > room ? line.prefix(room - 1) + "…" : line))
    }

    private func write(_ text: String) { try? FileHandle.standardError.write(octets: [UInt8](text.utf8)) }
}
