import BenchStatistics
import Testing

/// Expected values from numpy 2.4 and scipy 1.17: `np.quantile(x, p)`, `scipy.stats.median_abs_deviation(x)`,
/// `x.std(ddof=1)`, `scipy.stats.trim_mean(x, .2)`, `scipy.stats.mstats.trimmed_mean_ci(x, limits=(.2, .2))`,
/// `scipy.stats.t.ppf` and `.cdf`.
@Suite struct `Statistics agree with scipy` {
    private let sample = [4.1, 3.9, 4.4, 5.2, 4.0, 4.2, 9.7, 4.05, 3.8, 4.3]

    private func isClose(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
        abs(left - right) <= tolerance * max(1, abs(right))
    }

    @Test(arguments: [(0, 3.8), (0.05, 3.845), (0.25, 4.0125), (0.5, 4.15), (0.9, 5.65), (1, 9.7)])
    func quantiles(_ probability: Double, _ expected: Double) {
        #expect(isClose(quantile(sample.sorted(), probability), expected))
    }

    @Test func `location and spread`() {
        #expect(isClose(median(sample), 4.15))
        #expect(isClose(medianAbsoluteDeviation(sample), 0.2))
        #expect(isClose(standardDeviation(sample), 1.7773341460363232))
        #expect(isClose(trimmedMean(sample), 4.175))
        #expect(isClose(mean([1, 2, 6]), 3))
        #expect(standardDeviation([5]) == 0)
    }

    @Test(arguments: [
        (1.0, 12.706204736174694), (2, 4.302652729749462), (3, 3.1824463052837078), (9, 2.262157162798205),
        (30, 2.0422724563012378),
    ])
    func `quantiles of Student's t`(_ degrees: Double, _ expected: Double) {
        #expect(isClose(StudentT.quantile(0.975, degrees: degrees), expected))
        #expect(isClose(StudentT.quantile(0.025, degrees: degrees), -expected))
    }

    @Test(arguments: [
        (1.0, 0.7912855998398473, 0.12111894159084341), (3, 0.8577662456360515, 0.04385332350403278),
        (30, 0.8982495207309416, 0.009057824534033344),
    ])
    func `the distribution function of Student's t`(_ degrees: Double, _ at13: Double, _ atMinus25: Double) {
        #expect(isClose(StudentT.cumulative(1.3, degrees: degrees), at13))
        #expect(isClose(StudentT.cumulative(-2.5, degrees: degrees), atMinus25))
    }

    @Test func `Yuen's interval`() throws {
        let interval = try #require(yuenInterval(sample))
        #expect(isClose(interval.estimate, 4.175))
        #expect(isClose(interval.low, 3.935926334679013))
        #expect(isClose(interval.high, 4.414073665320988))
        let five = try #require(yuenInterval([1.0, 1.2, 0.9, 1.1, 1.5]))
        #expect(isClose(five.low, 0.7792992004235056))
        #expect(isClose(five.high, 1.420700799576494))
        #expect(yuenInterval([1, 2, 3]) == nil)
    }

    @Test func `Tukey's fences`() {
        #expect(TukeyFences(sample).severe == 1)
        #expect(TukeyFences(sample).mild == 1)
        #expect(TukeyFences([1, 1, 1, 1]).severe == 0)
    }
}
