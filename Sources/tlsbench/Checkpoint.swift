internal import BenchReport
internal import Foundation

/// The result of a run that goes on: in its file after each operation, so that what ends the process at once, such as SIGKILL
/// or a power cut, does not take it all.
struct Checkpoint {
    private let path: String?
    private let isReplaceable: Bool
    /// When the last one was written, and how long that took.
    private var last: (end: ContinuousClock.Instant, cost: Duration)?

    /// Of the time that a run takes: results grow with it, and each is written whole.
    private static let share = 50

    /// Nothing is written where there is no path.
    init(_ path: String?) {
        self.path = path
        isReplaceable = path.map(Self.isReplaceable) ?? false
    }

    /// A pipe or a device would take one after the other.
    private static func isReplaceable(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return true }
        return status.st_mode & S_IFMT == S_IFREG && !path.hasPrefix("/dev/") && !path.hasPrefix("/proc/")
    }

    /// Writes what there is so far, unless that was done only just now for what it takes.
    ///
    /// What cannot be written is no reason to measure no further: the end will say so.
    mutating func write(_ render: () throws -> Data) {
        guard let path, isReplaceable else { return }
        let start = ContinuousClock.now
        if let last, start - last.end < last.cost * Self.share { return }
        try? ResultFile.write(render(), to: path)
        let end = ContinuousClock.now
        last = (end, end - start)
    }

    /// Writes and prints the whole. What cannot be written is printed all the same, before that ends the command.
    func finish(_ render: () throws -> Data, printing text: () throws -> Data) throws {
        let written = Result { if let path { try ResultFile.write(render(), to: path) } }
        try FileHandle.standardOutput.write(octets: [UInt8](text()))
        try written.get()
    }
}
