internal import Foundation

/// Bencher Metric Format: latency in nanoseconds and throughput in operations a second, with the 95 % interval as bounds.
func bencherMetrics(_ documents: [ResultDocument]) throws -> Data {
    try requireDistinctNames(documents)
    var metrics: [String: [String: BencherMetric]] = [:]
    for measured in documents.flatMap(\.measuredSides) {
        let median = measured.statistics.headline
        let interval = measured.statistics.ci95.value
        metrics[measured.name] = [
            "latency": BencherMetric(value: median, lowerValue: interval?[0], upperValue: interval?[1]),
            "throughput": BencherMetric(
                value: 1e9 / median,
                lowerValue: interval.map { 1e9 / $0[1] },
                // A wide interval of few generations may begin at 0 or below.
                upperValue: interval.map { 1e9 / $0[0] }.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
            ),
        ]
    }
    return try json(metrics)
}

private struct BencherMetric: Encodable {
    let value: Double
    let lowerValue: Double?
    let upperValue: Double?
}
