internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// What `icount` is told.
struct ICountOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        completion: .backends,
        transform: Registry.backends(named:)
    )
    var backend: [any CryptoBackend.Type] = Registry.backends

    @Option(
        help: ArgumentHelp(
            "Only benchmarks whose id this matches somewhere. Default: those of the gate.",
            valueName: "regex"
        )
    )
    var filter: String?

    @Option(help: "Who counts: auto, callgrind or steps.")
    var with = Method.auto

    @Option(
        help: ArgumentHelp(
            "CPU features that no library may use, and with them those that need them.",
            valueName: "list"
        )
    )
    var without: String?

    @Option(help: ArgumentHelp("Decides the inputs.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Write the whole result to a file.", valueName: "file"), completion: .file())
    var json: String?

    @Option(
        help: "What to print: table, json, csv or markdown.",
        completion: .formats,
        transform: ReportFormat.init(named:)
    )
    var format = ReportFormat.table

    @OptionGroup var verbosity: Verbosity

    /// Who counts.
    enum Method: String, ExpressibleByArgument, CaseIterable { case auto, callgrind, steps }

    func validate() throws { _ = try removed }

    /// What the libraries may use.
    var set: InstructionSet { InstructionSet.native.without((try? removed) ?? []) }

    private var removed: Set<CPUFeature> {
        get throws {
            guard let without else { return [] }
            return try FeatureVariants.items(without, of: .native).reduce(into: []) { $0.formUnion($1) }
        }
    }

    /// What is counted: never what moves octets through sockets, for other threads do a part of that.
    var groups: [BenchmarkGroup] {
        get throws {
            let all = Registry.groups(of: backend, in: .full)
            let chosen = try Filter(filter ?? "^(" + ScenarioCatalogue.gated.sorted().joined(separator: "|") + ")$")
                .apply(all)
            let kept = chosen.filter { !$0.id.contains("tcp") }
            guard !kept.isEmpty else {
                throw ValidationError("what runs over TCP cannot be counted: several threads do it")
            }
            return kept
        }
    }
}
