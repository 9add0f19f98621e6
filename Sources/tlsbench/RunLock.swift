internal import Foundation
internal import Glibc

/// Two runs on one host would measure each other, whoever starts them: the second is told who is first, and ends with 75.
///
/// The file is locked, and never written: its name lies in a folder that all may write, so that it may be anything, and
/// anybody's. What is known of the holder is the kernel's word for it.
struct RunLock {
    /// Nil where nothing could be locked.
    private let descriptor: Int32?
    /// Why there is no lock: what the result then has to say.
    let warning: String?

    /// Takes the lock of this host. Throws if another run has it; one that cannot be had is a message, and no failure.
    init() throws {
        try self.init(Self.path)
        if let warning { try FileHandle.standardError.write(line: "tlsbench: \(warning)") }
    }

    /// The same of any file.
    init(_ path: String) throws {
        do throws(Unlockable) {
            descriptor = try Self.locked(path)
            warning = nil
        } catch {
            switch error {
            case .taken(let holder):
                throw Ending(.busy, "another run is in progress: \(holder?.description ?? Self.unknown)")
            case .unusable(let reason):
                descriptor = nil
                warning = "measuring without a lock, so that another run would not be seen: \(path): \(reason)"
            }
        }
    }

    /// Lets the next run begin. The system does the same when the process ends, however it ends.
    func release() { if let descriptor { close(descriptor) } }

    /// Containers have processes of their own.
    private static let unknown = "its process cannot be seen from here"

    /// `TLSBENCH_LOCK` names another file, where containers are to see each other, or tests measure nothing.
    private static var path: String {
        let named = ProcessInfo.processInfo.environment["TLSBENCH_LOCK"] ?? ""
        return named.isEmpty ? "\(folder)/tlsbench.lock" : named
    }

    /// The same for every user: /run/lock where the system lets all write there, as Debian does, else /tmp.
    private static var folder: String {
        var status = stat()
        let isShared =
            unsafe stat("/run/lock", &status) == 0 && status.st_mode & (S_IWOTH | S_ISVTX) == S_IWOTH | S_ISVTX
        return isShared ? "/run/lock" : "/tmp"
    }
}

extension RunLock {
    /// Why a file could not be locked.
    private enum Unlockable: Error {
        case taken(RunLockHolder?)
        case unusable(String)
    }

    /// Locks the file, and sees to it that the next run will find the same one.
    private static func locked(_ path: String) throws(Unlockable) -> Int32 {
        // Whatever cleans the folder up may remove the file between opening and locking; not for ever.
        for _ in 0..<16 {
            guard let descriptor = try opened(path) else { continue }
            do throws(Unlockable) {
                let status = try status(of: descriptor)
                try lock(descriptor, status)
                if isStill(path, status) { return descriptor }
            } catch {
                close(descriptor)
                throw error
            }
            close(descriptor)
        }
        throw .unusable("it changes all the time")
    }

    /// Nil if it came or went meanwhile.
    ///
    /// To lock it takes no more than reading. Without O_CREAT first: with it, the file of another user in a folder with the
    /// sticky bit is refused (fs.protected_regular, proc_sys_fs(5)). A link is not followed, and a pipe not waited for.
    private static func opened(_ path: String) throws(Unlockable) -> Int32? {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        var descriptor = unsafe open(path, flags)
        if descriptor < 0, errno == ENOENT {
            descriptor = unsafe open(path, flags | O_CREAT | O_EXCL, 0o644)
            // Whatever the mask takes away, other users are to see this run.
            if descriptor >= 0 { fchmod(descriptor, 0o644) }
        }
        if descriptor < 0, errno == EEXIST { return nil }
        guard descriptor >= 0 else { throw .unusable(errno == ELOOP ? "is a link" : systemMessage(errno)) }
        return descriptor
    }

    /// Throws unless it is a file that has this name alone: the lock of anything else may be another program's.
    private static func status(of descriptor: Int32) throws(Unlockable) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .unusable(systemMessage(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unusable("is no regular file") }
        guard status.st_nlink <= 1 else { throw .unusable("has another name too") }
        return status
    }

    private static func lock(_ descriptor: Int32, _ status: stat) throws(Unlockable) {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: throw .taken(RunLockHolder(of: status))
            default: throw .unusable(systemMessage(errno))
            }
        }
    }

    private static func isStill(_ path: String, _ status: stat) -> Bool {
        var now = stat()
        return unsafe lstat(path, &now) == 0 && now.st_ino == status.st_ino && now.st_dev == status.st_dev
    }

    private static func systemMessage(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
