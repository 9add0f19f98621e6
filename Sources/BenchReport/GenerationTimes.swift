internal import BenchStatistics

/// The times of one side in one worker process, in nanoseconds for one operation.
public struct GenerationTimes: Sendable {
    /// Which process, from 0.
    public let number: Int
    /// On the clock, batch by batch.
    public let wall: [Double]
    /// On the processor, batch by batch.
    public let processor: [Double]
    /// What makes one value of the batches.
    let estimator: ProcessEstimator

    /// The generation's own value, the unit of analysis.
    public var value: Double { estimator.value(of: wall) }
    /// The same for the time on the processor.
    var processorValue: Double { estimator.value(of: processor) }
}

extension BenchmarkResult.Raw {
    /// The generations that have rows of `side`, in order.
    func times(side: String, iterations: Int, by estimator: ProcessEstimator = .median) -> [GenerationTimes] {
        let names = BenchmarkResult.RawGeneration.columnNames
        guard let wall = names.firstIndex(of: "wall_ns"), let processor = names.firstIndex(of: "cpu_ns") else {
            return []
        }
        return generations.sorted { $0.g < $1.g }.compactMap { generation in
            let rows = generation.rows.filter { $0.first == .text(side) }
            guard !rows.isEmpty else { return nil }
            return GenerationTimes(
                number: generation.g,
                wall: rows.compactMap { $0[wall].number.map { $0 / Double(iterations) } },
                processor: rows.compactMap { $0[processor].number.map { $0 / Double(iterations) } },
                estimator: estimator
            )
        }
    }
}

extension RawValue {
    fileprivate var number: Double? { if case .integer(let value) = self { Double(value) } else { nil } }
}
