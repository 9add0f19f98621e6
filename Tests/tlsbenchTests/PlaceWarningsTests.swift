import BenchCore
import Foundation
import Testing

@testable import tlsbench

@Suite struct `Where workers stay` {
    /// Two processors, of which the first is slow if that is wanted.
    private func warnings(on processor: Int, isMixed: Bool, allowed: Int = 2, quota: Double? = nil) throws -> [String] {
        let root = FileManager.default.temporaryDirectory.appending(path: "tree-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let folder = root.appending(path: "sys/devices/system/cpu")
        for number in 0..<2 {
            let own = folder.appending(path: "cpu\(number)")
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            try Data((isMixed && number == 0 ? "446\n" : "1024\n").utf8).write(to: own.appending(path: "cpu_capacity"))
        }
        try Data("0-1\n".utf8).write(to: folder.appending(path: "online"))
        let kinds = ProcessorKinds(root: root.path)
        return PlaceWarnings(processor: processor, kinds: kinds, allowed: allowed, quota: quota).lines
    }

    @Test func `is named where processors differ, and a slow one is called so`() throws {
        let slow = try warnings(on: 0, isMixed: true)
        #expect(slow.count == 2)
        #expect(slow[0].contains("2 kinds") && slow[0].contains("one of processor 0 (capacity 446)"))
        #expect(slow[0].contains("there are processor 1 (capacity 1024)"))
        #expect(slow[1].contains("processor 0 is a slow one"))
        #expect(try warnings(on: 1, isMixed: true).count == 1)
        #expect(try warnings(on: 0, isMixed: false).isEmpty)
    }

    @Test func `is named where there is but one, or time is limited`() throws {
        #expect(try warnings(on: 1, isMixed: false, allowed: 1)[0].contains("share the one processor"))
        #expect(try warnings(on: 1, isMixed: false, quota: 1.5)[0].contains("1.5 processors"))
    }
}
