internal import ArgumentParser
internal import BenchCore
internal import Scenarios

/// How relinks are measured.
struct LayoutOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Benchmarks whose id this matches somewhere; those of a gate unless given.",
            valueName: "regex"
        )
    )
    var filter: String?

    @Flag(help: "3 seconds for each benchmark and relink, 10 generations.")
    var quick = false

    @Option(help: ArgumentHelp("For each benchmark and relink, both builds together.", valueName: "seconds"))
    var time: Double?

    @Option(help: ArgumentHelp("Decides orders and inputs; a random one unless given.", valueName: "n"))
    var seed = UInt64.random(in: 0..<1 << 48)

    @Option(help: ArgumentHelp("The processor that workers stay on, or auto.", valueName: "n"))
    var cpu = "auto"

    @OptionGroup var verbosity: Verbosity

    func validate() throws {
        guard (0.5...3600).contains(seconds) else {
            throw ValidationError("--time takes 0.5 to 3600, not \(seconds)")
        }
        if cpu != "auto", Int(cpu) == nil { throw ValidationError("--cpu takes a number or auto, not '\(cpu)'") }
    }

    /// For each benchmark and relink.
    var seconds: Double { time ?? (quick ? 3 : 6) }

    /// Pairs of fresh processes for each benchmark and relink.
    var pairs: Int { quick ? 10 : 16 }

    /// The identifiers that are asked for, in the order of the report.
    func selected(_ catalogue: WorkerCatalogue) throws -> [String] {
        let expression = try filter.map(GateSetup.expression)
        let ids = catalogue.entries.filter { entry in
            expression.map { entry.id.contains($0) } ?? entry.isGated
        }.map(\.id)
        guard !ids.isEmpty else {
            throw Unknown(
                kind: "benchmark",
                name: filter ?? "",
                known: ScenarioCatalogue.operations,
                advice: "`tlsbench list` has the ids"
            ).asUsage
        }
        return ids
    }
}
