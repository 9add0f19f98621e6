internal import Foundation

@testable internal import BenchReport

/// The table of earlier runs that `compare --history` reads. What was read can be added to, and read again.
enum HistoryTarget: FuzzTarget {
    static let name = "history"
    static let longest = 8192

    static func feed(_ octets: [UInt8]) {
        guard let history = try? History(Data(octets)) else { return }
        let run = ComparedRun(Sample.document)
        for entry in run.entries { _ = history.lesson(of: entry, in: run) }
        guard let extended = try? history.appending(run) else { return }
        do { _ = try History(extended) } catch { fatalError("a history that was written: \(error)") }
    }

    static func seeds() throws -> [[UInt8]] {
        var document = Sample.document
        var history = Data()
        for day in 1...12 {
            document.started = "2026-01-\(day < 10 ? "0" : "")\(day)T03:04:05Z"
            let before = history.isEmpty ? History() : try History(history)
            history = try before.appending(ComparedRun(document))
        }
        return [[UInt8](try History().appending(ComparedRun(document))), [UInt8](history)]
    }
}
