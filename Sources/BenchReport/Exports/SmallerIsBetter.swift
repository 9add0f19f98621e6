internal import Foundation

/// github-action-benchmark's `customSmallerIsBetter`: the median, half of the 95 % interval as its range, the rest as text.
func smallerIsBetter(_ documents: [ResultDocument]) throws -> Data {
    try requireDistinctNames(documents)
    let entries = documents.flatMap { document in
        document.measuredSides.map { measured in
            let statistics = measured.statistics
            let interval = statistics.ci95.value.map { "95 % interval \($0[0]) to \($0[1]) ns\n" } ?? ""
            return SmallerIsBetterEntry(
                name: measured.name,
                unit: measured.benchmark.unit,
                value: statistics.headline,
                // A number alone behind the sign: the action converts it with the unit.
                range: statistics.ci95.value.map { "± \(($0[1] - $0[0]) / 2)" },
                extra: interval
                    + "\(statistics.n) batches of \(measured.benchmark.k) in \(statistics.generations) processes, "
                    + "\(statistics.quality)\n\(document.machine.cpu.name), \(document.machine.hwKey)"
            )
        }
    }
    return try json(entries)
}

private struct SmallerIsBetterEntry: Encodable {
    let name: String
    let unit: String
    let value: Double
    let range: String?
    let extra: String
}
