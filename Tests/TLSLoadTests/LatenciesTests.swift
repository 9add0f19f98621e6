import Testing

@testable import TLSLoad

@Suite struct `Latencies in a histogram` {
    @Test func `have quantiles that are at most a thousandth too long`() {
        // From 20 ns to 20 s, in no order.
        var (latencies, exact) = (Latencies(), [UInt64]())
        var state: UInt64 = 42
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = UInt64(20) << (state >> 59) + (state >> 40) % 1000
            exact.append(value)
            latencies.record(value)
        }
        exact.sort()
        for share in [0.001, 0.5, 0.9, 0.99, 0.999] {
            let rank = Int((Double(exact.count) * share).rounded(.up)) - 1
            let found = latencies.quantile(share)
            #expect(found >= exact[rank] && found <= exact[rank] + exact[rank] / 1000, "\(share): \(found)")
        }
        #expect(latencies.count == exact.count)
        #expect(latencies.minimum == exact.first && latencies.maximum == exact.last)
        #expect(latencies.quantile(1) == exact.last)
    }

    @Test func `of one value are that value`() {
        var latencies = Latencies()
        latencies.record(1_234_567_891)
        #expect([0, 0.5, 0.999, 1].allSatisfy { latencies.quantile($0) == 1_234_567_891 })
        #expect(latencies.minimum == 1_234_567_891 && latencies.maximum == 1_234_567_891)
    }

    @Test func `of none are 0, and longer ones than two days count as such`() {
        var latencies = Latencies()
        #expect(
            latencies.count == 0 && latencies.minimum == 0 && latencies.maximum == 0 && latencies.quantile(0.5) == 0
        )
        latencies.record(.max)
        #expect(latencies.maximum == 1 << 48)
    }

    @Test func `of several threads add up`() {
        var (one, other) = (Latencies(), Latencies())
        for value in UInt64(1)...100 { one.record(value * 1000) }
        for value in UInt64(101)...200 { other.record(value * 1000) }
        one.add(other)
        #expect(one.count == 200 && one.minimum == 1000 && one.maximum == 200_000)
        #expect((100_000...100_100).contains(one.quantile(0.5)))
    }
}
