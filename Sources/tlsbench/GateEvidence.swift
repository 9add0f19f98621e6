internal import BenchCore
internal import BenchGate
internal import Foundation

/// Counts instructions of both builds where one of them would block, within a time that is bounded for all of it together: what is
/// left to count when it is over was not counted, and the report says so.
///
/// Step by step where an operation is short, for that counts the very code that is timed. Where it is long with callgrind, if the
/// library says that the code that is timed runs there; else by steps, as far as the time goes.
final class GateEvidence {
    private let callgrind: CallgrindCounter?
    private let steps: StepCounter?
    private let stage: GateStage
    private let seed: UInt64
    private let seconds: Double
    /// Seconds that are left of them.
    private var left: Double
    /// What was counted, and runs other instructions than before.
    private var changed: [String] = []
    private let paths = CountedPaths()

    /// Nil where it is switched off. Says so where there is no valgrind and it was asked for by name.
    ///
    /// - Parameter seconds: for all counts together.
    init?(_ stage: GateStage, _ wish: GateOptions.Evidence, seconds: Double, seed: UInt64) {
        guard wish != .off else { return nil }
        self.stage = stage
        self.seed = seed
        self.seconds = seconds
        left = seconds
        steps = wish == .callgrind ? nil : StepCounter(folder: stage.folder.path)
        callgrind = wish == .steps ? nil : .installed(folder: stage.folder.path)
        if wish == .callgrind, callgrind == nil {
            try? FileHandle.standardError.write(line: "tlsbench: there is no valgrind here: no instruction counts")
        }
    }

    /// Counts each of them, or says why not: the shortest operations first, and each has its share of the time that is left.
    ///
    /// - Parameter announce: told what is about to be counted.
    func count(
        _ suspects: [PairedSeries],
        _ baseline: WorkerCommand,
        _ candidate: WorkerCommand,
        announce: (_ id: String) -> Void
    ) -> [String: CountOutcome] {
        let sorted = suspects.map { Suspect($0) }.sorted { ($0.nanoseconds, $0.id) < ($1.nanoseconds, $1.id) }
        var outcomes: [String: CountOutcome] = [:]
        for (place, suspect) in sorted.enumerated() {
            announce(suspect.id)
            let begin = ContinuousClock.now
            let deadline = Deadline(seconds: left / Double(sorted.count - place))
            outcomes[suspect.id] = outcome(suspect, baseline, candidate, deadline)
            // To end what was late takes time too, which the others then have not.
            left = max(0, left - (ContinuousClock.now - begin) / .seconds(1))
        }
        return outcomes
    }

    private func outcome(
        _ suspect: Suspect,
        _ baseline: WorkerCommand,
        _ candidate: WorkerCommand,
        _ deadline: Deadline
    ) -> CountOutcome {
        if let other = changed.first(where: suspect.isExplained) {
            return .notCounted("\(other) runs other instructions than before, and is a part of the same")
        }
        do throws(Uncounted) {
            let counts = try evidence(suspect, CountedBuilds(stage, baseline, candidate), deadline)
            if counts.otherPath == nil, !counts.acquits { changed.append(suspect.id) }
            return .counted(counts)
        } catch {
            return .notCounted(error.reason)
        }
    }

    /// Tries one way after the other until one of them can count both builds.
    private func evidence(
        _ suspect: Suspect,
        _ builds: CountedBuilds,
        _ deadline: Deadline
    ) throws(Uncounted) -> InstructionEvidence {
        var ways: [Way] = []
        if let steps { ways.append(.steps(steps)) }
        if let callgrind {
            // By steps a long operation takes minutes.
            if steps != nil, suspect.isLong { ways.insert(.callgrind(callgrind, whereSame: true), at: 0) }
            ways.append(.callgrind(callgrind, whereSame: false))
        }
        var reason = "instructions cannot be counted on this machine"
        for way in ways where deadline.seconds > 0 {
            do throws(RunFailure) {
                if let counts = try count(suspect, way, builds, deadline) { return counts }
            } catch {
                if error == .interrupted { throw Uncounted(reason: "\(error)") }
                reason = error.isOfOlderBuild ? "an older build has nothing to count with" : "\(error)"
            }
        }
        throw Uncounted(reason: deadline.seconds > 0 ? reason : tooLong)
    }

    /// Nil if this way shows other code than is timed, and there may be a better one.
    private func count(
        _ suspect: Suspect,
        _ way: Way,
        _ builds: CountedBuilds,
        _ deadline: Deadline
    ) throws(RunFailure) -> InstructionEvidence? {
        switch way {
        case .steps(let counter):
            guard suspect.fewestSeconds <= deadline.seconds else {
                throw .benchmark(id: suspect.id, reason: tooLong)
            }
            return try count(suspect, counter, builds.baseline, builds.candidate, otherPath: nil, deadline)
        case .callgrind(let counter, let whereSame):
            let other = try paths.otherPath(suspect.id, counter, builds, deadline)
            if whereSame, other != nil { return nil }
            return try count(suspect, counter, builds.stripped.0, builds.stripped.1, otherPath: other, deadline)
        }
    }

    private func count(
        _ suspect: Suspect,
        _ counter: some InstructionCounter,
        _ baseline: WorkerCommand,
        _ candidate: WorkerCommand,
        otherPath: String?,
        _ deadline: Deadline
    ) throws(RunFailure) -> InstructionEvidence {
        let began = deadline.seconds
        let old = try counter.count(suspect.id, baseline, seed: seed, until: deadline)
        // The candidate takes at least as long, or it would not be here; half of what the baseline took went into finding out
        // how many operations are enough.
        guard deadline.seconds >= (began - deadline.seconds) / 2 else {
            throw .benchmark(id: suspect.id, reason: tooLong)
        }
        let new = try counter.count(
            suspect.id,
            candidate,
            operations: old.operations,
            seed: seed,
            until: deadline
        )
        return InstructionEvidence(
            source: counter.name,
            baseline: old.instructions,
            candidate: new.instructions,
            otherPath: otherPath
        )
    }

    private var tooLong: String {
        "it takes longer than its share of the \(Int(seconds)) s for all counts (--evidence-time)"
    }

    /// Why there is no count.
    private struct Uncounted: Error {
        let reason: String
    }

    private enum Way {
        case steps(StepCounter)
        /// With `whereSame` only if the code is known to be the one that is timed.
        case callgrind(CallgrindCounter, whereSame: Bool)
    }
}

/// A benchmark that would block.
private struct Suspect {
    let id: String
    /// Of one operation in the baseline, where nothing disturbs it.
    let nanoseconds: Double

    init(_ series: PairedSeries) {
        id = series.id
        let walls = series.generations.flatMap(\.turns).filter { $0.side == .baseline }.map(\.batch.wall)
        nanoseconds = Double(walls.min() ?? 0) / Double(max(1, series.iterations))
    }

    /// Some 400,000 instructions.
    var isLong: Bool { nanoseconds > 50_000 }

    /// What stepping through one operation of both builds takes at the very least: no less than one instruction in a nanosecond
    /// runs anywhere that this is worth it, and no trap takes less than two microseconds.
    var fewestSeconds: Double { 2 * nanoseconds * 2e-6 }

    /// Whether another benchmark's other instructions are the cause of this one's too: of the same operation, or as a part of a
    /// whole, on the same library.
    func isExplained(by other: String) -> Bool {
        func ends(_ id: String) -> (Substring, Substring) {
            let parts = id.split(separator: "/")
            return (parts.first ?? "", parts.last ?? "")
        }
        let ((operation, column), (otherOperation, otherColumn)) = (ends(id), ends(other))
        let isWhole = ["handshake", "bulk"].contains { operation.hasPrefix($0) }
        return column == otherColumn && (operation == otherOperation || isWhole)
    }
}

extension CallgrindCounter {
    /// Nil where there is no valgrind.
    static func installed(folder: String) -> CallgrindCounter? {
        guard let valgrind = Tool.path(of: "valgrind"), let version = try? Tool("valgrind", ["--version"]).run().output
        else { return nil }
        let name = "callgrind, \(version.trimmingCharacters(in: .whitespacesAndNewlines))"
        return CallgrindCounter(valgrind: valgrind, version: name, folder: folder)
    }
}
