internal import ArgumentParser
internal import BenchReport

/// What every command that measures is told.
struct SessionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Decides orders and inputs; a random one unless given.", valueName: "n"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The processor that workers stay on, or auto.", valueName: "n"))
    var cpu = "auto"

    @Option(
        help: ArgumentHelp(
            "Write the whole result to a file; in a folder, to one of a name that no other run has.",
            valueName: "file"
        ),
        completion: .file()
    )
    var json: String?

    @Option(
        help: "What to print: table, json, csv or markdown.",
        completion: .formats,
        transform: ReportFormat.init(named:)
    )
    var format = ReportFormat.table

    @OptionGroup var labels: LabelOptions

    @OptionGroup var verbosity: Verbosity

    func validate() throws {
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
