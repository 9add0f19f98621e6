internal import BenchCore
internal import BenchGate
internal import Foundation

/// Counts the instructions of both builds for a gate that blocks on them: each count in a fresh process of each.
///
/// Step by step where an operation is short, for that counts the very code that runs here. Where it is long with callgrind, if
/// the library says in both builds that the same code runs there; else by steps too, however long that takes. What cannot count
/// gives way to the other.
final class InstructionGauge {
    private let callgrind: CallgrindCounter?
    private let steps: StepCounter?
    private let builds: CountedBuilds
    private let seed: UInt64
    private let injectedShare: Double
    private let paths = CountedPaths()
    /// By benchmark: the way that counted it first counts it ever after.
    private var chosen: [String: Way] = [:]

    /// - Parameter injectedPercent: how much more than the baseline the candidate is to execute on purpose.
    init(
        _ stage: GateStage,
        _ builds: CountedBuilds,
        _ wish: GateOptions.Evidence,
        seed: UInt64,
        injectedPercent: Double
    ) {
        self.builds = builds
        self.seed = seed
        injectedShare = injectedPercent / 100
        steps = wish == .callgrind ? nil : StepCounter(folder: stage.folder.path)
        callgrind = wish == .steps ? nil : .installed(folder: stage.folder.path)
    }

    /// Throws where the way that was asked for is not here: before anything is built, and any earlier report removed.
    static func check(_ wish: GateOptions.Evidence) throws {
        guard wish == .callgrind, CallgrindCounter.installed(folder: "") == nil else { return }
        throw Ending(
            .unavailable,
            "there is no valgrind here (package valgrind); --evidence steps counts without it"
        )
    }

    /// Adds one count of each build.
    func count(_ series: inout CountedSeries) throws(PairFailure) {
        let id = series.id
        if let way = chosen[id] { return try count(&series, way) }
        var failure = PairFailure(
            side: .baseline,
            reason: .benchmark(id: id, reason: "instructions cannot be counted on this machine")
        )
        for plan in try plans(id) {
            do throws(PairFailure) {
                guard let way = try prepared(plan, id) else { continue }
                try count(&series, way)
                chosen[id] = way
                return
            } catch {
                guard case .benchmark = error.reason else { throw error }
                failure = error
            }
        }
        throw failure
    }

    /// A way that is not prepared before those in front of it have failed: to ask valgrind what runs in it takes seconds.
    private enum Plan {
        case steps(StepCounter)
        /// With `whereSame` only if the code is known to be the one that runs outside.
        case callgrind(CallgrindCounter, whereSame: Bool)
    }

    /// One that counts, and whose processes.
    private struct Way {
        let counter: any InstructionCounter
        let baseline: WorkerCommand
        let candidate: WorkerCommand
        let otherPath: String?

        /// A broken valgrind says nothing about the builds in it: it fails a benchmark, and not the session.
        func failure(_ side: BuildSide, _ reason: RunFailure, of id: String) -> PairFailure {
            PairFailure(side: side, reason: counter.isNative ? reason : reason.inCallgrind(id))
        }
    }

    /// The best one first.
    private func plans(_ id: String) throws(PairFailure) -> [Plan] {
        guard let callgrind else { return steps.map { [Plan.steps($0)] } ?? [] }
        guard let steps else { return [.callgrind(callgrind, whereSame: false)] }
        let time: UInt64
        do throws(RunFailure) { time = try builds.baseline.operationTime(id, seed: seed) } catch {
            throw PairFailure(side: .baseline, reason: error)
        }
        let anyCode: [Plan] = [.steps(steps), .callgrind(callgrind, whereSame: false)]
        return time <= Self.longest ? anyCode : [Plan.callgrind(callgrind, whereSame: true)] + anyCode
    }

    /// Nil if this way shows other code than runs here, and there may be a better one.
    private func prepared(_ plan: Plan, _ id: String) throws(PairFailure) -> Way? {
        switch plan {
        case .steps(let counter):
            return Way(counter: counter, baseline: builds.baseline, candidate: builds.candidate, otherPath: nil)
        case .callgrind(let counter, let whereSame):
            let other: String?
            do throws(RunFailure) { other = try paths.otherPath(id, counter, builds, .none) } catch {
                throw PairFailure(side: .baseline, reason: error.inCallgrind(id))
            }
            if whereSame, other != nil { return nil }
            let stripped = builds.stripped
            return Way(
                counter: counter,
                baseline: stripped.baseline,
                candidate: stripped.candidate,
                otherPath: other
            )
        }
    }

    private func count(_ series: inout CountedSeries, _ way: Way) throws(PairFailure) {
        let id = series.id
        let old: InstructionCount
        do throws(RunFailure) {
            old =
                series.operations == 0
                ? try way.counter.count(id, way.baseline, seed: seed, until: .none)
                : try way.counter.count(id, way.baseline, operations: series.operations, seed: seed, until: .none)
        } catch { throw way.failure(.baseline, error, of: id) }
        // Of the first count: what is added is the same in each.
        let injected = Int(injectedShare * Double(series.baseline.first ?? old.instructions))
        let candidate = injected > 0 ? way.candidate.injecting(injected) : way.candidate
        let new: InstructionCount
        do throws(RunFailure) {
            new = try way.counter.count(id, candidate, operations: old.operations, seed: seed, until: .none)
        } catch { throw way.failure(.candidate, error, of: id) }
        series.source = way.counter.name
        series.otherPath = way.otherPath
        series.operations = old.operations
        series.baseline.append(old.instructions)
        series.candidate.append(new.instructions)
    }

    /// Nanoseconds: some 400,000 instructions, which are a few seconds of steps.
    private static let longest: UInt64 = 50_000
}

extension WorkerCommand {
    fileprivate func injecting(_ instructions: Int) -> WorkerCommand {
        WorkerCommand(
            executable: executable,
            arguments: arguments + ["--inject-instructions", String(instructions)],
            environment: environment
        )
    }
}

extension RunFailure {
    /// As a failure of this benchmark alone, unless somebody wants it to stop.
    fileprivate func inCallgrind(_ id: String) -> RunFailure {
        switch self {
        case .interrupted, .benchmark: return self
        default: return .benchmark(id: id, reason: "callgrind: \(self)")
        }
    }
}
