import Foundation
import Testing

@testable import tlsbench

@Suite struct `The lock of a run` {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    /// What the second run is told; nil if it gets the lock.
    private func refusal(_ path: String) throws -> Ending? {
        do {
            try RunLock(path).release()
            return nil
        } catch let ending as Ending { return ending }
    }

    @Test func `keeps a second run away, and tells whose process is first`() throws {
        try withFolder { folder in
            let path = folder + "/lock"
            let lock = try RunLock(path)
            #expect(lock.warning == nil)
            let ending = try #require(try refusal(path))
            #expect(ending.status == .busy)
            // A container may run as a number that nobody has given a name.
            let name = unsafe getpwuid(getuid()).map { unsafe String(cString: $0.pointee.pw_name) }
            let user = name ?? "user \(getuid())"
            let line = try #require(ending.lines.first)
            #expect(line.hasPrefix("another run is in progress: process \(getpid()) of \(user) since 2"), "\(line)")
            let program = URL(fileURLWithPath: CommandLine.arguments[0]).lastPathComponent
            #expect(line.contains(program), "\(line)")
            lock.release()
            #expect(try refusal(path) == nil)
        }
    }

    @Test func `is a file that stays empty, and that every user can lock`() throws {
        try withFolder { folder in
            let path = folder + "/lock"
            let lock = try RunLock(path)
            defer { lock.release() }
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.size] as? Int == 0)
            #expect(attributes[.posixPermissions] as? Int == 0o644)
        }
    }

    /// A name in a folder that all may write may be anything.
    @Test func `follows no link, waits for no pipe, and leaves what it finds as it is`() throws {
        try withFolder { folder in
            let other = folder + "/precious"
            try Data("precious".utf8).write(to: URL(fileURLWithPath: other))
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: other)
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/dangling",
                withDestinationPath: folder + "/new"
            )
            try FileManager.default.linkItem(atPath: other, toPath: folder + "/name")
            try FileManager.default.createDirectory(atPath: folder + "/folder", withIntermediateDirectories: false)
            #expect(unsafe mkfifo(folder + "/pipe", 0o666) == 0)
            for (name, reason) in [
                ("link", "is a link"), ("dangling", "is a link"), ("name", "has another name too"),
                ("folder", "is no regular file"), ("pipe", "is no regular file"),
                ("missing/lock", "No such file or directory"),
            ] {
                let lock = try RunLock("\(folder)/\(name)")
                let warning =
                    "measuring without a lock, so that another run would not be seen: \(folder)/\(name): \(reason)"
                #expect(lock.warning == warning)
                lock.release()
            }
            #expect(try String(contentsOfFile: other, encoding: .utf8) == "precious")
            #expect(!FileManager.default.fileExists(atPath: folder + "/new"))
        }
    }

    @Test func `is the same for two users`() throws {
        try withFolder { folder in
            #expect(unsafe chmod(folder, 0o1777) == 0)
            let path = folder + "/lock"
            let lock = try RunLock(path)
            // Who may not give a file away has one at least that may not be written, as another user's may not.
            #expect(unsafe chown(path, 65534, 65534) == 0 || chmod(path, 0o444) == 0)
            #expect(try refusal(path)?.status == .busy)
            lock.release()
            #expect(try refusal(path) == nil)
        }
    }

    @Test func `is found again after somebody cleaned up`() throws {
        try withFolder { folder in
            let path = folder + "/lock"
            let first = try RunLock(path)
            defer { first.release() }
            try FileManager.default.removeItem(atPath: path)
            let second = try RunLock(path)
            defer { second.release() }
            #expect(try refusal(path)?.status == .busy)
        }
    }

    @Test func `belongs to the process that the kernel names, by device where that can be`() {
        var status = stat()
        status.st_ino = 77
        status.st_dev = 0xFE00
        let locks = """
            1: POSIX  ADVISORY  WRITE 11 fe:00:77 0 EOF
            2: FLOCK  ADVISORY  WRITE 12 fe:00:177 0 EOF
            2: -> FLOCK  ADVISORY  WRITE 13 fe:00:77 0 EOF
            3: FLOCK  ADVISORY  READ 14 fe:00:77 0 EOF
            4: FLOCK  ADVISORY  WRITE 15 08:01:77 0 EOF

            """
        #expect(RunLockHolder.process(in: locks, of: status) == 15)
        #expect(RunLockHolder.process(in: locks + "5: FLOCK ADVISORY WRITE 16 fe:00:77 0 EOF\n", of: status) == 16)
        #expect(RunLockHolder.process(in: locks + "5: FLOCK ADVISORY WRITE 16 08:02:77 0 EOF\n", of: status) == nil)
        #expect(RunLockHolder.process(in: "", of: status) == nil)
    }

    @Test func `is told without what a terminal obeys`() {
        #expect(RunLockHolder.command("a\0b\u{1B}[2J\n\0") == #"a b\u{1b}[2J\n"#)
        #expect(RunLockHolder.command("") == nil)
        #expect(RunLockHolder.command(String(repeating: "x", count: 300))?.count == 200)
    }
}
