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
        /// Of all batches; the headline where there is no ``estimate``.
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
        /// Yuen's interval over the generations' own values; null with too few of them.
        public var ci95: OrNull<[Double]>
        /// The headline: the 20 % trimmed mean over the generations of what ``estimator`` makes of each. A gate's times and
        /// old files have none.
        public var estimate: Double?
        /// How a generation's batches make its value: `lower-quartile`; `median` where nothing is said.
        public var estimator: String?
        /// Coefficient of variation: the median over generations of that of their batches.
        public var cvWithin: Double
        /// Coefficient of variation of the generations' own values.
        public var cvBetween: Double
        /// How many batches lie far out.
        public var outliers: Outliers
        /// A word for the interval's half-width: the name of a ``Quality``.
        public var quality: String

        /// Beyond Tukey's fences; counted, never removed.
        public struct Outliers: Codable, Sendable {
            /// Beyond the inner fences.
            public var mild: Int
            /// Beyond the outer fences.
            public var severe: Int
        }

        init(of measurement: MeasuredBenchmark) {
            self.init(measurement.generations.map { measurement.times(in: $0) }, .lowerQuartile)
        }

        /// - Parameter perGeneration: nanoseconds for one operation, batch by batch; not empty, none of it.
        init(_ perGeneration: [[Double]], _ estimator: ProcessEstimator = .median) {
            let times = perGeneration.flatMap(\.self).sorted()
            let values = perGeneration.map { estimator.value(of: $0) }
            let interval = yuenInterval(values)
            let fences = TukeyFences(times)
            let center = quantile(times, 0.5)
            n = times.count
            generations = values.count
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
            cvBetween = standardDeviation(values) / BenchStatistics.mean(values)
            outliers = Outliers(mild: fences.mild, severe: fences.severe)
            let headline = estimator == .median ? center : interval?.estimate ?? BenchStatistics.median(values)
            estimate = estimator == .median ? nil : headline
            self.estimator = estimator == .median ? nil : estimator.rawValue
            quality = Quality(halfWidth: interval.map { $0.halfWidth / headline }).rawValue
        }

        /// What one operation takes, as reports print it.
        public var headline: Double { estimate ?? median }

        /// What people call it.
        var headlineName: String { (processEstimator ?? .median).name }

        /// How a generation's value was made; nil if it is a way that this version does not know.
        var processEstimator: ProcessEstimator? { estimator.map { ProcessEstimator(rawValue: $0) } ?? .median }

        /// Half of the 95 % interval as a share of the headline; nil without an interval.
        public var halfWidth: Double? { ci95.value.map { ($0[1] - $0[0]) / 2 / headline } }
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
