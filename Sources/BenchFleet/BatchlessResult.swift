public import BenchReport
internal import Foundation

/// Results without their batches, for reports of thousands of files.
public enum BatchlessResult {
    /// Reads and validates a file; `raw` of each benchmark is empty, and nothing has held the numbers against it.
    public static func read(_ path: String) throws(UnreadableResult) -> ResultDocument {
        do throws(UnreadableResult.Problem) { return try decode(ResultFile.contents(path)) } catch {
            throw UnreadableResult(path: path, problem: error)
        }
    }

    /// The same of what is in a file.
    static func decode(_ data: Data) throws(UnreadableResult.Problem) -> ResultDocument {
        let octets = [UInt8](data)
        let rest = try BatchlessJSON(octets.span)
        if let key = rest.labelTwice { throw .invalid("labels has '\(key)' twice") }
        return try ResultFile.decodeWithoutBatches(Data(rest.octets))
    }
}
