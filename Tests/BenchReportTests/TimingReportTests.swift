import BenchCore
import BenchReport
import Testing

@Suite struct `A timing report` {
    /// 1,000 values around `center` with a deviation of 100: sums of twelve even ones are nearly a bell.
    private func times(around center: Double, seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<1000).map { _ in
            center + 100 * ((0..<12).map { _ in Double.random(in: 0..<1, using: &generator) }.reduce(0, +) - 6)
        }
    }

    private func trial(fault: Double, control: Double) throws -> TimingDocument.Trial {
        try #require(
            TimingDocument.Trial(
                backend: "swift",
                place: "decryption",
                valid: times(around: 300_000, seed: 1),
                faults: [
                    ("wrong version", false, times(around: fault, seed: 2)),
                    ("control: +1 %", true, times(around: control, seed: 3)),
                ]
            )
        )
    }

    private func text(_ trial: TimingDocument.Trial) throws -> String {
        let document = TimingDocument(tool: "1", cpu: "a processor", bits: 2048, seed: 7, trials: [trial])
        return String(decoding: try document.render(.table), as: UTF8.self)
    }

    @Test func `finds no difference where there is none, and the control`() throws {
        let same = try trial(fault: 300_000, control: 303_000)
        #expect(!same.comparisons[0].differs)
        #expect(same.comparisons[0].low < 0 && same.comparisons[0].high > 0)
        #expect(same.comparisons[1].differs)
        #expect(abs(same.comparisons[1].difference - 3000) < 50)
        #expect(try text(same).contains("no fault shows in the time\n"))
    }

    @Test func `names the fault that shows`() throws {
        let leaking = try trial(fault: 299_900, control: 303_000)
        #expect(leaking.comparisons[0].differs)
        #expect(leaking.comparisons[0].difference < 0 && leaking.comparisons[0].t < -4.5)
        #expect(try text(leaking).contains("a fault shows in the time: swift, decryption, wrong version\n"))
    }

    @Test func `says so where even the control is lost in the noise`() throws {
        #expect(try text(trial(fault: 300_000, control: 300_001)).contains("too noisy to see even the control: swift"))
    }

    @Test func `the resolution is what would have been called different`() throws {
        let same = try trial(fault: 300_000, control: 303_000).comparisons[0]
        // The standard error of a bell's trimmed mean of 1,000 values of deviation 100 is about 3.4.
        #expect(same.resolution > 15 && same.resolution < 30)
    }

    @Test func `lines fit 80 columns`() throws {
        let lines = try text(trial(fault: 200_000, control: 303_000)).split(separator: "\n")
        for line in lines where !line.contains("shows in the time") { #expect(line.count <= 80, "\(line)") }
    }
}
