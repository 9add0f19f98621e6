internal import BenchCore

/// CSV (RFC 4180) with a row for each benchmark, build and statistic: what spreadsheets pivot and R groups.
func longTable(_ documents: [ResultDocument]) -> String {
    var rows = [
        ["run", "started", "side", "id", "op", "backend", "isa", "params", "quality", "statistic", "unit", "value"]
    ]
    for document in documents {
        for measured in document.measuredSides {
            let benchmark = measured.benchmark
            let parameters = benchmark.params.list.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            let common = [
                document.id, document.started, measured.side, benchmark.id, benchmark.op, benchmark.backend,
                benchmark.isa,
                parameters, measured.statistics.quality,
            ]
            rows += statistics(of: measured).map { common + [$0.name, $0.unit, $0.value] }
        }
    }
    return rows.map { CommaSeparated.sheetLine($0) + "\r\n" }.joined()
}

private func statistics(of measured: MeasuredSide) -> [(name: String, unit: String, value: String)] {
    let statistics = measured.statistics
    let unit = measured.benchmark.unit
    let interval = statistics.ci95.value
    let ratio = measured.ratio
    let throughput = measured.benchmark.bytesPerOp.value.map { Double($0) / statistics.headline * 1e9 }
    let numbers: [(String, String, Double?)] = [
        ("min", unit, statistics.min), ("p5", unit, statistics.p5), ("p25", unit, statistics.p25),
        ("median", unit, statistics.median), ("mean", unit, statistics.mean), ("sd", unit, statistics.sd),
        ("estimate", unit, statistics.estimate), ("mad", unit, statistics.mad), ("p75", unit, statistics.p75),
        ("p90", unit, statistics.p90),
        ("p99", unit, statistics.p99.value), ("ci95_low", unit, interval?[0]), ("ci95_high", unit, interval?[1]),
        ("cv_within", "1", statistics.cvWithin), ("cv_between", "1", statistics.cvBetween),
        ("throughput", "octets/s", throughput), ("ratio", "1", ratio?.estimate),
        ("ratio_ci95_low", "1", ratio?.ci95.value?[0]), ("ratio_ci95_high", "1", ratio?.ci95.value?[1]),
    ]
    let counts = [
        ("k", measured.benchmark.k), ("n", statistics.n), ("generations", statistics.generations),
        ("outliers_mild", statistics.outliers.mild), ("outliers_severe", statistics.outliers.severe),
    ]
    return counts.map { ($0.0, "1", String($0.1)) }
        + numbers.compactMap { name, unit, value in value.map { (name, unit, String($0)) } }
}
