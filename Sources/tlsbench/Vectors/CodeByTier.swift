internal import CryptoBackend
internal import Foundation

/// The code that backends run with each set of CPU features, as `tlsbench list` says it in a process that is limited so: no
/// benchmark has to be made ready for it, which takes minutes for all keys on the slowest code.
struct CodeByTier {
    /// By variant: what limits a process to it.
    let environments: [[String: String]]
    /// By variant, and by the identifier of a benchmark.
    private let rows: [[String: ListDocument.Row]]

    /// Throws if a library may use more than a variant's set, or less of it than of this CPU's: such a tier would have a
    /// wrong name.
    init(_ variants: [FeatureVariants.Variant], backends: [any CryptoBackend.Type]) throws {
        environments = variants.map { backends.environment(limitedTo: $0.set) }
        let everything = try Self.rows(in: backends.environment(limitedTo: .native))
        rows = try environments.map(Self.rows)
        for (variant, rows) in zip(variants, rows) {
            for (id, row) in rows where backends.contains(where: { $0.identity.name == row.backend }) {
                guard !row.features.isEmpty, let all = everything[id]?.features else { continue }
                guard FeatureMasks.readBack(row.features, of: all, limitedTo: variant.set) != nil else {
                    throw Ending(
                        .failed,
                        "the mask of \(variant.name) has no effect on \(row.backend): it may use \(row.features), not "
                            + "\(variant.set)"
                    )
                }
            }
        }
    }

    /// The code of one backend with a variant, of one benchmark of each kind of operation.
    func paths(of backend: String, place: Int) -> [String] {
        rows[place].values.filter { row in
            row.backend == backend
                && row.id.contains(/^(rsa-(en|de)crypt|record-seal\/.*\/16\/|prf-master-secret|key-share|kem-key)/)
        }
        .sorted { $0.id < $1.id }.map(\.codePath)
    }

    private static func rows(in environment: [String: String]) throws -> [String: ListDocument.Row] {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe")
        process.arguments = ["list", "--format", "json"]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw Ending(.failed, "`tlsbench list` failed under a mask: status \(process.terminationStatus)")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let rows = try decoder.decode(ListDocument.self, from: text).benchmarks
        return Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    }
}
