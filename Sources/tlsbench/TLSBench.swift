internal import ArgumentParser

/// The command.
@main
struct TLSBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tlsbench",
        abstract: "Measures the cryptography of a TLS 1.2 handshake through interchangeable backends.",
        version: versionText,
        subcommands: [
            Run.self, Gate.self, VerdictCommand.self, Compare.self, Layout.self, ISA.self, ICount.self, Phases.self,
            Trace.self, Timing.self, Export.self, Report.self, List.self, Verify.self, Kat.self, Doctor.self,
            Serve.self, Connect.self, Worker.self,
        ],
        defaultSubcommand: Run.self
    )
}
