import ArgumentParser
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

    @Test func `a line that cannot be written is told of once, and remembered`() throws {
        let full = try KeyLogFile(path: "/dev/full")
        #expect(full.failure == nil)
        #expect(full.append("one")?.description == "cannot write the key log /dev/full: No space left on device")
        #expect(full.append("two") == nil)
        #expect(full.failure != nil)
        #expect(throws: Ending.self) { try full.check() }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let good = try KeyLogFile(path: path)
        #expect(good.append("one") == nil)
        try good.check()
    }

    @Test func `a folder that does not exist is named`() {
        #expect { try KeyLogFile(path: "/nonexistent/keys") } throws: { "\($0)".contains("/nonexistent/keys") }
    }
}
