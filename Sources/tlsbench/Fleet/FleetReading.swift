internal import BenchFleet
internal import BenchReport
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Reads many result files, several at once, and gives them to a fleet in their order: what it says does not depend on who was
/// first.
enum FleetReading {
    /// - Parameter progress: gets the file that is next, and how many are done.
    static func read(_ files: [String], into fleet: inout Fleet, progress: (String, Int) -> Void) {
        let width = ProcessInfo.processInfo.activeProcessorCount * 4
        for start in stride(from: 0, to: files.count, by: width) {
            progress(files[start], start)
            let piece = Array(files[start..<min(start + width, files.count)])
            for (file, result) in zip(piece, results(piece)) { fleet.add(file, result) }
        }
    }

    private static func results(_ files: [String]) -> [Result<ResultDocument, UnreadableResult>] {
        let results = Mutex<[Int: Result<ResultDocument, UnreadableResult>]>([:])
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result = Result { () throws(UnreadableResult) in try BatchlessResult.read(files[index]) }
            results.withLock { $0[index] = result }
        }
        let all = results.withLock { $0 }
        return files.indices.compactMap { all[$0] }
    }
}
