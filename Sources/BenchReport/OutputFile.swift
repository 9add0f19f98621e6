internal import Foundation
internal import Glibc

/// A file that a command writes as a whole. Readers see what was there before or all of the new, and never a part.
///
/// Next to the file a new one of a random name is made, which follows no link and takes nobody else's place; it is written,
/// brought to the disk and renamed. What is no regular file, such as a pipe, a terminal or `/dev/stdout`, is written in place.
struct OutputFile {
    /// As the user names it, for messages.
    private let path: String
    private let place: Place

    private enum Place {
        /// A name in a folder.
        case entry(folder: String, name: String, Existing?)
        /// A pipe or a device, which stays.
        case stream(isDevice: Bool)
        /// A descriptor of this process, by its number.
        case descriptor(Int32)
    }

    /// What a new file takes over from the one that it replaces.
    private struct Existing {
        let mode: mode_t
        let owner: uid_t
        let group: gid_t
    }

    /// Finds the file that `path` means, behind all links.
    init(_ path: String) throws(ResultFileError) {
        self.path = path
        var status = stat()
        // First by the system's own walk: it refuses links that others put into a folder that all may write (proc(5),
        // protected_symlinks), which the walk below does not know of.
        if unsafe stat(path, &status) != 0, errno != ENOENT || path.isEmpty { throw Self.failure(path) }
        place = try Self.find(path, named: path)
    }

    /// Throws now what writing would throw later, and leaves nothing behind.
    func check() throws(ResultFileError) {
        switch place {
        case .entry(let folder, let name, let existing):
            let new = try NewFile(in: folder, existing == nil ? 0o666 : 0o600, named: path)
            defer { new.remove() }
            guard let existing else { return }
            try requireWritable(name, in: new.folder)
            try requireReplaceable(existing, in: new.folder)
        case .descriptor(let number):
            guard fcntl(number, F_GETFL) & O_ACCMODE != O_RDONLY else { throw Self.failure(path, EBADF) }
            try Self.probe(number, path)
        case .stream(let isDevice):
            guard unsafe access(path, W_OK) == 0 else { throw Self.failure(path) }
            // To open a pipe would wait for its reader.
            guard isDevice else { return }
            let descriptor = unsafe open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Self.failure(path) }
            defer { close(descriptor) }
            try Self.probe(descriptor, path)
        }
    }

    /// Puts `data` in the place of what was there.
    func write(_ data: Data) throws(ResultFileError) {
        try write { (put) throws(ResultFileError) in try put(data) }
    }

    /// Takes pieces and writes them one behind the other.
    typealias Sink = (Data) throws(ResultFileError) -> Void

    /// The same of what `produce` hands over piece by piece.
    func write(_ produce: (Sink) throws(ResultFileError) -> Void) throws(ResultFileError) {
        switch place {
        case .entry(let folder, let name, let existing):
            try fill(folder, existing, produce) { (new) throws(ResultFileError) in
                if existing != nil { try requireWritable(name, in: new.folder) }
                guard unsafe renameat(new.folder, new.name, new.folder, name) == 0 else { throw Self.failure(path) }
            }
        case .descriptor(let number): try produce(sink(number))
        case .stream:
            let descriptor = unsafe open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Self.failure(path) }
            defer { close(descriptor) }
            try produce(sink(descriptor))
        }
    }

    private func sink(_ descriptor: Int32) -> Sink {
        { [path] (data) throws(ResultFileError) in try Self.write(data, to: descriptor, named: path) }
    }

    /// Takes away the file that is there, behind all links. A pipe or a device stays.
    func removeExisting() throws(ResultFileError) {
        guard case .entry(let folder, let name, .some) = place else { return }
        guard unsafe unlink("\(folder)/\(name)") == 0 || errno == ENOENT else { throw Self.failure(path) }
    }

    /// Puts `data` where nothing is yet.
    ///
    /// - Returns: whether nothing was there; if something was, it stays as it is.
    func create(_ data: Data) throws(ResultFileError) -> Bool {
        guard case .entry(let folder, let name, nil) = place else { return false }
        var isNew = true
        let whole: (Sink) throws(ResultFileError) -> Void = { (put) throws(ResultFileError) in try put(data) }
        try fill(folder, nil, whole) { (new) throws(ResultFileError) in
            // Unlike a rename, a link never replaces what came there meanwhile.
            if unsafe linkat(new.folder, new.name, new.folder, name, 0) == 0 {
                new.remove()
            } else if errno == EEXIST {
                new.remove()
                isNew = false
            } else {
                // A file system without hard links: what is lost is only a race with programs that take no lock.
                guard unsafe faccessat(new.folder, name, F_OK, 0) != 0 else {
                    isNew = false
                    return new.remove()
                }
                guard unsafe renameat(new.folder, new.name, new.folder, name) == 0 else { throw Self.failure(path) }
            }
        }
        return isNew
    }

    /// Writes a new file in the folder, which `finish` gives its name; nothing of it stays after a failure.
    private func fill(
        _ folder: String,
        _ existing: Existing?,
        _ produce: (Sink) throws(ResultFileError) -> Void,
        _ finish: (NewFile) throws(ResultFileError) -> Void
    ) throws(ResultFileError) {
        let new = try NewFile(in: folder, existing == nil ? 0o666 : 0o600, named: path)
        do throws(ResultFileError) {
            if let existing {
                // Who may not give a file away keeps it.
                _ = fchown(new.descriptor, existing.owner, existing.group)
                guard fchmod(new.descriptor, existing.mode) == 0 else { throw Self.failure(path) }
            }
            try produce(sink(new.descriptor))
            guard fsync(new.descriptor) == 0 || [EINVAL, ENOTSUP, EROFS].contains(errno) else {
                throw Self.failure(path)
            }
            try finish(new)
        } catch {
            new.remove()
            throw error
        }
        new.sync()
    }

    /// A rename would not spare a file that nobody may write.
    private func requireWritable(_ name: String, in folder: Int32) throws(ResultFileError) {
        guard unsafe faccessat(folder, name, W_OK, 0) == 0 else { throw Self.failure(path) }
    }

    /// In a folder such as /tmp only who owns a file or the folder may rename another over it (unlink(2), EPERM).
    private func requireReplaceable(_ existing: Existing, in folder: Int32) throws(ResultFileError) {
        var status = stat()
        guard unsafe fstat(folder, &status) == 0 else { throw Self.failure(path) }
        let isSticky = status.st_mode & S_ISVTX != 0
        guard !isSticky || [0, existing.owner, status.st_uid].contains(geteuid()) else {
            throw Self.failure(path, EPERM)
        }
    }

    /// A write of nothing: a full device refuses it as it would any other.
    private static func probe(_ descriptor: Int32, _ path: String) throws(ResultFileError) {
        guard unsafe Glibc.write(descriptor, "", 0) == 0 else { throw failure(path) }
    }

    /// All of it, in as many pieces as it takes.
    static func write(_ data: Data, to descriptor: Int32, named path: String) throws(ResultFileError) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                throw failure(path, count == 0 ? ENOSPC : errno)
            }
        }
    }

    /// The system's words for what just happened.
    static func failure(_ path: String, _ number: Int32 = errno) -> ResultFileError {
        ResultFileError(path: path, error: number)
    }
}

extension OutputFile {
    /// As many links as the kernel follows (path_resolution(7)).
    private static let mostLinks = 40

    /// Follows links one by one, for a link to a descriptor leads to a file that must not be replaced.
    private static func find(_ named: String, named path: String) throws(ResultFileError) -> Place {
        var current = named
        for _ in 0...mostLinks {
            let slash = current.lastIndex(of: "/")
            let name = slash.map { String(current[current.index(after: $0)...]) } ?? current
            let folder = slash.map { $0 == current.startIndex ? "/" : String(current[..<$0]) } ?? "."
            guard let real = unsafe realpath(folder, nil) else { throw failure(path) }
            defer { unsafe free(real) }
            let place = unsafe String(cString: real)
            if place == "/proc/\(getpid())/fd" || place == "/proc/self/fd", let number = Int32(name) {
                return .descriptor(number)
            }
            var status = stat()
            let whole = "\(place)/\(name)"
            guard unsafe lstat(whole, &status) == 0 else {
                guard errno == ENOENT, !name.isEmpty else { throw failure(path) }
                return .entry(folder: place, name: name, nil)
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                let existing = Existing(mode: status.st_mode & 0o777, owner: status.st_uid, group: status.st_gid)
                return .entry(folder: place, name: name, existing)
            case S_IFLNK:
                guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: whole) else {
                    throw failure(path, ENOENT)
                }
                current = target.hasPrefix("/") ? target : "\(place)/\(target)"
            case S_IFDIR: throw ResultFileError(path: path, reason: "is a folder")
            case S_IFIFO: return .stream(isDevice: false)
            case S_IFCHR: return .stream(isDevice: true)
            // Nobody wants a result in the place of a file system.
            default: throw ResultFileError(path: path, reason: "is no regular file")
            }
        }
        throw failure(path, ELOOP)
    }
}

/// A file that nobody else knows, in the folder of the one that it is to become.
private final class NewFile {
    /// Open for its path alone, so that the folder cannot become another one meanwhile.
    let folder: Int32
    let name: String
    let descriptor: Int32

    /// O_PATH of Linux (asm-generic/fcntl.h), which Glibc's headers show to GNU programs alone.
    private static let pathOnly: Int32 = 0o10000000

    init(in path: String, _ mode: mode_t, named file: String) throws(ResultFileError) {
        folder = unsafe open(path, Self.pathOnly | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw OutputFile.failure(file) }
        var random = SystemRandomNumberGenerator()
        let digits = String(random.next(), radix: 16) + String(random.next(), radix: 16)
        // Hidden, so that a folder of results does not list it.
        name = ".tlsbench-\(digits).partial"
        // O_EXCL takes no link either, and no file that somebody foresaw.
        descriptor = unsafe openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            let failure = OutputFile.failure(file)
            close(folder)
            throw failure
        }
    }

    deinit {
        close(descriptor)
        close(folder)
    }

    func remove() { unsafe unlinkat(folder, name, 0) }

    /// Brings the file's name to the disk too, where the folder can be read.
    func sync() {
        let readable = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard readable >= 0 else { return }
        fsync(readable)
        close(readable)
    }
}
