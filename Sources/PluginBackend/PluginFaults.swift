internal import Synchronization

/// What a plug-in was seen to do against the header while it was watched, and what no known answer shows. It is a global because the
/// functions of a table are: they know of no verification.
enum PluginFaults {
    private static let lines = Mutex<[String]>([])

    /// Keeps a line, once.
    static func add(_ line: String) {
        lines.withLock { if !$0.contains(line) { $0.append(line) } }
    }

    /// Those since the last time.
    static func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}
