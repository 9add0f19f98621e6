internal import BenchCore
internal import BenchGate
internal import Foundation

/// Counts the instructions of both builds for a gate that blocks on them: each count in a fresh process of each.
///
/// Step by step where an operation is short, for that counts the very code that runs here. Where it is long with callgrind, if
/// the library says in both builds that the same code runs there; else by steps too, however long that takes.
final class InstructionGauge {
    private let callgrind: CallgrindCounter?
    private let steps: StepCounter?
    private let builds: CountedBuilds
    private let seed: UInt64
    private let injectedShare: Double
    private let paths = CountedPaths()
    /// By benchmark: the way that counted it first counts it ever after.
    private var chosen: [String: Way] = [:]

    /// Throws if the way that was asked for is not here.
    ///
    /// - Parameter injectedPercent: how much more than the baseline the candidate is to execute on purpose.
    init(
        _ stage: GateStage,
        _ builds: CountedBuilds,
        _ wish: GateOptions.Evidence,
        seed: UInt64,
        injectedPercent: Double
    ) throws {
        self.builds = builds
        self.seed = seed
        injectedShare = injectedPercent / 100
        steps = wish == .callgrind ? nil : StepCounter(folder: stage.folder.path)
        callgrind = wish == .steps ? nil : .installed(folder: stage.folder.path)
        if wish == .callgrind, callgrind == nil {
            throw CommandFailure("there is no valgrind here (package valgrind); --evidence steps counts without it")
        }
    }

    /// Adds one count of each build.
    func count(_ series: inout CountedSeries) throws(PairFailure) {
        if let way = chosen[series.id] { return try count(&series, way) }
        var failure = PairFailure(
            side: .baseline,
            reason: .benchmark(id: series.id, reason: "instructions cannot be counted on this machine")
        )
        for way in try ways(series.id) {
            do throws(PairFailure) {
                try count(&series, way)
                chosen[series.id] = way
                return
            } catch {
                guard case .benchmark = error.reason else { throw error }
                failure = error
            }
        }
        throw failure
    }

    /// One that counts, and whose processes.
    private struct Way {
        let counter: any InstructionCounter
        let baseline: WorkerCommand
        let candidate: WorkerCommand
        let otherPath: String?
    }

    /// The best one first.
    private func ways(_ id: String) throws(PairFailure) -> [Way] {
        do throws(RunFailure) {
            let byStep = steps.map {
                Way(counter: $0, baseline: builds.baseline, candidate: builds.candidate, otherPath: nil)
            }
            guard let callgrind else { return byStep.map { [$0] } ?? [] }
            if let byStep, try builds.baseline.operationTime(id, seed: seed) <= Self.longest { return [byStep] }
            let stripped = builds.stripped
            let emulated = Way(
                counter: callgrind,
                baseline: stripped.baseline,
                candidate: stripped.candidate,
                otherPath: try paths.otherPath(id, callgrind, builds, .none)
            )
            guard let byStep else { return [emulated] }
            return emulated.otherPath == nil ? [emulated, byStep] : [byStep, emulated]
        } catch {
            throw PairFailure(side: .baseline, reason: error)
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
        } catch { throw PairFailure(side: .baseline, reason: error) }
        // Of the first count: what is added is the same in each.
        let injected = Int(injectedShare * Double(series.baseline.first ?? old.instructions))
        let candidate = injected > 0 ? way.candidate.injecting(injected) : way.candidate
        let new: InstructionCount
        do throws(RunFailure) {
            new = try way.counter.count(id, candidate, operations: old.operations, seed: seed, until: .none)
        } catch { throw PairFailure(side: .candidate, reason: error) }
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
