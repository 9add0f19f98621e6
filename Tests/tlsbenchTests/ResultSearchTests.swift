import Foundation
import Testing

@testable import tlsbench

@Suite struct `A search for results` {
    /// To open a pipe would wait for its writer, who may never come.
    @Test func `takes files and links to files, and no pipe behind a link`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "search-\(UUID().uuidString)")
        let below = folder.appending(path: "below").path
        try FileManager.default.createDirectory(atPath: below, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let root = folder.path
        try Data("{}".utf8).write(to: URL(fileURLWithPath: below + "/file.json"))
        #expect(unsafe mkfifo(root + "/pipe", 0o600) == 0)
        let links = [
            "to-file": below + "/file.json", "to-folder": below, "to-nothing": root + "/gone",
            "to-pipe": root + "/pipe",
        ]
        for (name, destination) in links {
            try FileManager.default.createSymbolicLink(
                atPath: "\(root)/\(name).json",
                withDestinationPath: destination
            )
        }
        let found = try ResultSearch.files([root])
        #expect(found == ["below/file.json", "to-file.json", "to-nothing.json"].map { "\(root)/\($0)" })
    }
}
