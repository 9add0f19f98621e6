internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios
internal import StackSeam

/// `tlsbench list`: what there is to measure, and with what.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show backends, peers, scenarios and the features of this CPU.",
        discussion: """
            Examples:
              tlsbench list
              tlsbench list --suite quick
              tlsbench list --format json

            \(ExitStatus.help([]))
            """
    )

    @Option(
        help: "The suite whose benchmarks are listed: quick, standard or full.",
        completion: .suites,
        transform: Suite.init(named:)
    )
    var suite = Suite.full

    @Option(help: "What to print: table or json.")
    var format = TableOrJSON.table

    @OptionGroup var instructionSet: InstructionSetOption

    func run() throws {
        try instructionSet.apply()
        let groups = ScenarioCatalogue.groups(
            backends: Registry.backends,
            engineAlone: [Registry.engineAlone],
            suite: suite
        )
        switch format {
        case .json: try FileHandle.standardOutput.write(octets: [UInt8](ListDocument(suite, groups).printedJSON()))
        case .table: try show(groups)
        }
    }

    private func show(_ groups: [BenchmarkGroup]) throws {
        var lines = ["backends"]
        for backend in Registry.backends { lines += describe(backend) }
        lines.append("  \(Registry.engineAlone.identity.name): no security; the engine alone, and only if it is named")
        lines += ["", "peers"]
        for peer in ScenarioCatalogue.peers {
            lines.append("  \(peer.name): \(peer.library) \(peer.version); \(peer.codePath)")
        }
        lines += OptionalPart.leftOut.map { "  \($0.notice)" }
        lines += ["", "scenarios (\(suite.rawValue))"]
        for group in groups {
            lines.append("  \(group.id)  [\(group.benchmarks.map(\.backend).joined(separator: " "))]")
        }
        lines += ["", "cpu", "  \(MachineDescription().name)", "  \(InstructionSet.native)"]
        if InstructionSet.maskName != "native" { lines.append("  of which Swift kernels use: \(usable)") }
        try FileHandle.standardOutput.write(line: Terminal.standardOutput.fitted(lines).joined(separator: "\n"))
    }

    private var usable: String {
        let features = InstructionSet.effective.description
        return "\(features.isEmpty ? "nothing" : features) (\(InstructionSet.maskName))"
    }

    private func describe(_ backend: any CryptoBackend.Type) -> [String] {
        let identity = backend.identity
        let capabilities = backend.capabilities
        let bits = capabilities.rsaModulusBits
        return [
            "  \(identity.name): \(identity.library) \(identity.version)",
            "    code path: \(identity.codePath)",
            "    hashes: \(capabilities.hashes.map(\.rawValue).joined(separator: " "))",
            "    records: \(capabilities.aeads.map(\.rawValue).joined(separator: " "))",
            "    RSA: \(bits.lowerBound) to \(bits.upperBound) bits",
            "    key exchange: \(capabilities.keyExchanges.map(\.rawValue).joined(separator: " "))",
            "    groups: \(capabilities.groups.map(\.name).joined(separator: " "))",
            "    signature schemes: \(capabilities.signatureSchemes.map(\.name).joined(separator: " "))",
        ]
    }
}
