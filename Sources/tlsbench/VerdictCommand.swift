internal import ArgumentParser
internal import BenchGate
internal import BenchReport
internal import Foundation

/// `tlsbench verdict`: computes a stored result again from its raw data, and says whether the file is right about itself.
struct VerdictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verdict",
        abstract: "Compute a stored result again from its raw data.",
        discussion: """
            Prints the report of the numbers that the data give, and ends as the gate did.

            \(statuses)

            Examples:
              tlsbench verdict result.json
              tlsbench gate --baseline-ref origin/main --json gate.json
              tlsbench verdict gate.json
            """
    )

    private static let statuses = ExitStatus.help(
        [.inconclusive, .notComparable, .noInput, .software],
        [
            .success: "pass, or a run", .no: "regressed or a benchmark is missing", .failed: "a benchmark failed",
            .badData: "the verdict in the file does not follow from its data, or the file is not a result",
        ]
    )

    @Argument(help: ArgumentHelp("What `gate --json` or `run --json` wrote.", valueName: "file"), completion: .file())
    var file: String

    func run() throws {
        let document = try ResultInput.read([file])[0]
        guard let recount = GateRecount(document) else {
            let differences = RunRecount(document).differences
            try FileHandle.standardOutput.write(
                octets: [UInt8](try ReportFormat.table.render(document, on: .standardOutput))
            )
            return try refuse(differences)
        }
        try FileHandle.standardOutput.write(octets: [UInt8](document.gateReport(on: .standardOutput).utf8))
        try refuse(recount.differences)
        let status = recount.conclusion.status
        if status != .pass { throw ExitStatus(rawValue: status.rawValue) ?? .software }
    }

    private func refuse(_ differences: [String]) throws {
        for line in differences { try FileHandle.standardError.write(line: "tlsbench: \(file): \(line)") }
        if !differences.isEmpty { throw ExitStatus.badData }
    }
}
