internal import ArgumentParser
internal import BenchReport
internal import Foundation

/// `tlsbench export`: stored results for other tools.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write stored results in the formats of other tools.",
        discussion: """
            Formats: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).

            \(ExitStatus.help([.noInput], [.badData: "a file is no result, or the format cannot hold all of them"]))

            Examples:
              tlsbench export result.json --to csv -o result.csv
              tlsbench export old.json new.json --to benchfmt -o runs.txt
              benchstat -col run -ignore commit,compiler,libraries runs.txt
            """
    )

    @Argument(help: ArgumentHelp("What `run --json` wrote.", valueName: "file"), completion: .file())
    var files: [String]

    @Option(
        help: ArgumentHelp("What to write.", valueName: "format"),
        completion: .exports,
        transform: ExportFormat.init(named:)
    )
    var to: ExportFormat

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Where to; standard output unless given.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    func run() throws {
        let documents = try ResultInput.read(files)
        let data = try to.render(documents)
        guard let output else { return try FileHandle.standardOutput.write(octets: [UInt8](data)) }
        try ResultFile.checkWritable(output)
        try ResultFile.write(data, to: output)
    }
}

extension ExportFormat {
    /// By its name on the command line.
    init(named name: String) throws {
        guard let format = ExportFormat(rawValue: name) else {
            throw Unknown(kind: "format", name: name, known: ExportFormat.allCases.map(\.rawValue))
        }
        self = format
    }
}
