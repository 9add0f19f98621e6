import Foundation
import Testing

@testable import BenchReport

@Suite struct `A stored comparison` {
    private let baseline = CompareSample.run()

    private func compare(
        _ new: ComparedRun,
        to baseline: ComparedRun? = nil,
        history: History = History(),
        isGate: Bool = false,
        allowsMissing: Bool = false
    ) throws(ComparisonRefusal) -> StoredComparison {
        try StoredComparison(
            baseline: baseline ?? self.baseline,
            new: new,
            history: history,
            isGate: isGate,
            allowsMissing: allowsMissing
        )
    }

    private func refusal(_ new: ComparedRun, isGate: Bool = false) -> ComparisonRefusal? {
        do {
            _ = try compare(new, isGate: isGate)
            return nil
        } catch {
            return error
        }
    }

    // MARK: Words and limits

    @Test func `of a result with itself has nothing but unchanged rows`() throws {
        for document in [Sample.document, Sample.gate] {
            let run = ComparedRun(document)
            let comparison = try compare(run, to: run, isGate: true)
            #expect(comparison.rows.count == 2 && comparison.rows.allSatisfy { $0.status == .unchanged })
            #expect(comparison.rows.allSatisfy { $0.change?.estimate == 0 })
            #expect(!comparison.blocks && !comparison.isRefused && comparison.remarks.isEmpty)
        }
    }

    @Test(arguments: [
        (-20.0, StoredComparison.Status.faster, StoredComparison.Status.faster), (-2.5, .faster, .faster),
        (-1.9, .unchanged, .unchanged), (0, .unchanged, .unchanged), (1.9, .unchanged, .unchanged),
        (2.5, .slower, .slower), (9.9, .slower, .slower), (10.1, .slower, .regressed), (50, .slower, .regressed),
    ])
    func `without a history names changes beyond 2 %, and blocks slowdowns beyond 10 %`(
        _ percent: Double,
        _ reported: StoredComparison.Status,
        _ gated: StoredComparison.Status
    ) throws {
        let new = CompareSample.slower(percent)
        let report = try compare(new)
        #expect(report.rows.map(\.status) == [reported] && !report.blocks)
        let gate = try compare(new, isGate: true)
        #expect(gate.rows.map(\.status) == [gated])
        #expect(gate.blocks == (gated == .regressed))
        let estimate = try #require(report.rows[0].change?.estimate)
        #expect(abs(exp(estimate) - 1 - percent / 100) < 1e-4)
        #expect(report.rows[0].limit?.share == 0.1 && report.rows[0].limit?.rows == 0)
    }

    @Test func `never blocks where the interval includes 0`() throws {
        let new = CompareSample.run([90, 100, 130, 160, 120], started: "2026-02-01T00:00:00Z")
        let gate = try compare(new, isGate: true)
        #expect(gate.rows.map(\.status) == [.unclear] && !gate.blocks)
        let interval = try #require(gate.rows[0].change?.interval)
        #expect(interval[0] < 0 && interval[1] > 0)
    }

    @Test func `never blocks where there is no interval`() throws {
        let new = CompareSample.run([150, 150, 150], started: "2026-02-01T00:00:00Z")
        let gate = try compare(new, isGate: true)
        #expect(gate.rows.map(\.status) == [.unclear] && !gate.blocks)
        #expect(gate.rows[0].change?.interval == nil)
        let report = gate.report(baseline, new)
        #expect(report.contains("+50.00 %, too few generations"))
    }

    @Test func `has the interval of the generations' logarithms, unpaired`() throws {
        // scipy.stats.ttest_ind(np.log(new), np.log(old), equal_var=False, trim=.2).confidence_interval(.95)
        let new = CompareSample.run([103, 104.5, 102.8, 104, 103.6], started: "2026-02-01T00:00:00Z")
        let change = try #require(try compare(new).rows[0].change)
        let interval = try #require(change.interval)
        #expect(abs(change.estimate - 0.034716) < 1e-6)
        #expect(abs(interval[0] - 0.018558) < 1e-6 && abs(interval[1] - 0.050874) < 1e-6)
    }

    @Test func `learns its limit from ten rows and no fewer`() throws {
        let quiet = [100, 101, 100, 101, 100, 101, 100, 101, 100.0]
        let new = CompareSample.slower(5)
        let untaught = try compare(new, history: CompareSample.history(quiet), isGate: true)
        #expect(untaught.rows[0].limit?.share == 0.1 && untaught.rows[0].status == .slower)
        let taught = try compare(new, history: CompareSample.history(quiet + [101]), isGate: true)
        #expect(taught.rows[0].limit?.share == 0.02 && taught.rows[0].limit?.rows == 10)
        #expect(taught.rows[0].status == .regressed && taught.blocks)
    }

    @Test func `learns that a restless benchmark moves by itself`() throws {
        let restless = [100, 108, 99, 107, 101, 109, 100, 110, 98, 107.0]
        let comparison = try compare(CompareSample.slower(15), history: CompareSample.history(restless), isGate: true)
        let share = try #require(comparison.rows[0].limit?.share)
        // changes = np.abs(np.diff(x) / x[:-1]); q1, q3 = np.quantile(changes, [.25, .75]); q3 + 3 * (q3 - q1)
        #expect(abs(share - 0.127347) < 1e-6)
        #expect(comparison.rows[0].status == .regressed)
        let within = try compare(CompareSample.slower(12), history: CompareSample.history(restless), isGate: true)
        #expect(within.rows[0].status == .unchanged && !within.blocks)
    }

    @Test func `learns from rows of the same machine, software, definition and features alone, and not from its own`()
        throws
    {
        let medians = [100, 101, 100, 101, 100, 101, 100, 101, 100, 101.0]
        let history = try CompareSample.history(medians)
        let edits: [(inout ResultDocument) -> Void] = [
            { $0.machine.hwKey = "333333333333" }, { $0.machine.swKey = "333333333333" },
            { $0.benchmarks[0].definitionHash = "333333333333" }, { $0.benchmarks[0].isa = "portable" },
        ]
        for edit in edits {
            let run = CompareSample.slower(5, edit)
            #expect(history.lesson(of: run.entries[0], in: run) == History.Lesson(rows: 0, unusual: nil))
        }
        let own = CompareSample.run([101, 101, 101, 101], started: "2026-01-19T00:00:00Z")
        #expect(history.lesson(of: own.entries[0], in: own).rows == 9)
    }

    // MARK: Refusals

    @Test func `of other machines is refused, with both and the ways out`() {
        let new = CompareSample.run { document in
            document.machine.hwKey = "abcdefabcdef"
            document.machine.cpu.name = "AMD EPYC 9V74"
            document.machine.cpu.family = 25
            document.machine.cpu.model = 17
            document.machine.cpu.stepping = 1
            document.machine.cpu.logical = 4
            document.machine.cpu.flags = ["avx512f", "vaes"]
            document.machine.virt.hypervisor = OrNull("KVM")
        }
        let old = CompareSample.run { document in
            document.machine.cpu.name = "AMD EPYC 7763"
            document.machine.cpu.family = 25
            document.machine.cpu.model = 1
            document.machine.cpu.stepping = 1
            document.machine.cpu.logical = 2
            document.machine.cpu.flags = ["aes"]
            document.machine.virt.hypervisor = OrNull("unknown")
        }
        for isGate in [false, true] {
            do {
                _ = try compare(new, to: old, isGate: isGate)
                Issue.record("it was compared")
            } catch {
                #expect(
                    error.description == """
                        not comparable: baseline was measured on AMD EPYC 7763, family 25, model 1, stepping 1 \
                        (no-vaes,no-avx512; virtual; 2 CPUs; 111111111111), this is AMD EPYC 9V74, family 25, model 17, \
                        stepping 1 (vaes,avx512; KVM; 4 CPUs; abcdefabcdef). Times are not gated across machines. Use one of: \
                        (1) tlsbench gate --baseline-ref 0123456789abcdef [recommended: rebuilds and measures both here]; \
                        (2) tlsbench compare --mode ratio: backend-to-backend ratios, informational.
                        """
                )
            }
        }
    }

    @Test func `of other software names it, and never blocks`() throws {
        let new = CompareSample.slower(50) { document in
            document.machine.swKey = "333333333333"
            document.machine.os.kernel = "7.0"
            document.machine.os.libc = "glibc 3"
            document.builds["A"]?.compiler = "swift 7"
            document.builds["A"]?.libs["openssl"]?.version = "4"
            document.builds["A"]?.libs["gmp"] = .init(name: "GMP", version: "7", codePath: "y")
        }
        let old = CompareSample.run { document in
            document.machine.os.kernel = "6.0"
            document.machine.os.libc = "glibc 2"
            document.builds["A"]?.compiler = nil
        }
        let comparison = try compare(new, to: old)
        let changes = [
            "kernel 6.0 → 7.0", "C library glibc 2 → glibc 3", "compiler not told → swift 7", "gmp not measured → 7",
            "openssl 3 → 4",
        ]
        #expect(comparison.toolchain == changes)
        #expect(comparison.rows.map(\.status) == [.slower] && !comparison.blocks)
        let line = "toolchain changed: \(changes.joined(separator: ", ")); nothing here blocks"
        #expect(comparison.report(old, new, on: .wide).contains(line))
        #expect(comparison.markdown(old, new).contains(line))
    }

    @Test func `of other software is refused where it would block`() {
        let new = CompareSample.slower(0) { document in
            document.machine.swKey = "333333333333"
            document.builds["A"]?.libs["openssl"]?.version = "3.1"
        }
        let refused = refusal(new, isGate: true)
        #expect(refused == .otherToolchain(["openssl 3 → 3.1"], commit: "0123456789abcdef"))
        #expect(
            refused?.description == """
                not comparable: toolchain changed: openssl 3 → 3.1. A slowdown may come from there, so it cannot block. Use one \
                of: (1) tlsbench gate --baseline-ref 0123456789abcdef [recommended: rebuilds and measures both here]; (2) \
                tlsbench compare without --gate: the same as a report; (3) tlsbench compare --renew: a new baseline.
                """
        )
        let keyAlone = CompareSample.slower(0) { $0.machine.swKey = "333333333333" }
        #expect(
            refusal(keyAlone, isGate: true)
                == .otherToolchain(["sw_key 222222222222 → 333333333333"], commit: "0123456789abcdef")
        )
    }

    /// What makes a benchmark another thing, by name.
    enum Difference: CaseIterable {
        case definition, isa, configuration, workerProtocol

        func edit(_ document: inout ResultDocument) {
            switch self {
            case .definition: document.benchmarks[0].definitionHash = "333333333333"
            case .isa: document.benchmarks[0].isa = "portable"
            case .configuration: document.builds["A"]?.configuration = "debug"
            case .workerProtocol: document.tool.protocolVersion = 9
            }
        }

        var reason: String {
            switch self {
            case .definition: "it means something else: definition "
            case .isa: "other CPU features: isa native → portable"
            case .configuration: "other build: configuration release → debug"
            case .workerProtocol: "other workers: protocol 1 → 9"
            }
        }
    }

    @Test(arguments: Difference.allCases)
    func `refuses a benchmark that is not the same thing`(_ difference: Difference) throws {
        let comparison = try compare(CompareSample.slower(50, difference.edit), isGate: true)
        #expect(comparison.rows.map(\.status) == [.refused] && !comparison.blocks)
        #expect(comparison.rows[0].reason?.hasPrefix(difference.reason) == true)
        // With nothing else to compare, the whole is refused.
        #expect(comparison.isRefused)
    }

    @Test func `lists what only one has, of which the missing blocks unless that is allowed`() throws {
        let new = CompareSample.slower(0) { $0.benchmarks.append(CompareSample.benchmark("gmp", [1, 2, 3])) }
        let old = CompareSample.run { $0.benchmarks.append(CompareSample.benchmark("openssl", [1, 2, 3])) }
        let report = try compare(new, to: old)
        #expect(report.rows.map(\.status) == [.missing, .new, .unchanged] && !report.blocks && !report.isRefused)
        #expect(try compare(new, to: old, isGate: true).blocks)
        #expect(try !compare(new, to: old, isGate: true, allowsMissing: true).blocks)
    }

    @Test func `with nothing in common is refused, unless what is missing blocks`() throws {
        let new = CompareSample.run { $0.benchmarks = [CompareSample.benchmark("gmp", [1, 2, 3])] }
        let (report, blocked) = (try compare(new), try compare(new, isGate: true))
        #expect(report.rows.map(\.status) == [.missing, .new] && report.isRefused)
        #expect(report.report(baseline, new).contains("not comparable: 1 missing, 1 new\n"))
        #expect(blocked.blocks && !blocked.isRefused)
        let allowed = try compare(new, isGate: true, allowsMissing: true)
        #expect(!allowed.blocks && allowed.isRefused)
        // A gate without any benchmark, too.
        let empty = CompareSample.run { $0.benchmarks = [] }
        #expect(try compare(empty, to: empty, isGate: true).isRefused)
        #expect(RatioComparison(baseline: baseline, new: new).rows.isEmpty)
    }

    @Test func `takes the candidate of a gate, on either side`() throws {
        let candidate = ComparedRun(Sample.gate)
        #expect(candidate.side == "B")
        let plain = ComparedRun(Sample.document)
        let slower = try compare(candidate, to: plain)
        #expect(slower.rows.allSatisfy { $0.status == .slower })
        let faster = try compare(plain, to: candidate)
        #expect(faster.rows.allSatisfy { $0.status == .faster })
        #expect(faster.report(candidate, plain).contains("baseline: 2026-01-02T03:04:05Z, the candidate of a gate"))
    }

    @Test func `remarks other microcode and other code paths`() throws {
        let new = CompareSample.slower(0) { document in
            document.machine.cpu.microcode = "2"
            document.builds["A"]?.libs["openssl"]?.codePath = "y"
        }
        let old = CompareSample.run { $0.machine.cpu.microcode = "1" }
        #expect(
            try compare(new, to: old).remarks == [
                "microcode changed: 1 → 2", "openssl takes another code path: x → y",
            ]
        )
    }

    // MARK: Reports

    @Test func `prints the worst first and folds what is unchanged`() throws {
        func run(_ backends: [(String, Double)], started: String) -> ComparedRun {
            CompareSample.run(started: started) { document in
                document.benchmarks = backends.map { backend, time in
                    CompareSample.benchmark(backend, [time, time + 0.1, time + 0.2, time - 0.1, time - 0.2])
                }
            }
        }
        let names = ["a", "b", "c", "d"]
        let old = run(names.map { ($0, 100) }, started: "2026-01-01T00:00:00Z")
        let new = run(Array(zip(names, [90, 100, 120, 130])), started: "2026-01-02T00:00:00Z")
        let comparison = try compare(new, to: old, isGate: true)
        #expect(comparison.rows.map(\.id) == ["d", "c", "a", "b"].map { "record-seal/aes-128-gcm/16384/\($0)" })
        let lines = comparison.report(old, new, on: .wide).split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.contains("record-seal") }.count == 3)
        #expect(lines.contains("blocked: 2 regressed, 1 faster, 1 unchanged"))
        #expect(lines.last == ComparisonTable.hint)
        #expect(
            comparison.report(old, new, isWhole: true).split(separator: "\n").filter { $0.contains("record-seal") }
                .count
                == 4
        )
        let markdown = comparison.markdown(old, new)
        #expect(markdown.hasPrefix("### tlsbench compare: blocked: 2 regressed, 1 faster, 1 unchanged\n"))
        #expect(markdown.contains("<details><summary>1 unchanged</summary>"))
        #expect(markdown.contains("| regressed | record-seal/aes-128-gcm/16384/d | 100 ns → 130 ns | +30.0"))
    }

    // MARK: Ratios

    @Test func `of ratios holds backends beside the reference, on any machine`() {
        func run(_ own: Double, _ reference: Double, key: String) -> ComparedRun {
            CompareSample.run { document in
                document.machine.hwKey = key
                document.benchmarks = [
                    CompareSample.benchmark("swift", [own, own, own, own]),
                    CompareSample.benchmark("openssl", [reference, reference, reference, reference]),
                ]
            }
        }
        let comparison = RatioComparison(
            baseline: run(100, 300, key: "111111111111"),
            new: run(10, 20, key: "333333333333")
        )
        #expect(comparison.rows == [.init(id: "record-seal/aes-128-gcm/16384/swift", before: 3, after: 2)])
        let report = comparison.report()
        #expect(report.contains("record-seal/aes-128-gcm/16384/swift  3.00× → 2.00×   -33.3 %"))
        #expect(report.contains("111111111111") && report.contains("333333333333"))
        let same = RatioComparison(baseline: run(100, 300, key: "111111111111"), new: run(1, 3, key: "111111111111"))
        #expect(same.report().contains("1 ratios, 1 not shown"))
        #expect(same.report(isWhole: true).contains("1 ratios, 0 not shown"))
    }
}
