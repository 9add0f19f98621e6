import BenchStatistics
import Testing

/// Expected values from scipy 1.17: `scipy.stats.t.ppf(p, df)`, `.cdf(t, df)` and `.sf(t, df)`; R 4.2 gives the same to
/// 13 digits: `qt(p, df)`, `pt(t, df)` and `pt(t, df, lower.tail=FALSE)`.
@Suite struct `Student's t agrees with scipy and R` {
    @Test(arguments: [
        (1.0, 12.706204736174694), (2, 4.302652729749462), (3, 3.1824463052837078), (9, 2.262157162798205),
        (30, 2.0422724563012378),
    ])
    func quantiles(_ degrees: Double, _ expected: Double) {
        #expect(isClose(StudentT.quantile(0.975, degrees: degrees), expected))
        #expect(isClose(StudentT.quantile(0.025, degrees: degrees), -expected))
    }

    @Test(arguments: [
        (1.0, 0.7912855998398473, 0.12111894159084341), (3, 0.8577662456360515, 0.04385332350403278),
        (30, 0.8982495207309416, 0.009057824534033344),
    ])
    func `the distribution function`(_ degrees: Double, _ at13: Double, _ atMinus25: Double) {
        #expect(agrees(StudentT.cumulative(1.3, degrees: degrees), at13))
        #expect(agrees(StudentT.cumulative(-2.5, degrees: degrees), atMinus25))
    }

    @Test(arguments: [
        (1e-9, 3.0, 0.4999999996324474), (0.25, 3, 0.4093646112144148), (1.3, 1, 0.20871440016015272),
        (5, 9, 0.0003694839549016213), (29, 9, 1.680139951333546e-10), (60, 9, 2.5005952358364503e-13),
        (8.5, 30, 8.7204423417329e-10), (40, 4, 1.1670081613006339e-06), (12, 200, 1.2110680026233124e-25),
        (7.2, 1000, 5.91030210354674e-13), (-3, 5, 0.9849503760512687),
    ])
    func `the upper tail, as small as it may be`(_ t: Double, _ degrees: Double, _ expected: Double) {
        #expect(agrees(StudentT.upperTail(t, degrees: degrees), expected))
        #expect(agrees(StudentT.cumulative(-t, degrees: degrees), expected))
    }

    @Test(arguments: [1.0, 3, 9, 500])
    func `the tails have limits`(_ degrees: Double) {
        #expect(StudentT.upperTail(0, degrees: degrees) == 0.5)
        #expect(StudentT.upperTail(.infinity, degrees: degrees) == 0)
        #expect(StudentT.upperTail(-.infinity, degrees: degrees) == 1)
        #expect(StudentT.upperTail(1e200, degrees: degrees) < 1e-150)
    }
}
