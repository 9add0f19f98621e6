internal import ArgumentParser
internal import Foundation
internal import Glibc

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
            Trace.self, Timing.self, Export.self, Report.self, Merge.self, Publish.self, List.self, Verify.self,
            Kat.self, Doctor.self, PluginCommand.self,
            Serve.self, Connect.self, Load.self, Worker.self,
        ],
        defaultSubcommand: Run.self
    )

    static func main() {
        StandardStreams.openClosed()
        // A reader that is gone is what a write reports: a signal would leave folders and workers behind.
        signal(SIGPIPE, SIG_IGN)
        Glibc.exit(end().rawValue)
    }

    /// Runs what the arguments say, and says why it did not go well.
    private static func end() -> ExitStatus {
        var isVerdictGiver = false
        do {
            // The one mistake that the parser would blame on `run`: a command that there is not.
            if let word = CommandLine.arguments.dropFirst().first, let unknown = unknownCommand(word) {
                throw unknown.asUsage
            }
            try PluginEnvironment.settle(CommandLine.arguments)
            let fault = InstructionSetOption.fault(in: ProcessInfo.processInfo.environment, CommandLine.arguments)
            var command: any ParsableCommand
            do { command = try parseAsRoot() } catch {
                // Help is given under any mask.
                if let fault, exitCode(for: error) != .success { throw fault }
                throw error
            }
            if let fault { throw fault }
            isVerdictGiver = command is any VerdictGiver
            if command is any NeedsCertificates, let library = MissingLibrary.all.first(where: { $0.name == "openssl" })
            {
                throw library.ending
            }
            try command.run()
            return .success
        } catch {
            return report(error, isVerdictGiver: isVerdictGiver)
        }
    }

    /// Prints an error; its status. Those of the parser have its words, and help goes to standard output.
    private static func report(_ error: any Error, isVerdictGiver: Bool) -> ExitStatus {
        switch exitCode(for: error) {
        case .success:
            let text = fullMessage(for: error)
            do { if !text.isEmpty { try FileHandle.standardOutput.write(line: text) } } catch {
                return report(error, isVerdictGiver: false)
            }
            return .success
        case .validationFailure:
            try? FileHandle.standardError.write(line: fullMessage(for: error))
            return .usage
        default:
            let ending = Ending(error)
            for line in ending.lines { try? FileHandle.standardError.write(line: "tlsbench: \(line)") }
            let isMeant = error is ExitStatus || error is Ending || ending.status != .no
            return isVerdictGiver && !isMeant ? .software : ending.status
        }
    }

    /// Of the first argument; nil if it is a command or an option.
    static func unknownCommand(_ word: String) -> Unknown? {
        let names = configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        let known = names + ["help"]
        guard !word.hasPrefix("-"), !known.contains(word), word != Worker._commandName else { return nil }
        return Unknown(kind: "command", name: word, known: known)
    }
}
