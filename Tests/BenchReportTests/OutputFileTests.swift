import Foundation
import Testing

@testable import BenchReport

@Suite struct `A file that is written as a whole` {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

    @Test func `follows no link that somebody laid where it begins`() throws {
        try withFolder { folder in
            let (file, victim) = (folder.appending(path: "result.json"), folder.appending(path: "victim"))
            try Data("untouched".utf8).write(to: victim)
            // The name that files of this process once began with.
            let foreseen = "\(file.path).\(getpid()).partial"
            try FileManager.default.createSymbolicLink(atPath: foreseen, withDestinationPath: victim.path)
            try ResultFile.checkWritable(file.path)
            try ResultFile.write(Data("new".utf8), to: file.path)
            #expect(try text(victim) == "untouched" && text(file) == "new")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: foreseen) == victim.path)
        }
    }

    @Test func `is taken away behind a link, and a pipe is not`() throws {
        try withFolder { folder in
            let (file, link) = (folder.appending(path: "result.json"), folder.appending(path: "link"))
            try Data("old".utf8).write(to: file)
            try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "result.json")
            try ResultFile.removeExisting(link.path)
            try ResultFile.removeExisting(link.path)
            #expect(try names(folder) == ["link"])
            let pipe = folder.appending(path: "pipe").path
            #expect(unsafe mkfifo(pipe, 0o600) == 0)
            try ResultFile.removeExisting(pipe)
            #expect(try names(folder) == ["link", "pipe"])
        }
    }

    @Test func `lets as many read it as before`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "secret")
            try Data("old".utf8).write(to: file)
            #expect(unsafe chmod(file.path, 0o640) == 0)
            try ResultFile.write(Data("new".utf8), to: file.path)
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o640)
            #expect(try text(file) == "new")
        }
    }

    @Test func `leaves nothing behind where it cannot be finished`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "result.json")
            let output = try OutputFile(file.path)
            // A folder has come into its place meanwhile.
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
            try Data().write(to: file.appending(path: "kept"))
            #expect(throws: ResultFileError.self) { try output.write(Data("new".utf8)) }
            #expect(try names(folder) == ["result.json"])
            #expect(try names(file) == ["kept"])
        }
    }

    @Test func `takes nobody's place where it has to be new`() throws {
        try withFolder { folder in
            let path = folder.appending(path: "result.json").path
            let (first, second) = (try OutputFile(path), try OutputFile(path))
            #expect(try first.create(Data("first".utf8)))
            // Both found nothing there.
            #expect(try !second.create(Data("second".utf8)))
            #expect(try !ResultFile.create(Sample.document, at: path))
            #expect(try text(URL(fileURLWithPath: path)) == "first" && names(folder) == ["result.json"])
        }
    }

    @Test func `is made where a link points that leads nowhere yet`() throws {
        try withFolder { folder in
            let link = folder.appending(path: "latest.json")
            try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "result.json")
            try ResultFile.write(Data("new".utf8), to: link.path)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "result.json")
            #expect(try text(folder.appending(path: "result.json")) == "new")
        }
    }

    @Test func `that is a pipe is written as it is`() throws {
        try withFolder { folder in
            let pipe = folder.appending(path: "pipe")
            #expect(unsafe mkfifo(pipe.path, 0o600) == 0)
            try ResultFile.checkWritable(pipe.path)
            // Open for both, so that neither end waits for the other.
            let reader = unsafe open(pipe.path, O_RDWR)
            defer { close(reader) }
            try ResultFile.write(Data("through".utf8), to: pipe.path)
            var octets = [UInt8](repeating: 0, count: 16)
            let count = unsafe read(reader, &octets, 16)
            #expect(String(decoding: octets.prefix(max(0, count)), as: UTF8.self) == "through")
            #expect(try names(folder) == ["pipe"])
        }
    }

    @Test func `that is a descriptor of the process goes on where that stands`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "output")
            let descriptor = unsafe open(file.path, O_WRONLY | O_CREAT, 0o600)
            defer { close(descriptor) }
            #expect(unsafe write(descriptor, "before ", 7) == 7)
            for path in ["/dev/fd/\(descriptor)", "/proc/self/fd/\(descriptor)"] {
                try ResultFile.checkWritable(path)
                try ResultFile.write(Data("and after ".utf8), to: path)
            }
            #expect(try text(file) == "before and after and after ")
            #expect(try names(folder) == ["output"])
        }
    }

    @Test func `that is a full device is refused before any work, and at its end`() throws {
        let full = ResultFileError(path: "/dev/full", reason: "No space left on device")
        #expect(throws: full) { try ResultFile.checkWritable("/dev/full") }
        #expect(throws: full) { try ResultFile.write(Data("x".utf8), to: "/dev/full") }
        try ResultFile.checkWritable("/dev/null")
        try ResultFile.write(Data("x".utf8), to: "/dev/null")
    }

    @Test func `is no file without a name, and none behind links that go round`() throws {
        #expect(throws: ResultFileError(path: "", reason: "No such file or directory")) {
            try ResultFile.checkWritable("")
        }
        try withFolder { folder in
            let link = folder.appending(path: "round").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "round")
            #expect(throws: ResultFileError.self) { try ResultFile.checkWritable(link) }
        }
    }
}
