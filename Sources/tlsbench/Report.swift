internal import ArgumentParser
internal import BenchPage
internal import BenchReport
internal import Foundation

/// `tlsbench report`: stored results as one page for a browser.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show stored results as a page for a browser.",
        discussion: """
            The page is one file, without scripts, which needs no network. It shows what its files hold: bars of a run, the \
            ladder of an isa result, the phases of a handshake, the diagram of a trace; several machines in one table, \
            several runs of one machine with the points where something changed. For what is not there it names the command.

            \(ExitStatus.help([.noInput], [.badData: "a file is no result or there is nothing to show"]))

            Examples:
              tlsbench run --backend all --json result.json
              tlsbench report result.json -o report.html
              tlsbench report run.json isa.json phases.json trace.json -o report.html
              tlsbench report here.json there.json --history history.csv > report.html
            """
    )

    @Argument(
        help: ArgumentHelp("What `run`, `phases`, `isa` or `trace` wrote as JSON.", valueName: "file"),
        completion: .file()
    )
    var files: [String]

    @Option(help: ArgumentHelp("What `compare --append` wrote.", valueName: "file"), completion: .file())
    var history: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Where to; standard output unless given.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    func run() throws {
        let page = try Page(
            PageInput(try files.map(StoredFile.read), history: history.map { try History.read($0) } ?? History())
        )
        guard let output else { return try FileHandle.standardOutput.write(octets: [UInt8](page.html.utf8)) }
        try ResultFile.checkWritable(output)
        try ResultFile.write(Data(page.html.utf8), to: output)
    }
}
