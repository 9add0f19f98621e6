import BenchStatistics
import Testing

/// Expected values from numpy 2.4 and scipy 1.17, and the same from R 4.2:
///
///     np.quantile(x, p)                        quantile(x, p, type=7)
///     scipy.stats.median_abs_deviation(x)      mad(x, constant=1)
///     np.array(x).std(ddof=1)                  sd(x)
///     scipy.stats.trim_mean(x, .2)             mean(x, trim=.2)
@Suite struct `Location and spread agree with scipy and R` {
    @Test(arguments: [(0, 3.8), (0.05, 3.845), (0.25, 4.0125), (0.5, 4.15), (0.75, 4.375), (0.9, 5.65), (1, 9.7)])
    func `quantiles of ten values`(_ probability: Double, _ expected: Double) {
        #expect(isClose(quantile(Samples.x.sorted(), probability), expected))
    }

    @Test(arguments: [
        (0.05, 0.00825), (0.25, 0.01875), (0.5, 0.0225), (0.75, 0.0275), (0.9, 0.0325), (0.95, 0.1255),
    ])
    func `quantiles of sixteen values`(_ probability: Double, _ expected: Double) {
        #expect(agrees(quantile(Samples.d.sorted(), probability), expected))
    }

    @Test(arguments: [
        (0.05, -0.001715), (0.25, -0.000925), (0.5, 0.00015), (0.75, 0.001275), (0.9, 0.00165), (0.95, 0.001825),
    ])
    func `quantiles of values below and above 0`(_ probability: Double, _ expected: Double) {
        #expect(agrees(quantile(Samples.e.sorted(), probability), expected))
    }

    @Test func `median, median deviation, mean and standard deviation`() {
        #expect(isClose(median(Samples.x), 4.15))
        #expect(isClose(medianAbsoluteDeviation(Samples.x), 0.2))
        #expect(agrees(medianAbsoluteDeviation(Samples.d), 0.0045))
        #expect(agrees(medianAbsoluteDeviation(Samples.e), 0.0011))
        #expect(isClose(standardDeviation(Samples.x), 1.7773341460363232))
        #expect(isClose(trimmedMean(Samples.x), 4.175))
        #expect(isClose(mean([1, 2, 6]), 3))
        #expect(standardDeviation([5]) == 0)
        #expect(median([7]) == 7 && medianAbsoluteDeviation([7]) == 0)
    }

    /// `q1, q3 = np.quantile(x, [.25, .75])`, then counted beyond 1.5 and 3 times `q3 - q1`.
    @Test func `Tukey's fences`() {
        #expect(TukeyFences(Samples.x).severe == 1)
        #expect(TukeyFences(Samples.x).mild == 1)
        #expect(TukeyFences(Samples.d).severe == 1)
        #expect(TukeyFences(Samples.d).mild == 1)
        #expect(TukeyFences(Samples.e).severe == 0)
        #expect(TukeyFences(Samples.e).mild == 0)
        #expect(TukeyFences([1, 1, 1, 1]).severe == 0)
    }
}
