import BenchStatistics
import Testing

/// Expected values from scipy 1.17:
///
///     r = scipy.stats.ttest_ind(a, b, equal_var=False, trim=.2); r.statistic, r.df, r.confidence_interval(.95)
///     scipy.stats.trim_mean(a, .2) - scipy.stats.trim_mean(b, .2)
@Suite struct `Yuen's test of two samples` {
    struct Expected: Sendable {
        let a, b: [Double]
        var fraction = 0.2
        var confidence = 0.95
        let estimate, statistic, degrees, low, high: Double
    }

    static let f = [1.0, 1.2, 0.9, 1.1, 1.5]
    static let g = [1.3, 1.25, 1.4, 1.2, 1.35]

    static let expected = [
        Expected(
            a: Samples.d,
            b: Samples.e,
            estimate: 0.022616666666666663,
            statistic: 11.953697142369613,
            degrees: 10.576826296294287,
            low: 0.018431934491801256,
            high: 0.02680139884153207
        ),
        Expected(
            a: Samples.e,
            b: Samples.d,
            estimate: -0.022616666666666663,
            statistic: -11.953697142369613,
            degrees: 10.576826296294287,
            low: -0.02680139884153207,
            high: -0.018431934491801256
        ),
        Expected(
            a: Samples.x,
            b: Samples.d,
            estimate: 4.152200000000001,
            statistic: 42.95264556556077,
            degrees: 5.003508301778624,
            low: 3.9037561814101194,
            high: 4.40064381858988
        ),
        Expected(
            a: f,
            b: g,
            estimate: -0.20000000000000018,
            statistic: -2.1908902300206665,
            degrees: 2.941176470588237,
            low: -0.493831116723956,
            high: 0.09383111672395567
        ),
        Expected(
            a: Array(f.prefix(4)),
            b: g,
            estimate: -0.25,
            statistic: -3.273268353539885,
            degrees: 4.741935483870969,
            low: -0.4495890907457227,
            high: -0.050410909254277325
        ),
        Expected(
            a: Samples.d,
            b: Samples.e,
            fraction: 0.1,
            confidence: 0.99,
            estimate: 0.022803571428571433,
            statistic: 11.189750328502411,
            degrees: 14.658261446194658,
            low: 0.01677854872492019,
            high: 0.028828594132222676
        ),
        Expected(
            a: Samples.d,
            b: Samples.e,
            fraction: 0,
            estimate: 0.044750000000000005,
            statistic: 1.8821080891639572,
            degrees: 15.013681625904773,
            low: -0.0059244526614077656,
            high: 0.09542445266140778
        ),
    ]

    @Test(arguments: expected)
    func `agrees with scipy`(_ expected: Expected) throws {
        let test = try #require(
            YuenWelchTest(
                expected.a,
                minus: expected.b,
                fraction: expected.fraction,
                confidence: expected.confidence
            )
        )
        #expect(agrees(test.estimate, expected.estimate))
        #expect(agrees(test.estimate / test.standardError, expected.statistic))
        #expect(agrees(test.degrees, expected.degrees))
        #expect(agrees(test.low, expected.low, 1e-10))
        #expect(agrees(test.high, expected.high, 1e-10))
    }

    @Test func `without any spread is a point`() throws {
        let test = try #require(YuenWelchTest([3, 3, 3, 3], minus: [2, 2, 2, 2, 2]))
        #expect(test.estimate == 1 && test.low == 1 && test.high == 1 && test.degrees == 5)
    }

    @Test func `takes the degrees of the only sample that has a spread`() throws {
        let test = try #require(YuenWelchTest([3, 3, 3, 3], minus: Self.g))
        #expect(agrees(test.degrees, 2))
    }

    @Test func `needs four finite values of each, and something left of them`() {
        #expect(YuenWelchTest([1, 2, 3], minus: Self.g) == nil)
        #expect(YuenWelchTest(Self.g, minus: [1, 2, 3]) == nil)
        #expect(YuenWelchTest(Self.g, minus: [1, 2, .nan, 3]) == nil)
        #expect(YuenWelchTest(Self.g, minus: [1, 2, .infinity, 3]) == nil)
        #expect(YuenWelchTest(Self.f, minus: Self.g, fraction: 0.4) == nil)
        #expect(YuenWelchTest(Self.f, minus: Self.g, fraction: 0.5) == nil)
    }
}
