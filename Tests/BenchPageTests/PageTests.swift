import BenchCore
import BenchReport
import Testing

@testable import BenchPage

@Suite struct `A page of results` {
    private static let sections = [
        "summary", "ratios", "ladder", "phases", "sequence", "costs", "strips", "comparison", "upgrades",
        "history", "machines",
    ]

    private func page(_ files: [StoredFile]) throws -> String { try Page(PageInput(files)).html }

    private func sections(_ html: String) -> [String] {
        html.split(separator: "<section id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    @Test func `has every section, in order, if files hold what is in them`() throws {
        let html = try page([
            .result(PageSample.earlierRun()), .result(PageSample.run()), .result(PageSample.otherMachine()),
            .result(PageSample.study()), .result(PageSample.upgrade()), .trace(PageSample.trace),
        ])
        #expect(sections(html) == Self.sections)
        for name in Self.sections { #expect(html.contains("<a href=\"#\(name)\">")) }
    }

    @Test func `names the command for what is not there`() throws {
        let html = try page([.trace(PageSample.trace)])
        #expect(sections(html) == ["sequence", "missing"])
        for command in ["tlsbench run --backend all", "tlsbench isa --json", "tlsbench phases --backend all"] {
            #expect(html.contains("<code>\(command)"))
        }
        #expect(!html.contains("<code>tlsbench trace --json"))
    }

    @Test func `shows of a trace of TLS 1.3 the phases, the keys, and both arrowheads of the TCP handshake`() throws {
        let html = try page([.trace(PageSample.tls13Trace)])
        #expect(html.contains("TLS 1.3, TLS_AES_128_GCM_SHA256, x25519"))
        #expect(html.contains("full handshake, ECDSA P-256, swift"))
        #expect(html.contains("<td>authentication</td><th scope=\"row\">Finished (encrypted, handshake keys)</th>"))
        #expect(html.matches(of: /class="arrowhead"/).count == 3)
    }

    @Test func `answers whether to upgrade, from a gate of two builds of a library`() throws {
        let html = try page([.result(PageSample.upgrade())])
        #expect(sections(html) == ["upgrades", "machines", "missing"])
        #expect(
            html.contains("slower: 1</summary>")
                && html.contains("<td>3.0.22<br><small>/old/libcrypto.so.3, build-id:aa")
        )
        #expect(html.contains("3.5.9 &lt;b&gt;"))
    }

    @Test func `is refused where there is nothing to show`() throws {
        var gate = try PageSample.run()
        gate.kind = "gate"
        gate.benchmarks = []
        for files in [[], [StoredFile.result(gate)]] {
            // The machine of a gate alone is no reason for a page.
            #expect(throws: PageRefusal.nothingToShow) { try Page(PageInput(files)) }
        }
    }

    @Test func `marks what failed in the run, with its reason and without a number`() throws {
        var document = try PageSample.run()
        let lost = try #require(document.benchmarks.firstIndex { $0.backend == "swift" && $0.op == "record-seal" })
        let row = document.benchmarks.remove(at: lost)
        let benchmark = Benchmark(op: row.op, parameters: row.params.list, backend: row.backend) {
            (_) throws(WorkloadFailure) in throw WorkloadFailure("never run")
        }
        document.failed = [FailedResult(FailedBenchmark(benchmark, .benchmark(id: row.id, reason: "no <b>luck")))]
        let html = try page([.result(document)])
        #expect(html.contains("Without a number: \(row.id) failed: no &lt;b&gt;luck."))
        #expect(html.contains("<td>failed <small></small></td>"))
    }

    @Test func `is below a megabyte for a whole run, and says the same each time`() throws {
        let files = [
            StoredFile.result(try PageSample.run()), .result(try PageSample.study()), .trace(PageSample.trace),
        ]
        let html = try page(files)
        #expect(html.utf8.count < 1_000_000)
        #expect(try page(files) == html)
    }

    @Test func `has no script, and nothing from elsewhere`() throws {
        let html = try page([.result(PageSample.run()), .result(PageSample.study()), .trace(PageSample.trace)])
        #expect(
            !html.contains("<script") && !html.contains("<link") && !html.contains("<img") && !html.contains("url(")
        )
        #expect(!html.contains("http:") && !html.contains("https:"))
        #expect(html.contains("default-src 'none'"))
        // What a formatter makes of a number that is none.
        for text in ["nan", "inf", "-nan", "-inf"] { #expect(!html.contains("\"\(text)")) }
    }

    @Test func `shows of each machine the newest run that is about as large as the largest`() throws {
        var part = try PageSample.run()
        part.started = "2027-01-01T00:00:00Z"
        part.benchmarks = Array(part.benchmarks.prefix(3))
        var phases = try PageSample.run()
        phases.started = "2027-01-02T00:00:00Z"
        phases.tool.argv = ["phases"]
        let input = PageInput([
            .result(try PageSample.earlierRun()), .result(try PageSample.run()), .result(part), .result(phases),
            .result(try PageSample.otherMachine()),
        ])
        #expect(input.runs.map(\.started) == ["2026-11-27T10:01:14Z", "2026-11-26T15:38:03Z"])
    }

    @Test func `writes commands that a shell takes for what they are`() throws {
        var document = try PageSample.run()
        document.tool.argv = ["run", "--filter", "record-seal.*; rm -rf 'x'"]
        let card = MachineCard(document)
        #expect(card.commands.contains(#"tlsbench run --filter 'record-seal.*; rm -rf '\''x'\''' --seed "#))
    }
}
