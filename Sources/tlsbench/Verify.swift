internal import ArgumentParser
internal import CryptoBackend
internal import Foundation

/// `tlsbench verify`: known answers for every backend, and handshakes between all of them.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every backend against known answers and against each other.",
        discussion: "Exit status: 0 if all holds, 5 if anything does not."
    )

    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        transform: Registry.backends(named:)
    )
    var backend: [any CryptoBackend.Type] = Registry.backends

    @OptionGroup var instructionSet: InstructionSetOption

    func run() throws {
        try instructionSet.apply()
        let result = try Verification(backend)
        let names = backend.map { $0.identity.name }
        var lines = [row("", names)]
        for operation in result.operations { lines.append(row(operation.name, operation.isPassed.map(word))) }
        lines += ["", row("client \\ server", names)]
        for (name, cells) in zip(names, result.matrix) { lines.append(row(name, cells.map(word))) }
        try FileHandle.standardOutput.write(line: lines.joined(separator: "\n"))
        try result.require()
    }

    private func word(_ isPassed: Bool) -> String { isPassed ? "pass" : "FAIL" }

    private func row(_ label: String, _ cells: [String]) -> String {
        ([label] + cells).map { $0.padding(toLength: 16, withPad: " ", startingAt: 0) }.joined()
    }
}
