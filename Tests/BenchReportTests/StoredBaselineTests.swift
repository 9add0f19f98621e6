import Foundation
import Testing

@testable import BenchReport

@Suite struct `A stored baseline` {
    @Test func `lies in the folder of its machine, and is what was put there`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for started in ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"] {
            let document = CompareSample.run(started: started).document
            let path = try StoredBaseline.renew(in: folder.path, with: document)
            #expect(path == folder.path + "/111111111111/baseline.json")
            #expect(path == StoredBaseline.path(in: folder.path, for: document))
            #expect(try ResultFile.read(path).started == started)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/111111111111").count == 1)
        }
    }

    @Test func `is named as the folder was`() {
        let document = CompareSample.run().document
        #expect(StoredBaseline.path(in: "Results", for: document) == "Results/111111111111/baseline.json")
        #expect(StoredBaseline.path(in: "Results/", for: document) == "Results/111111111111/baseline.json")
    }

    @Test func `is no debug build, no gate, and not interrupted`() {
        let cases: [(StoredBaseline.Refusal, ComparedRun)] = [
            (.debugBuild, CompareSample.run { $0.builds["A"]?.configuration = "debug" }),
            (.gate, ComparedRun(Sample.gate)),
            (
                .interrupted,
                CompareSample.run { $0.tool.warnings = ["interrupted: fewer generations than planned"] }
            ),
        ]
        for (refusal, run) in cases {
            #expect(throws: refusal) { try StoredBaseline.renew(in: "/missing", with: run.document) }
        }
    }

    @Test func `tells where it cannot be written`() {
        #expect(throws: ResultFileError.self) {
            try StoredBaseline.renew(in: "/missing", with: CompareSample.run().document)
        }
    }
}
