internal import BenchCore

extension JUnitSuite {
    /// A case for each benchmark. A run measures and judges nothing, so all of them passed; a gate judges.
    public init(_ document: ResultDocument) {
        self.init(
            name: "tlsbench",
            started: document.started,
            properties: [
                Property("run", document.id), Property("kind", document.kind),
                Property("version", document.tool.version),
                Property("cpu", document.machine.cpu.name), Property("hw_key", document.machine.hwKey),
            ]
                + document.builds.sorted { $0.key < $1.key }.flatMap { side, build in
                    build.libs.sorted { $0.key < $1.key }.map {
                        Property("library.\(side).\($0.key)", $0.value.version)
                    }
                }
                + document.builds.sorted { $0.key < $1.key }.compactMap { side, build in
                    build.gitCommit.value.map { Property("commit.\(side)", $0) }
                },
            cases: document.benchmarks.map { Case($0, outcome: JUnitSuite.Outcome($0.compare)) }
                + (document.gate?.counted ?? []).map { Case($0) }
                + (document.gate?.unmeasured ?? []).map { Case($0) } + (document.failed ?? []).map { Case($0) }
                + [document.gate.flatMap { Case(unfinished: $0) }].compactMap(\.self)
        )
    }

    /// One suite for each document. Readers know a case by its class and its name, whatever suite it is in; so with several
    /// documents the run stands in the class.
    static func apart(_ documents: [ResultDocument]) -> [JUnitSuite] {
        documents.map { document in
            var suite = JUnitSuite(document)
            guard documents.count > 1 else { return suite }
            let run = "\(document.started.filter { $0 != "." })-\(document.id.prefix(8))"
            suite.name += " \(run)"
            for place in suite.cases.indices {
                suite.cases[place].className = suite.cases[place].className.replacing(
                    "tlsbench.",
                    with: "tlsbench.\(run).",
                    maxReplacements: 1
                )
            }
            return suite
        }
    }
}

extension JUnitSuite.Case {
    /// Class `tlsbench.<op>`, name `<backend>/<parameters>`; its time is that of all batches, and what was measured is its output.
    public init(_ benchmark: BenchmarkResult, outcome: JUnitSuite.Outcome) {
        let parts = [benchmark.backend] + benchmark.params.list.map(\.value.description)
        let sides = benchmark.stats.sorted { $0.key < $1.key }
        let nanoseconds = sides.flatMap { benchmark.raw.times(side: $0.key, iterations: 1) }.flatMap(\.wall).reduce(
            0,
            +
        )
        self.init(
            className: "tlsbench.\(benchmark.op)",
            name: parts.joined(separator: "/") + (benchmark.isa == "native" ? "" : "@\(benchmark.isa)"),
            seconds: nanoseconds / 1e9,
            outcome: outcome,
            output: sides.map { side, statistics in
                (sides.count > 1 ? "\(side): " : "") + Self.text(statistics)
            }.joined(separator: "\n")
        )
    }

    /// The same of what failed.
    init(_ failed: FailedResult) {
        let parts = [failed.backend] + failed.params.list.map(\.value.description)
        self.init(
            className: "tlsbench.\(failed.op)",
            name: parts.joined(separator: "/") + (failed.isa == "native" ? "" : "@\(failed.isa)"),
            seconds: 0,
            outcome: .error(type: "failed", message: failed.reason)
        )
    }

    private static func text(_ statistics: BenchmarkResult.Statistics) -> String {
        let interval = statistics.ci95.value.map {
            " (95 %: \(Quantities.duration($0[0])) to \(Quantities.duration($0[1])))"
        }
        return "\(statistics.headlineName) \(Quantities.duration(statistics.headline))\(interval ?? ""), fastest "
            + "\(Quantities.duration(statistics.min)), \(statistics.n) batches in \(statistics.generations) processes, "
            + statistics.quality
    }
}
