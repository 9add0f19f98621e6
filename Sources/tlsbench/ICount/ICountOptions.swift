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

    @OptionGroup var libraries: LibraryOptions

    @Option(help: "How to count: auto, callgrind or steps.")
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

    @OptionGroup var labels: LabelOptions

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
    func columns(_ named: [NamedLibrary]) throws -> MeasuredColumns {
        let expression = filter ?? Self.standardFilter(named)
        func columns(_ isCounted: @escaping (Benchmark) -> Bool) throws -> MeasuredColumns {
            try MeasuredColumns(backend, named, in: .full, where: Filter(expression, also: isCounted))
        }
        do { return try columns { !$0.groupID.contains("tcp") } } catch {
            _ = try columns { _ in true }
            throw ValidationError("what runs over TCP cannot be counted: several threads do it")
        }
    }

    /// The gate's rows; of libraries that were named, what they can change.
    private static func standardFilter(_ named: [NamedLibrary]) -> String {
        let rows =
            named.isEmpty ? ScenarioCatalogue.gated : ScenarioCatalogue.gated.union(ScenarioCatalogue.ofLibraries)
        let patterns = rows.sorted().map { row -> String in
            let builtIn = row.split(separator: "/").last.map(String.init) ?? row
            let others = named.compactMap { library -> String? in
                switch builtIn {
                case library.backend.rawValue: library.name
                case "openssl" where library.backend == .plugin: library.name
                case "peer:libssl" where library.libssl != nil: library.peerName
                default: nil
                }
            }
            let names = ([builtIn] + others).map { $0.replacing(".", with: "\\.") }.joined(separator: "|")
            return row.dropLast(builtIn.count) + "(\(names))"
        }
        return "^(\(patterns.joined(separator: "|")))$"
    }
}
