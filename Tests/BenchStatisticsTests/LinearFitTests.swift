import BenchStatistics
import Testing

/// Expected values from R 4.2: `f = lm(y ~ x, weights=1/y^2); coef(f); confint(f); summary(f)$sigma`.
@Suite struct `A line through costs` {
    struct Expected: Sendable {
        let units, costs: [Double]
        let fixedCost, perUnit: [Double]
        let relativeError: Double
    }

    static let expected = [
        Expected(
            units: [16, 1350, 16384],
            costs: [47.8, 176, 1470],
            fixedCost: [46.911320654755641613, 13.12091379880713760, 80.70172751070414563],
            perUnit: [0.089653948874835979, 0.03550327752363934, 0.14380462022603263],
            relativeError: 0.056535208922779072
        ),
        Expected(
            units: [16, 256, 1350, 8192, 16384],
            costs: [199, 260, 477, 1890, 3520],
            fixedCost: [200.09073788927668147, 189.15509278725156150, 211.02638299130180144],
            perUnit: [0.20500377178653786, 0.19459362409058892, 0.21541391948248681],
            relativeError: 0.021997780261134272
        ),
        Expected(
            units: [16, 16, 1350, 16384, 16384],
            costs: [48, 47, 180, 1480, 1450],
            fixedCost: [46.503888671374362218, 41.178430905108292848, 51.829346437640431589],
            perUnit: [0.088801646521615998, 0.079585652474911506, 0.098017640568320491],
            relativeError: 0.050257932212439002
        ),
    ]

    @Test(arguments: expected)
    func `agrees with R's weighted regression`(_ expected: Expected) throws {
        let fit = try #require(LinearFit(zip(expected.units, expected.costs).map { (units: $0, cost: $1) }))
        for (interval, values) in [(fit.fixedCost, expected.fixedCost), (fit.perUnit, expected.perUnit)] {
            #expect(agrees(interval.estimate, values[0]))
            #expect(agrees(interval.low, values[1]) && agrees(interval.high, values[2]))
        }
        #expect(agrees(fit.relativeError, expected.relativeError))
    }

    @Test func `is exact on a line`() throws {
        let fit = try #require(LinearFit([16, 1350, 16384].map { (units: $0, cost: 40 + 0.09 * $0) }))
        #expect(agrees(fit.fixedCost.estimate, 40) && agrees(fit.perUnit.estimate, 0.09))
        #expect(fit.relativeError < 1e-12)
    }

    @Test func `needs three numbers of units, and costs above 0`() {
        #expect(LinearFit([(16, 48), (16, 47), (1350, 180), (1350, 181)]) == nil)
        #expect(LinearFit([(16, 48), (1350, 0), (16384, 1480)]) == nil)
        #expect(LinearFit([(16, 48), (1350, .nan), (16384, 1480)]) == nil)
        #expect(LinearFit([]) == nil)
    }
}
