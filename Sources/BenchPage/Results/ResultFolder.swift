public import BenchReport
internal import Foundation

/// A folder of results while it is being changed, which is by one process at a time: what another one added meanwhile is on the
/// pages too.
public final class ResultFolder {
    private let folder: String
    private let descriptor: Int32

    /// Waits for those that have it.
    public init(_ folder: String) throws(ResultFileError) {
        self.folder = folder
        descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ResultFileError(path: folder) }
        // Network file systems lock no folder that is open to read. There two processes may draw pages at once, of which the next
        // one draws those that are out of date anew; results are safe, for nothing takes the place of one.
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }

    deinit { close(descriptor) }

    /// Puts a result into its place, unless it is there already.
    ///
    /// - Returns: its path in the folder.
    public func add(_ result: PublishedResult) throws -> String {
        let stored = try ResultFile.encode(result.document)
        if let path = try place(of: result, stored) { return path }
        try makeFolder(of: result.path)
        if try ResultFile.create(result.document, at: "\(folder)/\(result.path)") { return result.path }
        // Where no folder can be locked, another process may have put the same one there just now.
        if let path = try place(of: result, stored) { return path }
        throw Conflict(path: "\(folder)/\(result.path)", id: result.document.id)
    }

    /// The path of a result that is there already; nil if it is not.
    private func place(of result: PublishedResult, _ stored: Data) throws -> String? {
        for path in [result.path] + result.earlierPaths {
            guard FileManager.default.fileExists(atPath: "\(folder)/\(path)") else { continue }
            let other = try ResultFile.read("\(folder)/\(path)")
            guard other.id == result.document.id else { continue }
            guard try ResultFile.encode(other) == stored else {
                throw Conflict(path: "\(folder)/\(path)", id: other.id)
            }
            return path
        }
        return nil
    }

    /// Draws all pages of what is there now.
    ///
    /// - Returns: the paths of those that were not as they should be.
    public func draw() throws -> [String] { try Publication(StoredResults(folder)).write(to: folder) }

    private func makeFolder(of path: String) throws {
        let machine = URL(fileURLWithPath: "\(folder)/\(path)").deletingLastPathComponent()
        do { try FileManager.default.createDirectory(at: machine, withIntermediateDirectories: true) } catch {
            throw ResultFileError(path: machine.relativePath, reason: (error as NSError).localizedDescription)
        }
    }

    /// Two results that cannot both be right: nothing takes the place of a result.
    public struct Conflict: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is there.
        let path: String
        /// What both are called.
        let id: String

        /// One line for people.
        public var description: String {
            "\(path) already exists with the same id \(id) and different contents: results are never replaced"
        }
    }
}
