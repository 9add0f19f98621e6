internal import BenchReport

/// Result files that the command line names.
enum ResultInput {
    /// Reads all; the first that cannot be used ends the command.
    static func read(_ paths: [String]) throws(UnreadableResult) -> [ResultDocument] {
        try paths.map { (path) throws(UnreadableResult) in try ResultFile.read(path) }
    }
}
