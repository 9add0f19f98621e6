import BenchCore
import Scenarios
import Testing

@Suite struct `The instrument` {
    /// A debug build's loop takes hundreds of nanoseconds; a release build says what it takes in every report.
    @Test func `knows what it adds to an operation`() {
        let cost = InstrumentCost.perOperation(Clock())
        #expect(cost > 0 && cost < 50_000)
    }
}
