internal import ArgumentParser
internal import BenchReport

/// What is compared in two results.
enum CompareMode: String, ExpressibleByArgument, CaseIterable {
    /// Times, which only equal machines share.
    case times
    /// Backends beside the reference.
    case ratio
}

/// The rules of a comparison.
struct CompareRules: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "times, or ratio: backends compared with the reference, for results of different machines.",
            valueName: "mode"
        )
    )
    var mode = CompareMode.times

    @Flag(help: "End with 1 if a benchmark is slower beyond its limit, or missing.")
    var gate = false

    @Flag(help: "With --gate: let a missing benchmark pass.")
    var allowMissing = false

    @Option(
        help: ArgumentHelp("A CSV of earlier runs, from which limits are learned.", valueName: "file"),
        completion: .file()
    )
    var history: String?

    func validate() throws {
        if gate && mode == .ratio { throw ValidationError("--mode ratio never blocks: --gate makes no sense with it") }
        if allowMissing && !gate { throw ValidationError("--allow-missing makes sense with --gate only") }
    }
}

/// What is written besides the report.
struct CompareOutputs: ParsableArguments {
    @Flag(help: "Print unchanged benchmarks too.")
    var all = false

    @Option(help: ArgumentHelp("Write a table for a page or a comment.", valueName: "file"), completion: .file())
    var markdown: String?

    @Flag(help: "Add a line for each benchmark of the new result to --history.")
    var append = false

    @Flag(help: "Compare nothing: make the new result the baseline in its folder.")
    var renew = false

    /// Throws now what writing would throw after the report.
    func checkWritable(history: String?) throws {
        if let markdown { try ResultFile.checkWritable(markdown) }
        if append, let history { try History.checkAppendable(history) }
    }
}
