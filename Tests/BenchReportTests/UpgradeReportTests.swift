import BenchCore
import BenchGate
import Testing

@testable import BenchReport

@Suite struct `An upgrade's report` {
    private static let rows: [(verdict: String, estimate: Double)] = [
        ("regressed", 0.08), ("improved", -0.47), ("unchanged", 0.001),
    ]

    /// One executable on two builds of libcrypto; of its rows one is slower, one faster, and one the same.
    private static func document(
        marks: (String, String) = ("build-id:aa", "build-id:bb"),
        programs: (String, String) = ("code:1", "code:1"),
        text: String = "3.5.9"
    ) -> ResultDocument {
        var document = Sample.gate
        let template = document.benchmarks[0]
        document.benchmarks = rows.enumerated().map { number, row in
            var benchmark = template
            benchmark.id = "record-seal/\(number)/openssl"
            var judgement = Judgement([benchmark.id], GateRules(maxLooks: 1))
            judgement.look([PairedEffect(differences: (0..<16).map { row.estimate + 0.0001 * Double($0) })]) { _ in [:]
            }
            benchmark.compare = .init(judgement.benchmarks[0], minEffect: 0.02, accepted: nil)
            return benchmark
        }
        document.gate = .init(
            rules: .init(GateRules(), GatePolicy()),
            injectedPercent: nil,
            machineChanged: false,
            unfinished: nil,
            nullControl: [],
            judged: [],
            unmeasured: [],
            GateConclusion([], [], GatePolicy())
        )
        let sides = [("A", "3.0.22", marks.0, programs.0), ("B", text, marks.1, programs.1)]
        for (side, version, mark, program) in sides {
            let identity = WorkerIdentity(
                objects: [
                    LoadedObject(name: "program", path: "/stage/\(side)", mark: program),
                    LoadedObject(name: "libcrypto.so.3", path: "/\(side)/libcrypto.so.3", mark: mark),
                ],
                libraries: [
                    .init(column: "openssl", name: "OpenSSL", version: version, codePath: "", object: "libcrypto.so.3"),
                    .init(column: "swift", name: "SwiftCore", version: "1", codePath: ""),
                ],
                variables: [:]
            )
            document.builds[side]?.loads = .init(identity, copiesIn: "/stage")
            document.builds[side]?.libs = .init(identity)
        }
        return document
    }

    @Test func `names what differs, and puts what is slower first`() throws {
        let report = try #require(UpgradeReport(Self.document()))
        #expect(report.changes.map(\.column) == ["openssl"])
        #expect(report.changes[0].baseline == .init(version: "3.0.22", file: "/A/libcrypto.so.3, build-id:aa"))
        #expect(report.changes[0].candidate.version == "3.5.9")
        #expect(report.parts.map(\.name) == ["slower", "faster", "unchanged"])
        #expect(report.parts.map { $0.rows.map(\.id) } == [0, 1, 2].map { ["record-seal/\($0)/openssl"] })
        #expect(report.answer.hasSuffix("(1 slower, 1 faster, 1 unchanged)"))
    }

    @Test func `is what Markdown of such a gate begins with`() throws {
        let lines = Self.document().gateMarkdown().split(separator: "\n").map(String.init)
        #expect(lines[0] == "### tlsbench: OpenSSL 3.0.22 → 3.5.9")
        let slower = try #require(lines.firstIndex(of: "#### slower"))
        #expect(lines[slower + 3].hasPrefix("| record-seal/0/openssl | ") && lines[slower + 3].contains("+8."))
        #expect(try #require(lines.firstIndex(of: "#### faster")) > slower)
        #expect(lines.contains("<details><summary>1 unchanged</summary>"))
        #expect(lines.contains { $0.contains("before: /A/libcrypto.so.3, build-id:aa") })
    }

    @Test func `of counts says what has more instructions, and not what is slower`() throws {
        var document = Self.document()
        document.gate?.metric = "instructions"
        let report = try #require(UpgradeReport(document))
        #expect(report.parts.map(\.name) == ["with more instructions", "with fewer instructions", "unchanged"])
        #expect(
            report.answer.hasSuffix("(1 with more instructions, 1 with fewer instructions, 1 unchanged)")
        )
        let lines = document.gateMarkdown().split(separator: "\n").map(String.init)
        #expect(lines.contains("#### with more instructions") && !lines.contains("#### slower"))
        #expect(lines.contains("| benchmark | instructions, before → after | change | counted |"))
    }

    @Test func `of two builds of one version says that they are two`() throws {
        let markdown = Self.document(text: "3.0.22").gateMarkdown()
        #expect(markdown.hasPrefix("### tlsbench: OpenSSL 3.0.22, two builds"))
    }

    @Test func `is no report of two executables, or of one library`() {
        #expect(UpgradeReport(Self.document(programs: ("code:1", "code:2"))) == nil)
        #expect(UpgradeReport(Self.document(marks: ("build-id:aa", "build-id:aa"), text: "3.0.22")) == nil)
        #expect(UpgradeReport(Sample.gate) == nil)
    }

    @Test func `lets no library write markup or call anybody`() {
        let markdown = Self.document(text: "3 @team <img src=x> | `x`\n### gone").gateMarkdown()
        #expect(markdown.contains("\\<img") && !markdown.replacing("\\<img", with: "").contains("<img"))
        #expect(!markdown.contains("@team") && !markdown.contains("\n### gone"))
    }
}
