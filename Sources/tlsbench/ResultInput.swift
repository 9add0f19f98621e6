internal import ArgumentParser
internal import BenchReport
internal import Foundation

/// Result files that the command line names.
enum ResultInput {
    /// Reads all; the first that cannot be used ends the command, in one line: with 66 (EX_NOINPUT) if it is not there, with
    /// 65 (EX_DATAERR) if it is no result.
    static func read(_ paths: [String]) throws -> [ResultDocument] {
        try paths.map { path in
            do { return try ResultFile.read(path) } catch let error as UnreadableResult {
                try FileHandle.standardError.write(line: "tlsbench: \(error)")
                if case .missing = error.problem { throw ExitCode(66) }
                throw ExitCode(65)
            }
        }
    }
}
