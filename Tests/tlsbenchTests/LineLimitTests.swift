import Foundation
import Synchronization
import Testing

@testable import tlsbench

@Suite struct LineLimitTests {
    private let start = ContinuousClock.now

    @Test func `so many lines are admitted in each interval, and the others are counted`() {
        var limit = LineLimit(3, in: .seconds(1))
        let admitted = (0..<10).filter { limit.admits(at: start + .milliseconds($0)) }
        #expect(admitted == [0, 1, 2])
        #expect(limit.hasNotice)
        let notice = limit.takeNotice()
        #expect(notice == "7 more lines left out")
        #expect(!limit.hasNotice)
        let (late, next) = (limit.admits(at: start + .milliseconds(999)), limit.admits(at: start + .seconds(1)))
        #expect(!late && next)
        let last = limit.takeNotice()
        #expect(last == "1 more line left out")
        let none = limit.takeNotice()
        #expect(none == nil)
    }

    @Test func `a few lines are all written`() {
        var limit = LineLimit(3, in: .seconds(1))
        let admitted = (0..<100).filter { limit.admits(at: start + .milliseconds(334 * $0)) }
        #expect(admitted.count == 100)
    }
}

@Suite struct EventLogTests {
    @Test func `a flood is a few lines and a count, and the last line always comes`() {
        let lines = LockedLines()
        let log = EventLog { lines.append($0) }
        let start = ContinuousClock.now
        for number in 0..<50_000 { log.write("line \(number)") }
        log.finish(with: "the end")
        // One interval more may have begun for each second that it took.
        let seconds = Int(start.duration(to: .now).components.seconds) + 1
        let written = lines.all
        #expect(written.count <= 21 * seconds + 2)
        #expect(written.first == "line 0")
        #expect(written.last == "the end")
        let leftOut = written.compactMap { $0.wholeMatch(of: /(\d+) more lines? left out/).flatMap { Int($0.1) } }
        let shown = written.filter { $0.hasPrefix("line ") }.count
        #expect(shown + leftOut.reduce(0, +) == 50_000)
    }

    @Test func `lines that were left out are told of though none comes after them`() {
        let lines = LockedLines()
        let log = EventLog { lines.append($0) }
        for number in 0..<30 { log.write("line \(number)") }
        let deadline = Date(timeIntervalSinceNow: 20)
        while !lines.all.contains("10 more lines left out"), Date() < deadline { Thread.sleep(forTimeInterval: 0.02) }
        #expect(lines.all.last == "10 more lines left out")
    }

    @Test func `a reader who does not read holds nobody up`() {
        let held = DispatchSemaphore(value: 0)
        let log = EventLog { _ in held.wait() }
        let start = ContinuousClock.now
        for number in 0..<10_000 { log.write("line \(number)") }
        log.finish(with: "the end")
        #expect(start.duration(to: .now) < .seconds(10))
        for _ in 0..<400 { held.signal() }
    }
}

private final class LockedLines: Sendable {
    private let lines = Mutex<[String]>([])

    func append(_ line: String) { lines.withLock { $0.append(line) } }

    var all: [String] { lines.withLock { $0 } }
}
