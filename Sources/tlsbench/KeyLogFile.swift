internal import Foundation

/// The file that `SSLKEYLOGFILE` names: one line a connection, from which a packet analyser decrypts it.
final class KeyLogFile: Sendable {
    private let descriptor: Int32

    /// The file of the environment, or nil if it names none.
    static func fromEnvironment() throws -> KeyLogFile? {
        guard let path = ProcessInfo.processInfo.environment["SSLKEYLOGFILE"], !path.isEmpty else { return nil }
        return try KeyLogFile(path: path)
    }

    /// Opens it to append; a new one is readable for its owner alone.
    init(path: String) throws {
        descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Ending(.cannotWrite, "cannot open the key log \(path): \(unsafe String(cString: strerror(errno)))")
        }
    }

    /// Appends one line in one write, so that lines of several processes do not mix.
    func append(_ line: String) {
        let octets = [UInt8]("\(line)\n".utf8)
        // A full disk loses the line, not the connection.
        _ = unsafe write(descriptor, octets, octets.count)
    }

    deinit { close(descriptor) }
}
