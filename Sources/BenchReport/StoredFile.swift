internal import Foundation

/// A file that some command of tlsbench wrote, by what it says of itself.
public enum StoredFile: Sendable {
    /// A run, a gate or a study of CPU features.
    case result(ResultDocument)
    /// A handshake, message by message.
    case trace(TraceDocument)

    /// Reads and validates a file of either kind.
    public static func read(_ path: String) throws(UnreadableResult) -> StoredFile {
        do { return try decode(ResultFile.contents(path)) } catch { throw UnreadableResult(path: path, problem: error) }
    }

    private static func decode(_ data: Data) throws(UnreadableResult.Problem) -> StoredFile {
        struct SchemaName: Decodable { let schema: String }
        guard (try? JSONDecoder().decode(SchemaName.self, from: data).schema) == TraceDocument.schemaName else {
            return .result(try ResultFile.decode(data))
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            let trace = try decoder.decode(TraceDocument.self, from: data)
            try trace.validate()
            return .trace(trace)
        } catch let problem as UnreadableResult.Problem {
            throw problem
        } catch let error as DecodingError { throw UnreadableResult.Problem(error) } catch { throw .truncatedOrNotJSON }
    }
}
