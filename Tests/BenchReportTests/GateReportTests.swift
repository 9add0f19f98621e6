import BenchCore
import BenchGate
import Foundation
import Testing

@testable import BenchReport

@Suite struct `A gate's reports` {
    private static let hostile =
        "because it has to be so, and so that the line is long enough to be wrapped ::error title=x::y\n::warning::z \u{1B}[31m"
        + "<img src=x> `code` | @everybody ##[error]w"

    /// A gate of two builds, with a row for each way in which others' text comes into a report.
    private func gate(
        _ text: String,
        unfinished: String? = nil,
        loads: [String: ResultDocument.Loads] = [:]
    ) -> ResultDocument {
        var document = Sample.gate
        for index in document.benchmarks.indices {
            var judgement = Judgement([document.benchmarks[index].id], GateRules(maxLooks: 1))
            judgement.look([PairedEffect(differences: (0..<16).map { 0.05 + 0.0001 * Double($0) })]) { _ in
                [0: .notCounted(text)]
            }
            document.benchmarks[index].compare = .init(
                judgement.benchmarks[0],
                minEffect: 0.02,
                accepted: index == 0 ? text : nil
            )
        }
        let failed = BenchmarkJudgement(id: text, unmeasured: .failed)
        var unmeasured = ResultDocument.Gate.Unmeasured(failed)
        unmeasured.reason = text
        let conclusion =
            unfinished.map { GateConclusion.unfinished($0, decided: 1, of: 2) }
            ?? GateConclusion([failed], [], GatePolicy())
        document.gate = .init(
            rules: .init(GateRules(), GatePolicy()),
            injectedPercent: nil,
            machineChanged: false,
            unfinished: unfinished,
            nullControl: [],
            judged: [failed],
            unmeasured: [unmeasured],
            conclusion
        )
        document.tool.warnings = [text]
        document.tool.argv = ["gate", "--accept", text]
        document.machine.cpu.name = text
        for side in ["A", "B"] {
            document.builds[side]?.gitCommit = OrNull(text)
            document.builds[side]?.loads = loads[side]
        }
        return document
    }

    private func loads(_ folder: String, _ mark: String, _ variables: [String: String] = [:]) -> ResultDocument.Loads {
        ResultDocument.Loads(
            WorkerIdentity(
                objects: [
                    LoadedObject(name: "program", path: "/tmp/stage/A", mark: "code:1"),
                    LoadedObject(name: "libcrypto.so.3", path: "\(folder)/libcrypto.so.3", mark: mark),
                    LoadedObject(name: "libc.so.6", path: "/lib/libc.so.6", mark: "build-id:cc"),
                ],
                libraries: [],
                variables: variables
            ),
            copiesIn: "/tmp/stage"
        )
    }

    /// What GitHub's runner would obey (`ActionCommand.cs` of actions/runner).
    private func commands(in text: String) -> [Substring] {
        text.split { $0.isNewline }.filter {
            $0.drop { $0.isWhitespace }.unicodeScalars.starts(with: "::".unicodeScalars) || $0.contains("##[")
        }
    }

    @Test(arguments: [40, 80, 200]) func `command nothing for a terminal or a runner`(width: Int) throws {
        let document = gate(
            Self.hostile,
            loads: ["A": loads(Self.hostile, "x"), "B": loads(Self.hostile, Self.hostile)]
        )
        let report = document.gateReport(on: Terminal(width: width, isColoured: false))
        #expect(commands(in: report) == [])
        #expect(!report.contains("\u{1B}"))
        #expect(report.contains("\\n::warning::z"))
        let recount = try #require(GateRecount(document))
        #expect(commands(in: recount.differences.joined(separator: "\n")) == [])
    }

    @Test func `as annotations are one command a row, escaped as the runner reads them`() {
        let lines = gate(Self.hostile).gitHubAnnotations()
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.hasPrefix("::error title=") || $0.hasPrefix("::warning title=") })
        #expect(lines.allSatisfy { commands(in: $0).count == 1 && !$0.contains("\n") && !$0.contains("##[") })
        let command = GitHubCommand(kind: .error, title: "50 %: a, b", message: "50 %: a, b")
        #expect(command.line == "::error title=50 %25%3A a%2C b::50 %25: a, b")
    }

    @Test func `as Markdown have no markup of others, and call nobody`() throws {
        let whole = gate(Self.hostile).gateMarkdown()
        // The command is code, between more marks than it has.
        let command = try #require(whole.split(separator: "\n").last { $0.hasPrefix("- again: ``") })
        #expect(command.hasSuffix(" ``, with `--seed 1`"))
        let text = whole.replacing(command, with: "")
        #expect(!text.replacing("\\<img", with: "").contains("<img") && !text.contains("@everybody"))
        #expect(!text.contains("\u{1B}"))
        #expect(commands(in: text) == [])
        // Each row is one line, with as many cells as the head.
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 7 })
    }

    @Test func `for test reporters and metrics have values that end where they should`() throws {
        let xml = JUnitSuite.xml([JUnitSuite(gate(Self.hostile))])
        #expect(!xml.contains("<img") && !xml.contains("\u{1B}"))
        var document = gate(Self.hostile)
        document.benchmarks[0].id = "a\"} 1\n# EOF\\"
        let metrics = document.openMetrics()
        #expect(metrics.contains(#"tlsbench_seconds{id="a\"} 1\n# EOF\\"} "#))
        #expect(metrics.split(separator: "\n").filter { $0.hasPrefix("# EOF") }.count == 1)
    }

    @Test func `say of a gate that was not finished that it is no verdict`() throws {
        var document = gate("words", unfinished: "interrupted")
        #expect(document.gate?.exit == 130 && document.gate?.verdict == "unfinished")
        #expect(
            document.gateReport().contains("unfinished: not finished: interrupted when 1 of 2 benchmarks were decided")
        )
        #expect(document.gateMarkdown().hasPrefix("### tlsbench gate: unfinished\n\nnot finished: interrupted"))
        #expect(document.gitHubAnnotations().first?.hasPrefix("::error title=gate%3A unfinished::not finished") == true)
        let xml = JUnitSuite.xml([JUnitSuite(document)])
        #expect(xml.contains("<testcase classname=\"tlsbench\" name=\"gate\" time=\"0.000\">"))
        #expect(xml.contains("<error type=\"unfinished\" message=\"not finished"))
        #expect(document.openMetrics() == "# EOF\n")
        for side in ["A", "B"] { document.builds[side]?.gitCommit = OrNull(nil) }
        let read = try ResultFile.decode(try ResultFile.encode(document))
        #expect(read.gate?.unfinished == "interrupted")
        #expect(GateRecount(read)?.conclusion.status == .unfinished)
    }

    @Test func `name what both sides load, and what differs`() {
        func lines(_ old: ResultDocument.Loads?, _ new: ResultDocument.Loads?) -> [String] {
            var document = gate("words")
            document.builds["A"]?.loads = old
            document.builds["B"]?.loads = new
            return LoadLines(document).lines
        }
        let same = loads("/lib", "build-id:0123456789abcdef")
        #expect(lines(same, same) == ["both load /lib/libcrypto.so.3 (build-id:0123456789ab), 1 other files"])
        #expect(
            lines(loads("/old", "build-id:aa"), same) == [
                "they load different files: baseline /old/libcrypto.so.3 (build-id:aa), "
                    + "candidate /lib/libcrypto.so.3 (build-id:0123456789ab)",
                "both load 1 files",
            ]
        )
        let preset = loads("/old", "build-id:aa", ["LD_LIBRARY_PATH": "/old"])
        #expect(
            lines(preset, preset).last
                == "warning: LD_LIBRARY_PATH=/old holds for both builds: both load /old/libcrypto.so.3 (build-id:aa); "
                + "to compare two, name them: --baseline-library PATH --candidate-library PATH"
        )
        #expect(lines(preset, same).last == "LD_LIBRARY_PATH: baseline '/old', candidate ''")
        #expect(lines(nil, same) == ["the baseline does not say which libraries it loads"])
    }

    @Test func `of nothing at all are not comparable`() throws {
        var document = gate("words")
        document.benchmarks = []
        document.gate?.unmeasured = []
        #expect(GateRecount(document)?.conclusion.status == .notComparable)
        // Both say that they are the same, and load different libraries.
        document.gate?.unmeasured = [.init(BenchmarkJudgement(id: "a/b", unmeasured: .unchanged))]
        #expect(GateRecount(document)?.conclusion == .identical)
        document.builds["A"]?.loads = loads("/old", "build-id:aa")
        document.builds["B"]?.loads = loads("/lib", "build-id:bb")
        #expect(GateRecount(document)?.differences.contains { $0.contains("they load different files") } == true)
    }

    @Test(arguments: [(Int.max, 16), (0, 16), (3, Int.max), (3, -1)])
    func `with rules of no gate are refused and not computed`(looks: Int, generations: Int) throws {
        var document = gate("words")
        document.gate?.rules.maxLooks = looks
        document.gate?.rules.generationsPerLook = generations
        #expect(GateRecount(document)?.differences.contains("gate.rules are out of range") == true)
    }

    @Test func `with an interval of one end print none`() {
        var document = gate("words")
        document.benchmarks[0].compare?.ci95 = [0.5]
        document.benchmarks[0].compare?.reason = nil
        #expect(document.gateReport().contains("too few generations"))
    }
}
