internal import BenchReport
internal import Glibc

/// A folder that a command writes several files into.
struct OutputFolder {
    private let folder: String

    /// Makes it where it is not there, in a folder that is; throws where it cannot be made.
    init(_ folder: String) throws {
        self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard !folder.isEmpty else { throw ResultFileError(path: folder, reason: "is no folder") }
        guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw ResultFileError(path: folder) }
    }

    /// A file in it.
    func path(_ name: String) -> String { "\(folder)/\(name)" }
}
