import Foundation
import Testing

@testable import BenchGate

@Suite struct `The spread of layouts` {
    /// An effect whose standard error is small beside its size, or not.
    private func effect(_ estimate: Double, noise: Double) -> PairedEffect? {
        PairedEffect(differences: (0..<10).map { estimate + noise * (Double($0) - 4.5) })
    }

    @Test func `is what the relinks differ by`() throws {
        let spread = try #require(
            LayoutSpread(id: "a/b", [effect(0.01, noise: 1e-6), effect(0.02, noise: 1e-6), effect(-0.01, noise: 1e-6)])
        )
        // The standard deviation of 0, 0.01, 0.02 and -0.01, with n - 1 (numpy.std(…, ddof=1)).
        #expect(abs(spread.floor - 0.012_909_944) < 1e-6)
        #expect(abs(spread.minEffect - 2 * spread.floor) < 1e-12)
        #expect(abs(spread.range - (exp(0.02) - exp(-0.01))) < 1e-9)
    }

    @Test func `is nothing where noise explains all`() throws {
        let spread = try #require(LayoutSpread(id: "a/b", [effect(0.001, noise: 0.01), effect(-0.001, noise: 0.01)]))
        #expect(spread.floor == 0)
        #expect(spread.noise > 0.001)
    }

    @Test func `needs two relinks`() {
        #expect(LayoutSpread(id: "a/b", [effect(0.01, noise: 1e-6), nil]) == nil)
    }
}
