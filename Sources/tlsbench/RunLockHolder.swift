internal import BenchCore
internal import Foundation
internal import Glibc

/// The process that has a file locked, as far as this one may know it.
struct RunLockHolder: Hashable, CustomStringConvertible {
    let process: pid_t
    /// Its user's name, or number.
    let user: String?
    /// Its arguments, in one line.
    let command: String?
    /// When it was started.
    let since: Date?

    /// Nil where the kernel does not tell, as of processes in another container.
    init?(of status: stat) {
        guard let locks = Self.text("/proc/locks"), let process = Self.process(in: locks, of: status) else {
            return nil
        }
        self.process = process
        user = Self.user(of: process)
        command = Self.command(Self.text("/proc/\(process)/cmdline") ?? "")
        since = Self.start(of: process)
    }

    var description: String {
        let time = since.map { " since \($0.formatted(.iso8601))" } ?? ""
        return "process \(process)" + (user.map { " of \($0)" } ?? "") + time + (command.map { ": \($0)" } ?? "")
    }

    /// proc_locks(5): `2: FLOCK ADVISORY WRITE 14190 fe:00:16221719 0 EOF`. File systems in layers tell another device here
    /// than in the file's status, but the same number.
    static func process(in locks: String, of status: stat) -> pid_t? {
        // As makedev(3) puts them together.
        let (major, minor) = (status.st_dev >> 8 & 0xFFF, status.st_dev & 0xFF | status.st_dev >> 12 & 0xFFF00)
        let device = "\(hexadecimal(major)):\(hexadecimal(minor))"
        let entries = locks.split(separator: "\n").compactMap { line -> (place: String, process: pid_t)? in
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 6, words[1] == "FLOCK", words[3] == "WRITE", let process = pid_t(words[4]) else {
                return nil
            }
            return words[5].hasSuffix(":\(status.st_ino)") && process > 0 ? (words[5], process) : nil
        }
        return entries.first { $0.place == "\(device):\(status.st_ino)" }?.process
            ?? (entries.count == 1 ? entries[0].process : nil)
    }

    private static func hexadecimal(_ number: dev_t) -> String {
        (number < 0x10 ? "0" : "") + String(number, radix: 16)
    }

    private static func user(of process: pid_t) -> String? {
        var status = stat()
        guard unsafe stat("/proc/\(process)", &status) == 0 else { return nil }
        guard let entry = unsafe getpwuid(status.st_uid), let name = unsafe entry.pointee.pw_name else {
            return "user \(status.st_uid)"
        }
        return unsafe String(cString: name)
    }

    /// Another user has chosen these words.
    static func command(_ arguments: String) -> String? {
        let words = arguments.split(separator: "\0").joined(separator: " ")
        return words.isEmpty ? nil : PrintableLine(words, longest: 200).text
    }

    /// proc_pid_stat(5): the 22nd value, in clock ticks since the system was started; the second may have spaces.
    private static func start(of process: pid_t) -> Date? {
        guard let line = text("/proc/\(process)/stat"), let end = line.lastIndex(of: ")"),
            let boot = text("/proc/stat")?.split(separator: "\n").first(where: { $0.hasPrefix("btime ") })
        else { return nil }
        let values = line[line.index(after: end)...].split(separator: " ")
        guard values.count > 19, let ticks = Double(values[19]), let booted = Double(boot.dropFirst(6)) else {
            return nil
        }
        return Date(timeIntervalSince1970: booted + ticks / Double(sysconf(Int32(_SC_CLK_TCK))))
    }

    private static func text(_ path: String) -> String? {
        (try? Data(contentsOf: URL(fileURLWithPath: path))).map { String(decoding: $0, as: UTF8.self) }
    }
}
