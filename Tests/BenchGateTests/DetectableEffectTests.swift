import Foundation
import Testing

@testable import BenchGate

@Suite struct `The smallest slowdown that a gate finds` {
    /// t₀.₉₅ and the like are those of a table: 1.8331 with 9 degrees of freedom; 1 − 0.05/3/16 and 1 − 0.05/3 there are 4.2690
    /// and 2.5096 (scipy, `t.ppf`).
    @Test(arguments: [(0.0, 0.02), (0.001, 0.0219), (0.01, 0.0629)])
    func `is what must be above all three bars`(error: Double, share: Double) {
        let found = DetectableEffect(standardError: error, degrees: 9, benchmarks: 16).share
        let bars = [
            log1p(0.02) + 1.8331 * error, (4.2690 + 1.8331) * error, log1p(0.01) + (2.5096 + 1.8331) * error,
        ]
        let expected = expm1(bars.max() ?? 0)
        #expect(abs(found - expected) < 2e-4)
        #expect(abs(found - share) < 1e-3)
    }

    @Test func `grows with noise and with the number of benchmarks`() {
        func share(_ error: Double, _ count: Int) -> Double {
            DetectableEffect(standardError: error, degrees: 7, benchmarks: count).share
        }
        #expect(share(0.02, 16) > share(0.01, 16))
        #expect(share(0.02, 16) > share(0.02, 1))
    }
}
