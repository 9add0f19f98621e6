internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import Foundation
internal import Scenarios

/// `tlsbench plugin check`: loads a plug-in into a worker, and reports what it offers, what it lacks and what is wrong with it.
struct PluginCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a plug-in as it is checked before every measurement.",
        discussion: """
            Loads the plug-in in a process of its own, runs the conformance suite on it and handshakes with the Swift backend. \
            Outputs lie between guard bytes, and no function may take longer than 5 s. What fails is printed to standard error, \
            a line for each fault, with the function and what to do.

            Examples:
              tlsbench plugin check ./mine.so
              tlsbench plugin check ./mine.so --format json

            \(statuses)
            """
    )

    static let statuses = ExitStatus.help(
        [.failed, .noInput, .unavailable],
        [.success: "it may be measured", .badData: "the file is no shared library of this machine"]
    )

    @Argument(help: ArgumentHelp("The plug-in's file.", valueName: "path"), completion: .file(extensions: ["so"]))
    var path: String

    @Option(help: "What to print: table or json.")
    var format = TableOrJSON.table

    @OptionGroup var verbosity: Verbosity

    func run() throws {
        let library = try found()
        let progress = Progress(verbosity)
        progress.show("verifying \(PrintableLine(path, longest: 80))")
        let document = try PluginDocument(library, like: WorkerCommand(arguments: ["worker", "--suite", "quick"]))
        progress.clear()
        switch format {
        case .json: try FileHandle.standardOutput.write(octets: [UInt8](document.printedJSON()))
        case .table:
            try FileHandle.standardOutput.write(
                line: Terminal.standardOutput.fitted(document.lines).joined(separator: "\n")
            )
        }
        for notice in document.notices { try FileHandle.standardError.write(line: "tlsbench: \(notice)") }
        guard document.faults.isEmpty else { throw Ending(.failed, document.faults) }
    }

    /// What is wrong with the file alone.
    private func found() throws -> NamedLibrary {
        do throws(LibraryError) { return try NamedLibrary(plugin: "", at: path) } catch {
            let line = PrintableLine(error.description, longest: 4000).text
            if case .noPlugin = error { throw Ending(.noInput, line) }
            throw Ending(.badData, line)
        }
    }
}
