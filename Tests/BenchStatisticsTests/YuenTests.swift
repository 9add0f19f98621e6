import BenchStatistics
import Testing

/// Expected values from scipy 1.17 and R 4.2:
///
///     scipy.stats.mstats.trimmed_mean_ci(x, limits=(.2, .2)), scipy.stats.mstats.trimmed_stde(x, limits=(.2, .2))
///     n = len(x); df = n - 2 * int(.2 * n) - 1; scipy.stats.t.sf(scipy.stats.trim_mean(x, .2) / stde, df)
///
///     yuen = function(x, g, conf=.95) { n = length(x); k = floor(g*n); s = sort(x); w = pmin(pmax(x, s[k+1]), s[n-k])
///         se = sd(w) / ((1-2*g) * sqrt(n)); df = n-2*k-1; m = mean(x, trim=g)
///         c(m, se, df, m + c(-1, 1) * qt(.5+conf/2, df) * se, pt(m/se, df, lower.tail=FALSE), pt(m/se, df)) }
///
/// Without trimming it is `scipy.stats.ttest_1samp(x, 0, alternative="greater")`.
@Suite struct `Yuen's test` {
    struct Expected: Sendable {
        var sample: [Double]
        var fraction = 0.2
        var confidence = 0.95
        let estimate, standardError, degrees, low, high, pGreater, pLess: Double
    }

    static let expected = [
        Expected(
            sample: Samples.x,
            estimate: 4.175,
            standardError: 0.09300371690435122,
            degrees: 5,
            low: 3.935926334679013,
            high: 4.414073665320988,
            pGreater: 5.178293998485879e-08,
            pLess: 0.9999999482170601
        ),
        Expected(
            sample: Samples.d,
            estimate: 0.0228,
            standardError: 0.0018476007339850848,
            degrees: 9,
            low: 0.018620436765624415,
            high: 0.02697956323437558,
            pGreater: 3.032800583447002e-07,
            pLess: 0.9999996967199416
        ),
        Expected(
            sample: Samples.d.map { -$0 },
            estimate: -0.0228,
            standardError: 0.0018476007339850848,
            degrees: 9,
            low: -0.02697956323437558,
            high: -0.018620436765624415,
            pGreater: 0.9999996967199416,
            pLess: 3.032800583447002e-07
        ),
        Expected(
            sample: Samples.e,
            estimate: 0.00018333333333333334,
            standardError: 0.0006711161042597811,
            degrees: 5,
            low: -0.001541825533879867,
            high: 0.0019084922005465337,
            pGreater: 0.3978207624873471,
            pLess: 0.6021792375126529
        ),
        Expected(
            sample: [1.0, 1.2, 0.9, 1.1, 1.5],
            estimate: 1.1,
            standardError: 0.07453559924999298,
            degrees: 2,
            low: 0.7792992004235056,
            high: 1.420700799576494,
            pGreater: 0.0022799936394216447,
            pLess: 0.9977200063605783
        ),
        Expected(
            sample: Samples.d,
            fraction: 0.1,
            confidence: 0.99,
            estimate: 0.022928571428571434,
            standardError: 0.002148366476098759,
            degrees: 13,
            low: 0.016457098999910467,
            high: 0.0294000438572324,
            pGreater: 4.2059423819225516e-08,
            pLess: 0.9999999579405762
        ),
        Expected(
            sample: Samples.d,
            fraction: 0,
            estimate: 0.044875,
            standardError: 0.044875 / 1.8877958081027444,
            degrees: 15,
            low: -0.005791919561137837,
            high: 0.09554191956113785,
            pGreater: 0.03927705352191787,
            pLess: 1 - 0.03927705352191787
        ),
    ]

    @Test(arguments: expected)
    func `agrees with scipy and R`(_ expected: Expected) throws {
        let test = try #require(
            YuenTest(expected.sample, fraction: expected.fraction, confidence: expected.confidence)
        )
        #expect(agrees(test.estimate, expected.estimate))
        #expect(agrees(test.standardError, expected.standardError))
        #expect(test.degrees == expected.degrees)
        #expect(agrees(test.low, expected.low))
        #expect(agrees(test.high, expected.high))
        #expect(agrees(test.pGreater, expected.pGreater))
        #expect(agrees(test.pLess, expected.pLess))
        let interval = try #require(
            yuenInterval(expected.sample, fraction: expected.fraction, confidence: expected.confidence)
        )
        #expect(interval == Interval(estimate: test.estimate, low: test.low, high: test.high))
    }

    @Test(arguments: [(0.03, 0.0, 1.0), (-0.03, 1, 0), (0, 0.5, 0.5)])
    func `without any spread is certain, or knows nothing of 0`(
        _ value: Double,
        _ above: Double,
        _ below: Double
    ) throws {
        let test = try #require(YuenTest(Array(repeating: value, count: 8)))
        #expect(test.pGreater == above && test.pLess == below)
        #expect(agrees(test.low, value) && agrees(test.high, value) && test.standardError == 0)
    }

    @Test func `is never a NaN for differences as small as numbers go`() throws {
        let least = Double.leastNonzeroMagnitude
        let test = try #require(YuenTest([0, 0, least, least, 2 * least, 0, least, 0]))
        #expect((0...1).contains(test.pGreater) && (0...1).contains(test.pLess))
    }

    @Test func `needs four values, all of them finite, and something left of them`() {
        #expect(YuenTest([1, 2, 3]) == nil && yuenInterval([1, 2, 3]) == nil)
        #expect(YuenTest([1, 2, 3, .nan, 4]) == nil)
        #expect(YuenTest([1, 2, 3, .infinity, 4]) == nil)
        #expect(YuenTest([1, 2, 3, 4, 5], fraction: 0.4) == nil)
        #expect(YuenTest([1, 2, 3, 4, 5], fraction: 0.5) == nil)
    }
}
