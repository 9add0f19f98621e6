internal import ArgumentParser
internal import BenchReport
internal import Foundation

/// `tlsbench export`: stored results for other tools.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write stored results in the formats of other tools.",
        discussion: """
            Formats: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")). Exit status: 0 done, 64 usage, 65 a \
            file is no result, 66 a file is missing, 73 the output cannot be written.

            Examples:
              tlsbench export result.json --to csv -o result.csv
              tlsbench export old.json new.json --to benchfmt
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
        let data: Data
        do { data = try to.render(documents) } catch let refusal as ExportRefusal {
            try FileHandle.standardError.write(line: "tlsbench: \(refusal)")
            throw ExitCode(65)
        }
        do {
            try write(data)
        } catch let failure as CommandFailure {
            try FileHandle.standardError.write(line: "tlsbench: \(failure)")
            throw ExitCode(73)
        }
    }

    private func write(_ data: Data) throws {
        guard let output else { return try FileHandle.standardOutput.write(octets: [UInt8](data)) }
        do {
            try ResultFile.checkWritable(output)
            try ResultFile.write(data, to: output)
        } catch let error as ResultFileError {
            throw CommandFailure("\(error)")
        }
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
