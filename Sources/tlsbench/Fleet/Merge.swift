internal import ArgumentParser
internal import BenchCore
internal import BenchFleet
internal import BenchPage
internal import BenchReport
internal import Foundation

/// `tlsbench merge`: results of many machines as one report.
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put results of many machines together into a report for a fleet.",
        discussion: """
            Takes what `run --json` wrote on each machine; of a folder all files below it whose names end with .json. Machines of \
            one hardware key are of a kind. The report shows how far machines of a kind are apart compared with the noise \
            of one machine, the fastest library for each operation and kind, what labels make of it, and what is missing \
            where. Runs of one machine are put together by a label that names it, and each other file counts as a \
            machine.

            Into the folder go index.html, rows.csv and rows.jsonl with every row of every run, kinds.csv and kinds.jsonl \
            with every row of every kind, and files.csv and files.jsonl. A file that cannot be used is named, and the \
            others are merged.

            \(ExitStatus.help([.noInput], [.badData: "a file is no result (the others are merged) or there is nothing to merge"]))

            Examples:
              tlsbench run --label machine=node17 --label rack=7 --json results/
              tlsbench merge results/ -o fleet
              tlsbench merge a.json b.json more/ -o fleet --machine-label host
            """
    )

    @Argument(
        help: ArgumentHelp("What `run --json` wrote, and folders of such files.", valueName: "file-or-folder"),
        completion: .file()
    )
    var places: [String]

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Where to; the folder is made if it is not there.", valueName: "folder"),
        completion: .directory
    )
    var output: String

    @Option(help: ArgumentHelp("The label that names a machine.", valueName: "key"))
    var machineLabel = "machine"

    @OptionGroup var verbosity: Verbosity

    func run() throws {
        let files = try ResultSearch.files(places)
        let folder = try OutputFolder(output)
        for name in Self.names { try ResultFile.checkWritable(folder.path(name)) }
        let progress = Progress(verbosity)
        var fleet = Fleet(machineLabel: machineLabel)
        FleetReading.read(files, into: &fleet) { file, done in
            progress.show(PrintableLine(file).text, done, files.count)
        }
        progress.clear()
        for file in fleet.leftOut where file.isFault || verbosity.verbose {
            try FileHandle.standardError.write(line: "tlsbench: \(file.line)")
        }
        guard !fleet.runs.isEmpty else { throw Ending(.badData, "nothing to merge: none of the files is a run") }
        let report = FleetReport(fleet) { progress.show("kinds of machine", $0, $1) }
        try write(report, to: folder, progress)
        progress.clear()
        try FileHandle.standardOutput.write(line: summary(report, folder))
        if fleet.leftOut.contains(where: \.isFault) { throw ExitStatus.badData }
    }

    private static let page = "index.html"
    private static let tables = ["rows", "kinds", "files"]

    /// The files of the report.
    private static var names: [String] {
        [page] + tables.flatMap { table in FleetTable.Format.allCases.map { "\(table).\($0.rawValue)" } }
    }

    private func write(_ report: FleetReport, to folder: OutputFolder, _ progress: Progress) throws {
        progress.show(Self.page)
        try ResultFile.write(Data(FleetPage(report).html.utf8), to: folder.path(Self.page))
        for table in report.tables {
            for format in FleetTable.Format.allCases {
                let name = "\(table.name).\(format.rawValue)"
                progress.show(name)
                try table.write(to: folder.path(name), as: format)
            }
        }
    }

    private func summary(_ report: FleetReport, _ folder: OutputFolder) -> String {
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        let fleet = report.fleet
        let refused = fleet.leftOut.count(where: \.isFault)
        let others = fleet.leftOut.count - refused
        let rest = [
            others > 0 ? "\(count(others, "file")) left out" : nil,
            refused > 0 ? "\(count(refused, "file")) refused" : nil,
        ].compactMap(\.self)
        let taken =
            "\(count(fleet.runs.count, "run")) of \(count(report.machines, "machine")) of \(count(report.kinds.count, "kind"))"
        return "\(PrintableLine(folder.path(Self.page)).text): " + ([taken] + rest).joined(separator: ", ")
    }
}
