import Foundation

@testable import BenchFleet
@testable import BenchReport

/// Runs of machines that are made of a committed one: other names, other machines, other times.
enum FleetSample {
    /// A committed run, without its batches: to decode these takes a debug build a second.
    static func committed() throws -> ResultDocument { try stored.get() }

    private static let stored = Result { try BatchlessResult.decode(text()) }

    /// What is in its file.
    static func text() throws -> Data { try Data(contentsOf: file) }

    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Results/570c2a2bed31/20261124T132348Z-e753f05f65.json")

    /// The run as of another machine, with a few rows alone.
    ///
    /// - Parameters:
    ///   - number: makes its id.
    ///   - machine: its label; none if it is nil.
    ///   - factors: by backend, what its times are multiplied with.
    static func run(
        _ number: Int,
        machine: String? = nil,
        kind: String = "570c2a2bed31",
        labels: [String: String] = [:],
        factors: [String: Double] = [:],
        rows: (BenchmarkResult) -> Bool = { $0.op == "record-seal" && $0.backend != "gmp" }
    ) throws -> ResultDocument {
        var document = try committed()
        let digits = String(number, radix: 16)
        document.id = "00000000-0000-0000-0000-" + String(repeating: "0", count: 12 - digits.count) + digits
        document.machine.hwKey = kind
        var all = labels
        all["machine"] = machine
        document.labels = all.isEmpty ? nil : all
        document.benchmarks = document.benchmarks.filter(rows).map { benchmark in
            var benchmark = benchmark
            benchmark.scale(by: factors[benchmark.backend] ?? 1)
            return benchmark
        }
        return document
    }

    /// A fleet of these, as if each were in the file of its number.
    static func fleet(_ documents: [ResultDocument], machineLabel: String = "machine") -> Fleet {
        var fleet = Fleet(machineLabel: machineLabel)
        for (number, document) in documents.enumerated() { fleet.add("\(number).json", .success(document)) }
        return fleet
    }
}

extension BenchmarkResult {
    /// All that is used of its times, multiplied.
    fileprivate mutating func scale(by factor: Double) {
        for side in stats.keys {
            guard var statistics = stats[side] else { continue }
            statistics.median *= factor
            statistics.estimate = statistics.estimate.map { $0 * factor }
            statistics.ci95.value = statistics.ci95.value.map { $0.map { $0 * factor } }
            stats[side] = statistics
        }
    }
}
