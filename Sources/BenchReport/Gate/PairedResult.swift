public import BenchCore
internal import BenchGate

extension BenchmarkResult {
    /// Takes two builds' measurements of one benchmark, and what was judged of them; nil without a whole generation.
    ///
    /// - Parameter benchmark: what this build knows of it; nil if only the others do.
    public init?(_ series: PairedSeries, _ benchmark: Benchmark?, _ comparison: Comparison) {
        guard !series.generations.isEmpty else { return nil }
        let words = series.id.split(separator: "/").map(String.init)
        id = series.id
        op = words.first ?? ""
        backend = words.last ?? ""
        isa = "native"
        codeOf = benchmark?.codeOf
        params = OrderedParameters(
            benchmark?.parameters ?? words.dropFirst().dropLast().enumerated().map { .init("p\($0)", $1) }
        )
        definitionHash = benchmark?.definitionHash ?? stableHash(series.id)
        unit = "ns/op"
        better = "lower"
        bytesPerOp = OrNull(benchmark?.bytesPerOperation)
        k = series.iterations
        stats = Dictionary(
            uniqueKeysWithValues: BuildSide.allCases.map { ($0.rawValue, Statistics(series.times(of: $0))) }
        )
        ratio = OrNull(nil)
        compare = comparison
        raw = Raw(series)
    }
}

extension BenchmarkResult.Raw {
    /// Takes every batch of both builds.
    public init(_ series: PairedSeries) {
        generations = series.generations.map { generation in
            BenchmarkResult.RawGeneration(
                g: generation.number,
                steal: generation.stealTicks,
                pad: generation.padding,
                columns: BenchmarkResult.RawGeneration.columnNames,
                rows: generation.turns.map { BenchmarkResult.RawGeneration.row($0.side, $0.round, $0.batch) }
            )
        }
    }
}

extension PairedSeries {
    /// Nanoseconds for one operation of one build, batch by batch, by generation.
    func times(of side: BuildSide) -> [[Double]] {
        generations.map { generation in
            generation.turns.filter { $0.side == side }.map { Double($0.batch.wall) / Double(iterations) }
        }
    }

    /// What a file says was measured; nil if its rows are not those of two builds.
    public init?(id: String, iterations: Int, _ raw: BenchmarkResult.Raw) {
        var generations: [PairedGeneration] = []
        for stored in raw.generations {
            let turns = stored.rows.compactMap(PairedTurn.init)
            guard turns.count == stored.rows.count else { return nil }
            generations.append(
                PairedGeneration(
                    number: stored.g,
                    padding: stored.pad ?? 0,
                    stealTicks: stored.steal ?? 0,
                    turns: turns
                )
            )
        }
        self.init(id: id, iterations: iterations, generations: generations)
    }
}

extension PairedTurn {
    /// Times are all that a verdict needs; causes are for people.
    fileprivate init?(_ row: [RawValue]) {
        guard row.count >= 4, case .text(let name) = row[0], let side = BuildSide(rawValue: name),
            case .integer(let round) = row[1], case .integer(let wall) = row[2], wall > 0,
            case .integer(let processor) = row[3], processor >= 0
        else { return nil }
        self.init(
            side: side,
            round: round,
            batch: Batch(
                wall: UInt64(wall),
                span: UInt64(wall),
                processor: UInt64(processor),
                minorFaults: 0,
                majorFaults: 0,
                involuntarySwitches: 0,
                migrated: false
            )
        )
    }
}
