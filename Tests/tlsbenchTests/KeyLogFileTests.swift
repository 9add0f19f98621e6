import Foundation
import Testing

@testable import tlsbench

@Suite struct KeyLogFileTests {
    @Test func `lines are appended to a file for its owner alone`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try KeyLogFile(path: path).append("one")
        try KeyLogFile(path: path).append("two")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == "one\ntwo\n")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a folder that does not exist is named`() {
        #expect { try KeyLogFile(path: "/nonexistent/keys") } throws: { "\($0)".contains("/nonexistent/keys") }
    }
}
