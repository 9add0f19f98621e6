public import Foundation

/// Reading and writing of result documents.
public enum ResultFile {
    /// UTF-8 with sorted keys, so that two files can be compared line by line.
    public static func encode(_ document: ResultDocument) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(document) + Data("\n".utf8)
    }

    /// Throws now what writing to `path` would throw later, and leaves nothing behind.
    public static func checkWritable(_ path: String) throws(ResultFileError) {
        let temporary = temporaryPath(try destination(path))
        defer { unsafe unlink(temporary) }
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw ResultFileError(path: path, reason: systemMessage()) }
        close(descriptor)
    }

    /// Writes to a file beside `path` and renames it, so that nobody ever sees half a document.
    public static func write(_ document: ResultDocument, to path: String) throws {
        try write(encode(document), to: path)
    }

    /// The same for octets of any kind.
    public static func write(_ data: Data, to path: String) throws {
        let destination = try destination(path)
        let temporary = temporaryPath(destination)
        do {
            try data.write(to: URL(fileURLWithPath: temporary))
            guard unsafe rename(temporary, destination) == 0 else {
                throw ResultFileError(path: path, reason: systemMessage())
            }
        } catch let error as ResultFileError {
            unsafe unlink(temporary)
            throw error
        } catch {
            unsafe unlink(temporary)
            throw ResultFileError(path: path, reason: (error as NSError).localizedDescription)
        }
    }

    /// The file that `path` means, behind all links. Renaming replaces whatever stands there, and would not spare a device
    /// or a file that nobody may write: so only a writable regular file is let through, or none.
    private static func destination(_ path: String) throws(ResultFileError) -> String {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return path }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw ResultFileError(path: path, reason: "is a folder")
        default: throw ResultFileError(path: path, reason: "is no regular file")
        }
        guard unsafe access(path, W_OK) == 0 else { throw ResultFileError(path: path, reason: systemMessage()) }
        return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    /// The system's text for the error that just happened.
    static func systemMessage() -> String {
        let number = errno
        return unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    }

    private static func temporaryPath(_ path: String) -> String { "\(path).\(getpid()).partial" }
}

/// A result file that cannot be written.
public struct ResultFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// The system's words.
    public let reason: String

    /// Both.
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// One line for people.
    public var description: String { "\(path): \(reason)" }
}
