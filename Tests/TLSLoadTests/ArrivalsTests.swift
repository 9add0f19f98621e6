import Testing

@testable import TLSLoad

@Suite struct `The arrivals of a load` {
    private func times(
        _ pattern: ArrivalPattern,
        thread: Int,
        of threads: Int,
        count: Int,
        seed: UInt64 = 7
    ) -> [Double] {
        var arrivals = Arrivals(rate: 1000, pattern, thread: thread, of: threads, seed: seed)
        return (0..<count).map { _ in
            defer { arrivals.advance() }
            return arrivals.next
        }
    }

    @Test func `of a fixed rate are at equal distances, whatever the number of threads`() {
        let all = (0..<4).flatMap { times(.fixed, thread: $0, of: 4, count: 25) }.sorted()
        for (index, time) in all.enumerated() { #expect(abs(time - Double(index) * 1e6) < 1) }
    }

    @Test(arguments: ArrivalPattern.allCases) func `are counted, many of them by their mean gap`(
        pattern: ArrivalPattern
    ) {
        let arrivals = Arrivals(rate: 1000, pattern, thread: 0, of: 1, seed: 7)
        // Until between the last one and the one after.
        let times = times(pattern, thread: 0, of: 1, count: 10_001)
        let time = (times[9_999] + times[10_000]) / 2
        #expect(arrivals.count(before: time) == 10_000 && arrivals.count(before: 0) == 0)
        let estimate = arrivals.count(before: time, limit: 100)
        // Five standard errors of 10,000 gaps.
        #expect(abs(estimate - 10_000) <= (pattern == .fixed ? 1 : 500), "\(estimate)")
    }

    @Test(arguments: [1, 3]) func `of Poisson have gaps whose mean and deviation are those of the rate`(threads: Int) {
        let times = times(.poisson, thread: 0, of: threads, count: 100_000)
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        let expected = 1e6 * Double(threads)
        // Five standard errors of 100,000 gaps.
        #expect(abs(mean / expected - 1) < 0.016 && abs(variance.squareRoot() / expected - 1) < 0.03)
        #expect(gaps.allSatisfy { $0 >= 0 })
    }

    @Test func `of Poisson follow from the seed, and differ from thread to thread`() {
        #expect(times(.poisson, thread: 0, of: 2, count: 9) == times(.poisson, thread: 0, of: 2, count: 9))
        #expect(times(.poisson, thread: 0, of: 2, count: 9) != times(.poisson, thread: 1, of: 2, count: 9))
        #expect(times(.poisson, thread: 0, of: 2, count: 9) != times(.poisson, thread: 0, of: 2, count: 9, seed: 8))
    }
}

@Suite struct `A queue of times` {
    @Test func `gives what is due, in order, and keeps the rest`() {
        var queue = TimeQueue(after: 10)
        for time in 0..<300 as Range<UInt64> { queue.append(Int(time), 1, now: time) }
        #expect(queue.next == 10 && queue.takeDue(9) == nil)
        var slots: [Int] = []
        while let due = queue.takeDue(259) { slots.append(due.slot) }
        #expect(slots == Array(0..<250) && queue.next == 260)
        while queue.takeDue(1000) != nil {}
        #expect(queue.next == nil)
    }
}
