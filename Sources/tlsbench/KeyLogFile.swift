internal import Foundation
internal import Synchronization

/// The file that `SSLKEYLOGFILE` names: one line a connection, from which a packet analyser decrypts it.
final class KeyLogFile: Sendable {
    private let path: String
    private let descriptor: Int32
    private let failed = Mutex<Int32?>(nil)

    /// The file of the environment, or nil if it names none.
    static func fromEnvironment() throws -> KeyLogFile? {
        guard let path = ProcessInfo.processInfo.environment["SSLKEYLOGFILE"], !path.isEmpty else { return nil }
        return try KeyLogFile(path: path)
    }

    /// Opens it to append; a new one is readable for its owner alone.
    init(path: String) throws {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Ending(.cannotWrite, "cannot open the key log \(path): \(unsafe String(cString: strerror(errno)))")
        }
    }

    /// Appends one line in one write, so that lines of several processes do not mix. The first line that cannot be written is
    /// the last that is tried, lest another follow half of it; that it failed is returned then, and kept in ``failure``.
    ///
    /// The connection goes on: what it is worth without its keys, its user knows.
    @discardableResult func append(_ line: String) -> CommandFailure? {
        failed.withLock { failed in
            guard failed == nil else { return nil }
            failed = Self.write([UInt8]("\(line)\n".utf8), to: descriptor)
            return failed.map(failure)
        }
    }

    /// Takes lines, and leaves it to ``check()`` to say what became of them.
    var writer: @Sendable (String) -> Void { { line in self.append(line) } }

    /// Why keys are missing in the file; nil if none are.
    var failure: CommandFailure? { failed.withLock { $0.map(failure) } }

    /// Ends the command with 73 if keys are missing in the file.
    func check() throws {
        if let failure { throw Ending(.cannotWrite, "\(failure)") }
    }

    private func failure(_ number: Int32) -> CommandFailure {
        CommandFailure("cannot write the key log \(path): \(unsafe String(cString: strerror(number)))")
    }

    /// The error's number; nil if all is written.
    private static func write(_ octets: [UInt8], to descriptor: Int32) -> Int32? {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                return count == 0 ? EIO : errno
            }
        }
        return nil
    }

    deinit { close(descriptor) }
}
