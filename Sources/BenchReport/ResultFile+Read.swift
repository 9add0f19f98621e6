internal import BenchCore
public import Foundation

extension ResultFile {
    /// Reads and validates the document in a file, or in a pipe.
    public static func read(_ path: String) throws(UnreadableResult) -> ResultDocument {
        let data: Data
        do { data = try contents(path) } catch { throw UnreadableResult(path: path, problem: error) }
        do { return try decode(data) } catch { throw UnreadableResult(path: path, problem: error) }
    }

    /// Reads and validates a document.
    public static func decode(_ data: Data) throws(UnreadableResult.Problem) -> ResultDocument {
        try decode(data, hasBatches: true)
    }

    /// The same of a document whose benchmarks have an empty `raw`: nothing holds the numbers against it.
    public static func decodeWithoutBatches(_ data: Data) throws(UnreadableResult.Problem) -> ResultDocument {
        try decode(data, hasBatches: false)
    }

    private static func decode(_ data: Data, hasBatches: Bool) throws(UnreadableResult.Problem) -> ResultDocument {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            // The name comes first: what another version means by the other keys is not ours to say.
            let name = try decoder.decode(SchemaName.self, from: data).schema
            guard name == ResultDocument.schemaName else { throw UnreadableResult.Problem.otherSchema(name) }
            var document = try decoder.decode(ResultDocument.self, from: data)
            for index in document.benchmarks.indices { document.benchmarks[index].orderParametersByIdentifier() }
            document.failed = document.failed?.map(\.withOrderedParameters)
            try document.validate(hasBatches: hasBatches)
            return document
        } catch let problem as UnreadableResult.Problem {
            throw problem
        } catch let error as DecodingError {
            guard case .dataCorrupted(let context) = error, context.codingPath.isEmpty else {
                throw UnreadableResult.Problem(error)
            }
            // The decoder says the same of half a document and of a whole one with a number that fits nowhere.
            let isWhole = (try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) != nil
            throw isWhole ? .invalid("it has a number that is too large") : .truncatedOrNotJSON
        } catch {
            throw .truncatedOrNotJSON
        }
    }

    /// More than any run could write; what is longer is no result, and a device would never end.
    static let largestSize = 1 << 30

    /// What is in a regular file or a pipe.
    ///
    /// - Parameter isShared: whether to wait for those that add to the file, each under a lock of its own.
    public static func contents(_ path: String, isShared: Bool = false) throws(UnreadableResult.Problem) -> Data {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw .missing(reason: systemMessage()) }
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFIFO: break
        case S_IFDIR: throw .missing(reason: "is a folder")
        default: throw .missing(reason: "is no regular file")
        }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .missing(reason: systemMessage()) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // Where there are no locks there is nobody to wait for.
        if isShared { while flock(descriptor, LOCK_SH) != 0, errno == EINTR {} }
        var data = Data()
        do {
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                data += piece
                guard data.count <= largestSize else { throw UnreadableResult.Problem.invalid("longer than 1 GiB") }
            }
        } catch let problem as UnreadableResult.Problem {
            throw problem
        } catch {
            throw .missing(reason: (error as NSError).localizedDescription)
        }
        return data
    }

    private struct SchemaName: Decodable { let schema: String }
}

/// A result file that cannot be used.
public struct UnreadableResult: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it.
    public let problem: Problem

    /// Both.
    public init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// What can be wrong with a result file.
    public enum Problem: Error, Hashable, Sendable {
        /// It is not there, or may not be read; the system's words.
        case missing(reason: String)
        /// It ends too early, or is something else altogether.
        case truncatedOrNotJSON
        /// It is a result that only another version of tlsbench reads.
        case otherSchema(String)
        /// It is JSON, but no run wrote this; where, and what is wrong there.
        case invalid(String)

        /// What the file has to do with it is left out, for whoever names it already.
        public var reason: String {
            switch self {
            case .missing(let reason): reason
            case .truncatedOrNotJSON: "truncated, or no JSON"
            case .otherSchema(let name):
                "is \(name.prefix(40)), and this version reads \(ResultDocument.schemaName) only"
            case .invalid(let reason): "no valid result: \(reason.prefix(200))"
            }
        }
    }

    /// One line for people.
    public var description: String { withoutControls("\(path): \(problem.reason)") }
}

extension UnreadableResult.Problem {
    /// The decoder's words, with the place as the file spells it.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .invalid("\(Self.place(context.codingPath + [key])) is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self = .invalid("\(Self.place(context.codingPath)) is not what belongs there")
        @unknown default: self = .invalid("\(error)")
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        var text = ""
        for key in path {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + snakeCase(key.stringValue)
            }
        }
        return text.isEmpty ? "the whole" : text
    }

    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
}
