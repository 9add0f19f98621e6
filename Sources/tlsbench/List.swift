internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import OpenSSLBackend
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
              tlsbench list --library openssl-3.5=/opt/openssl-3.5/lib
              tlsbench list --plugin mine=./mine.so

            \(ExitStatus.help([.failed, .unavailable]))
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

    @OptionGroup var libraries: LibraryOptions

    @OptionGroup var instructionSet: InstructionSetOption

    func run() throws {
        try instructionSet.apply()
        let named = try libraries.found()
        let measured = try MeasuredColumns(Registry.backends + [Registry.engineAlone], named, in: suite)
        let columns = measured.columns(in: WorkerCommand(arguments: ["worker", "--suite", suite.rawValue]))
        let others = columns.filter { libraries.columns.contains($0.name) }
        let found = try ColumnLibraries(others, measured.libraries).byColumn
        switch format {
        case .json:
            let document = ListDocument(suite, measured.groups, found)
            try FileHandle.standardOutput.write(octets: [UInt8](document.printedJSON()))
        case .table: try show(measured.groups, columns, found)
        }
        if !measured.plugins.lost.isEmpty { throw Ending(.failed, measured.plugins.faults) }
    }

    private func show(
        _ groups: [BenchmarkGroup],
        _ columns: [Column],
        _ libraries: [String: ResultDocument.Library]
    ) throws {
        var lines = ["backends"]
        for backend in Registry.backends { lines += describe(backend) }
        lines += MissingLibrary.all.filter { !$0.isPeer }.map { "  \($0.notice)" }
        lines.append("  \(Registry.engineAlone.identity.name): no security; the engine alone, and only if it is named")
        lines += ["", "peers"]
        for peer in ScenarioCatalogue.peers {
            lines.append("  \(peer.name): \(peer.library) \(peer.version); \(peer.codePath)")
            lines += file(of: peer.name)
        }
        lines += MissingLibrary.all.filter { $0.isPeer }.map { "  \($0.notice)" }
        lines += OptionalPart.leftOut.map { "  \($0.notice)" }
        if !libraries.isEmpty { lines += ["", "libraries"] }
        for (name, library) in libraries.sorted(by: { $0.key < $1.key }) {
            lines += ["  \(name): \(library.description)", "    code path: \(library.codePath)"]
        }
        lines += ["", "scenarios (\(suite.rawValue))"]
        for group in groups {
            let names = columns.filter { group.benchmarks.contains(where: $0.has) }.map(\.name)
            lines.append("  \(group.id)  [\(names.joined(separator: " "))]")
        }
        lines += ["", "cpu", "  \(MachineDescription().name)", "  \(InstructionSet.native)"]
        if InstructionSet.maskName != "native" { lines.append("  of which Swift kernels use: \(usable)") }
        try FileHandle.standardOutput.write(line: Terminal.standardOutput.fitted(lines).joined(separator: "\n"))
    }

    private var usable: String {
        let features = InstructionSet.effective.description
        return "\(features.isEmpty ? "nothing" : features) (\(InstructionSet.maskName))"
    }

    /// Where the library is that makes these rows, if it was found when this process started.
    private func file(of name: String) -> [String] {
        let library = ["openssl": OpenSSLLibrary.libcrypto, "peer:libssl": OpenSSLLibrary.libssl][name]
        guard case .success(let library) = library else { return [] }
        return ["    file: \(library.file)"]
    }

    private func describe(_ backend: any CryptoBackend.Type) -> [String] {
        let identity = backend.identity
        let capabilities = backend.capabilities
        let bits = capabilities.rsaModulusBits
        return [
            "  \(identity.name): \(identity.library) \(identity.version)"
        ] + file(of: identity.name) + [
            "    code path: \(identity.codePath)",
            "    hashes: \(capabilities.hashes.map(\.rawValue).joined(separator: " "))",
            "    records: \(capabilities.aeads.map(\.rawValue).joined(separator: " "))",
            "    RSA: \(bits.lowerBound) to \(bits.upperBound) bits",
            "    key exchange: \(capabilities.keyExchanges.map(\.rawValue).joined(separator: " "))",
            "    groups: \(capabilities.groups.map(\.name).joined(separator: " "))",
            "    key encapsulation: \(capabilities.kems.isEmpty ? "none" : capabilities.kems.map(\.rawValue).joined(separator: " "))",
            "    signature schemes: \(capabilities.signatureSchemes.map(\.name).joined(separator: " "))",
        ]
    }
}
