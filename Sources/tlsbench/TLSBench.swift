internal import ArgumentParser
internal import Foundation

/// The command.
@main
struct TLSBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tlsbench",
        abstract: "Measures the cryptography of a TLS 1.2 handshake through interchangeable backends.",
        discussion: """
            Examples:
              tlsbench --backend all                measures, and prints a table
              tlsbench isa                          what each CPU feature is worth
              tlsbench gate --baseline-ref HEAD~1   is this build slower than that one?
              tlsbench doctor                       what this machine is good for
            """,
        version: versionText,
        subcommands: [
            Run.self, Gate.self, VerdictCommand.self, Compare.self, Layout.self, ISA.self, ICount.self, Phases.self,
            Trace.self, Timing.self, Export.self, Report.self, Publish.self, List.self, Verify.self, Kat.self,
            Doctor.self,
            Serve.self, Connect.self, Worker.self,
        ],
        defaultSubcommand: Run.self
    )

    /// Begins with the one mistake that the parser would blame on `run`: a command that there is not.
    static func main() {
        if let word = CommandLine.arguments.dropFirst().first, let unknown = unknownCommand(word) {
            exit(withError: unknown.asUsage)
        }
        if let fault = InstructionSetOption.fault(in: ProcessInfo.processInfo.environment, CommandLine.arguments) {
            exit(withError: fault)
        }
        main(nil)
    }

    /// Of the first argument; nil if it is a command or an option.
    static func unknownCommand(_ word: String) -> Unknown? {
        let names = configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        let known = names + ["help"]
        guard !word.hasPrefix("-"), !known.contains(word), word != Worker._commandName else { return nil }
        return Unknown(kind: "command", name: word, known: known)
    }
}
