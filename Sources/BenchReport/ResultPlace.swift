internal import Foundation

/// Where a result goes: the file that the user names, or in a folder a name that no other run has.
public struct ResultPlace: Hashable, Sendable {
    /// The file.
    public let path: String
    /// Whether the name was made here, so that the user has to be told.
    public let isNamedHere: Bool

    /// - Parameters:
    ///   - path: a file; or a folder that exists, or that ends with a slash. There the name is `<UTC>-<hardware key>-<id>.json`:
    ///     the id is random, so that a thousand machines of a kind can write into one folder in the same second.
    ///   - started: when the run began, in UTC (RFC 3339).
    public init(_ path: String, started: String, hardwareKey: String, id: String) {
        isNamedHere = path.hasSuffix("/") || Self.isFolder(path)
        let folder = path.hasSuffix("/") ? path : path + "/"
        self.path = isNamedHere ? "\(folder)\(Self.compact(started))-\(hardwareKey)-\(id).json" : path
    }

    /// A moment as names of files have it: `20260102T030405Z`.
    public static func compact(_ moment: String) -> String { moment.filter { $0 != "-" && $0 != ":" } }

    /// A path to a thing inside exists for folders alone, behind links too.
    private static func isFolder(_ path: String) -> Bool {
        !path.isEmpty && FileManager.default.fileExists(atPath: path + "/.")
    }
}
