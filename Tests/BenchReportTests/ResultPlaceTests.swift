import Foundation
import Testing

@testable import BenchReport

@Suite struct `The place of a result` {
    private func place(_ path: String, id: String = "b234b7da-f852-484d-99b2-01919207ea3c") -> ResultPlace {
        ResultPlace(path, started: "2026-01-02T03:04:05Z", hardwareKey: "570c2a2bed31", id: id)
    }

    @Test func `is the file that was named`() {
        #expect(place("out/result.json").path == "out/result.json")
        #expect(!place("out/result.json").isNamedHere)
        #expect(!place("").isNamedHere)
    }

    @Test func `has in a folder the whole id in its name, which no other run has`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let name = "20260102T030405Z-570c2a2bed31-b234b7da-f852-484d-99b2-01919207ea3c.json"
        for named in [folder, folder + "/"] {
            #expect(place(named).path == "\(folder)/\(name)" && place(named).isNamedHere)
        }
        // Of two machines of a kind in one second.
        #expect(place(folder).path != place(folder, id: "c234b7da-f852-484d-99b2-01919207ea3c").path)
    }

    @Test func `is below a folder that is not there, so that writing says so`() {
        #expect(place("missing/").path.hasPrefix("missing/2026"))
    }
}
