internal import BenchCore
internal import BenchStatistics
internal import Glibc

extension BenchmarkResult {
    /// Nanoseconds for one operation, over all batches; the unit of analysis for the interval is the generation.
    public struct Statistics: Codable, Sendable {
        /// Batches.
        public var n: Int
        /// Worker processes.
        public var generations: Int
        /// The fastest batch.
        public var min: Double
        /// 5th percentile.
        public var p5: Double
        /// Lower quartile.
        public var p25: Double
        /// The headline.
        public var median: Double
        /// Arithmetic mean.
        public var mean: Double
        /// Standard deviation.
        public var sd: Double
        /// Median distance from the median.
        public var mad: Double
        /// Upper quartile.
        public var p75: Double
        /// 90th percentile.
        public var p90: Double
        /// Null below 500 batches.
        public var p99: OrNull<Double>
        /// Yuen's interval over the medians of the generations; null with too few of them.
        public var ci95: OrNull<[Double]>
        /// Coefficient of variation: the median over generations of that of their batches.
        public var cvWithin: Double
        /// Coefficient of variation of the generations' medians.
        public var cvBetween: Double
        /// How many batches lie far out.
        public var outliers: Outliers
        /// `quiet`, `ok`, `noisy` or `unusable`, by the interval's half-width: below 0.5, 1, 2 % of the median, or not.
        public var quality: String

        /// Beyond Tukey's fences; counted, never removed.
        public struct Outliers: Codable, Sendable {
            /// Beyond the inner fences.
            public var mild: Int
            /// Beyond the outer fences.
            public var severe: Int
        }

        init(of measurement: MeasuredBenchmark) {
            self.init(measurement.generations.map { measurement.times(in: $0) })
        }

        /// - Parameter perGeneration: nanoseconds for one operation, batch by batch; not empty, none of it.
        init(_ perGeneration: [[Double]]) {
            let times = perGeneration.flatMap(\.self).sorted()
            let medians = perGeneration.map { BenchStatistics.median($0) }
            let interval = yuenInterval(medians)
            let fences = TukeyFences(times)
            let center = quantile(times, 0.5)
            n = times.count
            generations = medians.count
            min = times[0]
            p5 = quantile(times, 0.05)
            p25 = quantile(times, 0.25)
            median = center
            mean = BenchStatistics.mean(times)
            sd = standardDeviation(times)
            mad = medianAbsoluteDeviation(times)
            p75 = quantile(times, 0.75)
            p90 = quantile(times, 0.9)
            p99 = OrNull(times.count >= 500 ? quantile(times, 0.99) : nil)
            ci95 = OrNull(interval.map { [$0.low, $0.high] })
            cvWithin = BenchStatistics.median(perGeneration.map { standardDeviation($0) / BenchStatistics.mean($0) })
            cvBetween = standardDeviation(medians) / BenchStatistics.mean(medians)
            outliers = Outliers(mild: fences.mild, severe: fences.severe)
            let relative = interval.map { $0.halfWidth / center } ?? .infinity
            quality =
                relative < 0.005 ? "quiet" : relative < 0.01 ? "ok" : relative < 0.02 ? "noisy" : "unusable"
        }
    }
}

extension BenchmarkResult.Ratio {
    /// Nil for the reference itself, and where the two have no round in common.
    ///
    /// - Parameters:
    ///   - name: the reference's identifier.
    ///   - own: the measurement's own.
    init?(_ measurement: MeasuredBenchmark, to reference: MeasuredBenchmark, named name: String, not own: String) {
        guard name != own else { return nil }
        self.init(
            measurement.generations.map { measurement.times(in: $0) },
            to: reference.generations.map { reference.times(in: $0) },
            named: name
        )
    }

    /// Nil where the two have no round in common.
    ///
    /// - Parameters:
    ///   - times: nanoseconds for one operation, batch by batch, by generation.
    ///   - others: the same of the reference.
    init?(_ times: [[Double]], to others: [[Double]], named reference: String) {
        // The turns of one round follow each other within milliseconds, so what disturbs one disturbs the other.
        let logarithms = zip(times, others).compactMap { own, other -> Double? in
            let pairs = zip(own, other).map { log($1 / $0) }
            return pairs.isEmpty ? nil : median(pairs)
        }
        guard !logarithms.isEmpty else { return nil }
        let interval = yuenInterval(logarithms)
        self.init(
            reference: reference,
            estimate: exp(interval?.estimate ?? median(logarithms)),
            ci95: OrNull(interval.map { [exp($0.low), exp($0.high)] })
        )
    }
}
