internal import ArgumentParser
internal import BenchReport
internal import CryptoBackend
internal import Scenarios

/// What `run` is told.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        transform: Registry.backends(named:)
    )
    var backend: [any CryptoBackend.Type] = Registry.backends

    @Option(help: "How much to measure: quick, standard or full.", transform: Suite.init(named:))
    var suite = Suite.standard

    @Option(help: ArgumentHelp("Only benchmarks whose id this matches somewhere.", valueName: "regex"))
    var filter: String?

    @Option(help: ArgumentHelp("For each operation, all its backends together.", valueName: "seconds"))
    var time: Double?

    @Option(help: ArgumentHelp("Decides orders and inputs; a random one unless given.", valueName: "n"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The processor that workers stay on, or auto.", valueName: "n"))
    var cpu = "auto"

    @Option(help: ArgumentHelp("Write the whole result to a file.", valueName: "file"))
    var json: String?

    @Option(help: "What to print: table, json, csv or markdown.", transform: ReportFormat.init(named:))
    var format = ReportFormat.table

    @Option(
        help: ArgumentHelp("Whom ratios are taken to: a backend, or peer:libssl.", valueName: "name"),
        transform: Registry.row(named:)
    )
    var reference = Registry.standard.identity.name

    func validate() throws {
        if let time, !(time >= 0.1 && time <= 3600) {
            throw ValidationError("--time takes 0.1 to 3600 seconds, not \(time)")
        }
        if cpu != "auto", Int(cpu) == nil { throw ValidationError("--cpu takes a number or auto, not '\(cpu)'") }
    }
}

extension ReportFormat {
    /// By its name on the command line.
    init(named name: String) throws {
        guard let format = ReportFormat(rawValue: name) else {
            throw Unknown(kind: "format", name: name, known: ReportFormat.allCases.map(\.rawValue))
        }
        self = format
    }
}
