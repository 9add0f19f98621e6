public import Foundation

/// Reading and writing of result documents.
public enum ResultFile {
    /// UTF-8 with sorted keys, so that two files can be compared line by line. Texts that libraries and systems say of
    /// themselves are cut and made to lines, as readers want them.
    public static func encode(_ document: ResultDocument) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(document.inLines) + Data("\n".utf8)
    }

    /// Throws now what writing to `path` would throw later, and leaves nothing behind.
    public static func checkWritable(_ path: String) throws(ResultFileError) { try OutputFile(path).check() }

    /// Takes away the file that `path` leads to, if there is one; a pipe or a device stays. Throws where the system does not let
    /// it go, and where `path` leads to no place for a file.
    public static func removeExisting(_ path: String) throws(ResultFileError) { try OutputFile(path).removeExisting() }

    /// Writes to a new file in the same folder and renames it, so that nobody ever sees half a document; into a pipe or a
    /// device as it is.
    public static func write(_ document: ResultDocument, to path: String) throws {
        try write(encode(document), to: path)
    }

    /// The same for bytes of any kind.
    public static func write(_ data: Data, to path: String) throws { try OutputFile(path).write(data) }

    /// The same for more than should be in memory at once.
    ///
    /// - Parameter pieces: gets what takes the next piece.
    public static func write(
        to path: String,
        pieces: ((Data) throws(ResultFileError) -> Void) throws(ResultFileError) -> Void
    ) throws(ResultFileError) {
        try OutputFile(path).write(pieces)
    }

    /// The same where nothing may be yet.
    ///
    /// - Returns: whether it was written; what is there already stays as it is.
    public static func create(_ document: ResultDocument, at path: String) throws -> Bool {
        try OutputFile(path).create(encode(document))
    }

    /// The system's text for an error; for the one that just happened unless told.
    static func systemMessage(_ number: Int32 = errno) -> String {
        unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    }
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

    /// What the system says of an error, of the one that just happened unless told.
    public init(path: String, error: Int32 = errno) {
        self.init(path: path, reason: ResultFile.systemMessage(error))
    }

    /// One line for people.
    public var description: String { withoutControls("\(path): \(reason)") }
}
