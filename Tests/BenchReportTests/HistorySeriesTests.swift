import Foundation
import Testing

@testable import BenchReport

@Suite struct `A series of runs` {
    private func series(_ runs: [ComparedRun], _ history: History = History()) -> [HistorySeries] {
        HistorySeries.all(history, runs)
    }

    @Test func `has a change point where intervals have nothing in common`() throws {
        let runs = [
            CompareSample.run(), CompareSample.slower(1),
            CompareSample.slower(10) { $0.started = "2026-03-01T00:00:00Z" },
        ]
        let points = try #require(series(runs).first).points
        #expect(points.map { $0.row.started.prefix(7) } == ["2026-01", "2026-02", "2026-03"])
        #expect(points[0].change == nil && points[1].change == nil)
        #expect(abs(try #require(points[2].change) - (1.1 / 1.01 - 1)) < 1e-3)
    }

    @Test func `does not change by what its intervals allow`() throws {
        let wide = CompareSample.run([100, 130, 80, 110, 95])
        let one = try #require(series([wide, CompareSample.slower(10)]).first)
        #expect(!one.hasChange)
    }

    @Test func `is of one machine and one meaning, and names other software`() throws {
        let other = CompareSample.slower(0) { $0.machine.hwKey = "333333333333" }
        let meaning = CompareSample.slower(0) { $0.benchmarks[0].definitionHash = "444444444444" }
        #expect(series([CompareSample.run(), other, meaning]).isEmpty)
        let software = CompareSample.slower(0) { $0.machine.swKey = "555555555555" }
        let points = try #require(series([CompareSample.run(), software]).first).points
        #expect(points.map(\.hasOtherSoftware) == [false, true])
    }

    @Test func `counts once what is in a history too`() throws {
        let (first, second) = (CompareSample.run(), CompareSample.slower(5))
        let history = try History(History().appending(first))
        #expect(series([first, second], history).map(\.points.count) == [2])
        #expect(series([second], history).map(\.points.count) == [2])
        #expect(series([first], history).isEmpty)
    }
}
