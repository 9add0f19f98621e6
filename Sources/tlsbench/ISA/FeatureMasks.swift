internal import BenchCore
internal import BenchReport
internal import CryptoBackend

/// The columns of each set of features, and the proof that their workers are limited to it.
struct FeatureMasks {
    /// By variant.
    let columns: [[Column]]
    /// As the result has them.
    let sets: [FeatureStudy.FeatureSet]
    /// By variant and row: the code that runs.
    let paths: [[String: String]]

    /// Starts workers of each variant and asks what their libraries may use.
    ///
    /// Throws if a library may use more than the variant's set, or less of it than of this CPU's: such a row would have a
    /// wrong name.
    ///
    /// - Parameter worker: a process of this build, without a limit.
    init(_ variants: [FeatureVariants.Variant], _ measured: MeasuredColumns, in worker: WorkerCommand) throws {
        func columns(in environment: [String: String]) -> [Column] {
            measured.columns(in: WorkerCommand(arguments: worker.arguments, environment: environment))
        }
        let everything = columns(in: Registry.backends.environment(limitedTo: .native))
        let unlimited = try Self.codeInUse(by: everything, of: measured.groups)
        let environments = variants.map { Registry.backends.environment(limitedTo: $0.set) }
        self.columns = environments.map(columns(in:))
        var sets: [FeatureStudy.FeatureSet] = []
        var paths: [[String: String]] = []
        for (place, variant) in variants.enumerated() {
            let columns = self.columns[place]
            let inUse = try Self.codeInUse(by: columns, of: measured.groups)
            var readBack: [String: [String]] = [:]
            for (row, found) in inUse where !found.code.features.isEmpty {
                let everything = unlimited[row]?.code.features ?? ""
                guard let told = Self.readBack(found.code.features, of: everything, limitedTo: variant.set) else {
                    throw CommandFailure(
                        "the mask of \(variant.name) has no effect on \(found.column): it may use "
                            + "\(found.code.features), not \(variant.set)"
                    )
                }
                readBack[found.column] = told
            }
            sets.append(
                FeatureStudy.FeatureSet(
                    name: variant.name,
                    features: variant.set.features.sorted().map(\.rawValue),
                    environment: environments[place],
                    readBack: readBack
                )
            )
            paths.append(inUse.mapValues(\.code.path))
        }
        self.sets = sets
        self.paths = paths
    }

    /// By row: whose it is, and what runs.
    private static func codeInUse(
        by columns: [Column],
        of groups: [BenchmarkGroup]
    ) throws -> [String: (column: String, code: CodeInUse)] {
        var found: [String: (column: String, code: CodeInUse)] = [:]
        for (worker, columns) in columns.byWorker {
            let rows = columns.flatMap { column in
                groups.flatMap(\.benchmarks).filter(column.has).map { (column: column.name, benchmark: $0) }
            }
            let codes = try worker.codeInUse(by: rows.map(\.benchmark.id))
            for (row, code) in zip(rows, codes) { found[row.benchmark.named(row.column).id] = (row.column, code) }
        }
        return found
    }

    /// What a library says that it may use; nil unless that is all of `everything` that is in the set.
    static func readBack(
        _ told: String,
        of everything: String,
        limitedTo set: InstructionSet
    ) -> [String]? {
        guard let told = InstructionSet(names: told), let everything = InstructionSet(names: everything),
            told.features == everything.features.intersection(set.features)
        else { return nil }
        return told.features.sorted().map(\.rawValue)
    }
}
