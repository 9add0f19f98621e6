internal import BenchCore
internal import BenchReport
internal import CryptoBackend

/// The workers of each set of features, and the proof that they are limited to it.
struct FeatureMasks {
    /// One for each variant.
    let commands: [WorkerCommand]
    /// As the result has them.
    let sets: [FeatureStudy.FeatureSet]
    /// By variant and benchmark: the code that runs.
    let paths: [[String: String]]

    /// Starts a worker of each variant and asks what its libraries may use.
    ///
    /// Throws if a library may use more than the variant's set, or less of it than of this CPU's: such a row would have a
    /// wrong name.
    init(
        _ variants: [FeatureVariants.Variant],
        backends: [any CryptoBackend.Type],
        benchmarks: [Benchmark],
        arguments: [String]
    ) throws {
        commands = variants.map { variant in
            let environment = backends.reduce(into: [String: String]()) { all, backend in
                all.merge(backend.environment(limitedTo: variant.set)) { $1 }
            }
            return WorkerCommand(arguments: arguments, environment: environment)
        }
        let everything = backends.reduce(into: [String: String]()) { all, backend in
            all.merge(backend.environment(limitedTo: .native)) { $1 }
        }
        let ids = benchmarks.map(\.id)
        let unlimited = try WorkerCommand(arguments: arguments, environment: everything).codeInUse(by: ids)
        var sets: [FeatureStudy.FeatureSet] = []
        var paths: [[String: String]] = []
        for (variant, command) in zip(variants, commands) {
            let inUse = try command.codeInUse(by: ids)
            var readBack: [String: [String]] = [:]
            for (benchmark, (all, found)) in zip(benchmarks, zip(unlimited, inUse)) where !found.features.isEmpty {
                guard let told = Self.readBack(found.features, of: all.features, limitedTo: variant.set) else {
                    throw CommandFailure(
                        "the mask of \(variant.name) has no effect on \(benchmark.backend): it may use \(found.features), "
                            + "not \(variant.set)"
                    )
                }
                readBack[benchmark.backend] = told
            }
            sets.append(
                FeatureStudy.FeatureSet(
                    name: variant.name,
                    features: variant.set.features.sorted().map(\.rawValue),
                    environment: command.environment,
                    readBack: readBack
                )
            )
            paths.append(Dictionary(zip(ids, inUse.map(\.path))) { first, _ in first })
        }
        self.sets = sets
        self.paths = paths
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
