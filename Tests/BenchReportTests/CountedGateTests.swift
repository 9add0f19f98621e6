import BenchCore
import BenchGate
import Foundation
import Testing

@testable import BenchReport

@Suite struct `A gate of counts` {
    /// Two benchmarks, of which the second counts 1 % more.
    private func gate(
        _ text: String = "single steps",
        accepted: String? = nil,
        unfinished: String? = nil
    ) -> ResultDocument {
        var document = Sample.gate
        document.benchmarks = []
        for side in ["A", "B"] { document.builds[side]?.gitCommit = OrNull(nil) }
        let rules = CountRules()
        let policy = GatePolicy(accepted: accepted.map { ["record-seal/16/swift": $0] } ?? [:])
        var judgements: [CountedJudgement] = []
        let rows = [("prf/sha256/swift", 50_000), ("record-seal/16/swift", 50_500)].compactMap { id, candidate in
            let series = CountedSeries(
                id: id,
                source: text,
                operations: 10,
                baseline: [Int](repeating: 50_000, count: 8),
                candidate: [Int](repeating: candidate, count: 8),
                otherPath: text
            )
            var judgement = CountedJudgement(id: id)
            for seen in rules.repeats where !judgement.isDecided && seen <= 8 {
                judgement.look(series.first(seen), rules, benchmarks: 2)
            }
            judgements.append(judgement)
            return ResultDocument.Gate.Counted(
                series,
                judgement,
                minEffect: rules.minEffect,
                accepted: policy.accepted[id]
            )
        }
        let judged = judgements.map(\.judgement)
        document.gate = ResultDocument.Gate(
            .instructions,
            rules: .init(rules, policy),
            injectedPercent: nil,
            machineChanged: false,
            unfinished: unfinished,
            counted: rows,
            judged: judged,
            unmeasured: [],
            unfinished.map { .unfinished($0, decided: 2, of: 2) } ?? GateConclusion(judged, [], policy, .instructions)
        )
        return document
    }

    @Test func `is the same after it was written and read`() throws {
        let document = gate()
        let read = try ResultFile.decode(try ResultFile.encode(document))
        #expect(read.gate?.counted == document.gate?.counted)
        #expect(read.gate?.metric == "instructions" && read.gate?.rules.repeats == [2, 8, 24])
        #expect(GateRecount(read)?.differences == [])
        #expect(GateRecount(read)?.conclusion.status == .regressed)
    }

    @Test func `blocks in every report`() {
        let document = gate()
        let report = document.gateReport(on: Terminal(width: 200, isColoured: false))
        #expect(
            report.contains(
                "regressed: above its allowed instructions: record-seal/16/swift (1 regressed, 1 unchanged)"
            )
        )
        #expect(report.contains("5,000 → 5,050") && report.contains("+1.00 %, 8 counts by single steps"))
        #expect(report.contains("compared by instructions, which are no time"))
        #expect(document.gateMarkdown().contains("| record-seal/16/swift | regressed | 5,000 → 5,050 | +1.00 % |"))
        #expect(
            document.gitHubAnnotations().first?.hasPrefix("::error title=regressed%3A record-seal/16/swift::+1.00 %")
                == true
        )
        #expect(
            JUnitSuite.xml([JUnitSuite(document)]).contains("<failure type=\"regressed\" message=\"+1.00 %, 8 counts")
        )
        #expect(document.openMetrics().contains("tlsbench_instructions{id=\"record-seal/16/swift\"} 5050.0\n"))
        #expect(document.openMetrics().contains("tlsbench_change_ratio{id=\"record-seal/16/swift\"} 0.01"))
    }

    @Test func `lets pass what somebody wants`() {
        let document = gate(accepted: "checks lengths first")
        #expect(document.gate?.exit == 0)
        #expect(GateRecount(document)?.conclusion.status == .pass)
        #expect(document.gateReport().contains("accepted: checks lengths first"))
        #expect(!JUnitSuite.xml([JUnitSuite(document)]).contains("<failure"))
    }

    @Test func `does not stay right when its counts are changed`() throws {
        var document = gate()
        document.gate?.counted?[1].candidate[0] = 50_000
        let recount = try #require(GateRecount(document))
        #expect(recount.differences.contains { $0.hasPrefix("record-seal/16/swift: the file says change 0.01") })
        document = gate()
        document.gate?.counted?[1].verdict = "unchanged"
        document.gate?.exit = 0
        #expect(GateRecount(document)?.differences.count == 2)
    }

    @Test func `that was not finished is no verdict`() {
        let document = gate(unfinished: "interrupted")
        #expect(GateRecount(document)?.conclusion.status == .unfinished)
        #expect(document.openMetrics() == "# EOF\n")
    }

    @Test func `commands nothing with the texts of others`() {
        let hostile = "\n::error title=x::y \u{1B}[31m <img src=x> | @everybody"
        let document = gate(hostile, accepted: hostile)
        let texts = [document.gateReport(), document.gateMarkdown()]
        for text in texts {
            #expect(!text.contains("\u{1B}") && !text.contains("\n::error"))
        }
        #expect(!texts[1].replacing("\\<img", with: "").contains("<img") && !texts[1].contains("@everybody"))
        let rows = texts[1].split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 6 })
    }

    @Test(arguments: [
        #"{"k": 0}"#, #"{"baseline": []}"#, #"{"baseline": [-1, 5]}"#, #"{"candidate": [9223372036854775807, 5]}"#,
        #"{"id": "../x"}"#, #"{"min_effect": -1}"#, #"{"interval": [1, 0]}"#, #"{"verdict": "Slow\n"}"#,
    ])
    func `with a count that no gate writes is refused`(change: String) throws {
        var object = try #require(try JSONSerialization.jsonObject(with: ResultFile.encode(gate())) as? [String: Any])
        var gate = try #require(object["gate"] as? [String: Any])
        var rows = try #require(gate["counted"] as? [[String: Any]])
        let changed = try #require(try JSONSerialization.jsonObject(with: Data(change.utf8)) as? [String: Any])
        rows[0].merge(changed) { $1 }
        gate["counted"] = rows
        object["gate"] = gate
        let data = try JSONSerialization.data(withJSONObject: object)
        #expect(throws: UnreadableResult.Problem.self) { try ResultFile.decode(data) }
    }

    @Test func `with another metric or repeats of no gate is refused`() throws {
        var document = gate()
        document.gate?.metric = "luck"
        #expect(throws: UnreadableResult.Problem.self) { try ResultFile.decode(try ResultFile.encode(document)) }
        document = gate()
        document.gate?.rules.repeats = [8, 2]
        #expect(throws: UnreadableResult.Problem.self) { try ResultFile.decode(try ResultFile.encode(document)) }
    }
}
