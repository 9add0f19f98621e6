import BenchStatistics
import Testing

/// Expected values from R 4.2: `p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")` and so on.
@Suite struct `Holm's adjustment` {
    @Test(arguments: [
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        (
            [0.0004, 0.6, 0.02, 0.0004, 0.9, 0.021, 1e-12, 0.3],
            [2.8e-03, 1, 0.1, 2.8e-03, 1, 0.1, 8e-12, 0.9]
        ),
        ([0.5, 0.5], [1, 1]), ([0, 1, 0], [0, 1, 0]), ([0.03], [0.03]), ([], []),
    ])
    func `agrees with R`(_ pValues: [Double], _ expected: [Double]) {
        let adjusted = holmAdjusted(pValues)
        #expect(adjusted.count == expected.count)
        for (left, right) in zip(adjusted, expected) { #expect(agrees(left, right)) }
    }

    @Test(arguments: 1...20)
    func `keeps the order of the values, and lies between them and Bonferroni's`(_ seed: UInt64) {
        // Any values will do; these come from a linear congruence (Knuth's MMIX).
        var state = seed
        let pValues = (0..<40).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24)
        }
        let adjusted = holmAdjusted(pValues)
        for (index, value) in adjusted.enumerated() {
            #expect(value >= pValues[index] && value <= min(1, 40 * pValues[index]))
            for (other, otherValue) in adjusted.enumerated() where pValues[other] < pValues[index] {
                #expect(otherValue <= value)
            }
        }
    }
}
