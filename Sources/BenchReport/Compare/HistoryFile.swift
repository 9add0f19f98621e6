internal import Foundation

extension History {
    /// Adds a line for each benchmark of `run` that the file does not have yet; makes the file if there is none.
    ///
    /// Any number of processes may do so at once: each has the file to itself while it reads what is there and adds its lines,
    /// all of them with one write at the end of the file.
    public static func append(_ run: ComparedRun, to path: String) throws {
        let file = try HistoryFile(path)
        do {
            let data = try file.contents()
            let history = data.isEmpty ? History() : try History(data)
            try file.add(Data(try history.addition(of: run).utf8))
        } catch let problem as UnreadableHistory.Problem { throw UnreadableHistory(path: path, problem: problem) }
    }

    /// Throws now what ``append(_:to:)`` would throw of the file later.
    public static func checkAppendable(_ path: String) throws(ResultFileError) {
        guard unsafe access(path, F_OK) == 0 else { return try ResultFile.checkWritable(path) }
        _ = try HistoryFile(path)
    }
}

/// A history that is open, and locked for as long as it is.
private final class HistoryFile {
    private let path: String
    private let descriptor: Int32

    /// Waits for those that have it.
    init(_ path: String) throws(ResultFileError) {
        self.path = path
        while true {
            // Nothing is read of a pipe, and to open one for both never waits.
            let opened = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o666)
            guard opened >= 0 else { throw OutputFile.failure(path) }
            do throws(ResultFileError) {
                if try Self.lock(opened, path) {
                    descriptor = opened
                    return
                }
            } catch {
                close(opened)
                throw error
            }
            close(opened)
        }
    }

    deinit { close(descriptor) }

    /// Whether the name is still that of the file that was locked: another may have been renamed over it meanwhile.
    private static func lock(_ descriptor: Int32, _ path: String) throws(ResultFileError) -> Bool {
        var (own, named) = (stat(), stat())
        guard unsafe fstat(descriptor, &own) == 0 else { throw OutputFile.failure(path) }
        guard own.st_mode & S_IFMT == S_IFREG else {
            throw ResultFileError(path: path, reason: "is no regular file")
        }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw OutputFile.failure(path) }
        }
        guard unsafe stat(path, &named) == 0 else { return false }
        return own.st_ino == named.st_ino && own.st_dev == named.st_dev
    }

    func contents() throws -> Data {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw OutputFile.failure(path) }
        guard status.st_size <= ResultFile.largestSize else {
            throw ResultFileError(path: path, reason: "longer than 1 GiB")
        }
        do { return try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd() ?? Data() } catch {
            throw ResultFileError(path: path, reason: (error as NSError).localizedDescription)
        }
    }

    /// One write, and none of it if there is no room for all.
    func add(_ data: Data) throws(ResultFileError) {
        var before = stat()
        guard unsafe fstat(descriptor, &before) == 0 else { throw OutputFile.failure(path) }
        let count = unsafe data.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count == data.count else {
            let failure = OutputFile.failure(path, count < 0 ? errno : ENOSPC)
            ftruncate(descriptor, before.st_size)
            throw failure
        }
        guard data.isEmpty || fsync(descriptor) == 0 || errno == EINVAL else { throw OutputFile.failure(path) }
    }
}
