internal import CIntrinsics
internal import Glibc

/// The worker's side: it makes benchmarks ready and runs batches of them, as it is told on standard input.
public struct WorkerLoop {
    /// What coordinator and worker must agree on.
    public static var protocolVersion: Int { WorkerProtocol.version }

    private let catalogue: WorkerCatalogue
    private let benchmarks: [String: Benchmark]
    private let wastedShare: Double
    private let wastedInstructions: Int
    private let libraries: [WorkerIdentity.Library]
    private let findings: ([String]) -> WorkerFindings
    private let description: (String) -> [[String]]
    private let clock = Clock()
    private var slots: [Int: (benchmark: Benchmark, workload: any Workload)] = [:]

    /// - Parameters:
    ///   - benchmarks: all that it can make ready.
    ///   - gated: the identifiers of those that a gate looks at when nobody says which.
    ///   - libraries: what the libraries behind them say of themselves in this process.
    ///   - findings: what does not hold of these backends.
    ///   - description: what a backend is and offers.
    ///   - wastedShare: how much of each batch's time is wasted on purpose, and counted; 0 but for trying the gate.
    ///   - wastedInstructions: how many each count wastes on purpose; 0 but for trying a gate of counts.
    public init(
        _ benchmarks: [Benchmark],
        gated: Set<String>,
        libraries: [WorkerIdentity.Library] = [],
        findings: @escaping ([String]) -> WorkerFindings = { _ in WorkerFindings() },
        description: @escaping (String) -> [[String]] = { _ in [] },
        wastedShare: Double = 0,
        wastedInstructions: Int = 0
    ) {
        catalogue = WorkerCatalogue(
            benchmarks.map { .init(id: $0.id, definitionHash: $0.definitionHash, isGated: gated.contains($0.id)) }
        )
        self.benchmarks = Dictionary(uniqueKeysWithValues: benchmarks.map { ($0.id, $0) })
        self.libraries = libraries
        self.findings = findings
        self.description = description
        self.wastedShare = wastedShare
        self.wastedInstructions = wastedInstructions
    }

    /// Serves requests until the coordinator says so, or is gone.
    ///
    /// - Parameter make: what answers them, made when the first one comes, so that a library that fails as soon as it is loaded fails in
    ///   an answer. What it throws is the answer to everything.
    public static func serve(over output: WorkerOutput, _ make: () throws(WorkloadFailure) -> WorkerLoop) {
        // A coordinator that is gone must not kill the worker with a signal in the middle of a write.
        signal(SIGPIPE, SIG_IGN)
        // A script between the two may have started this process: it is then the script's end that is told of.
        _ = tlsbench_die_with_parent()
        allowAlarms()
        var lines = LineReader(STDIN_FILENO)
        guard write(WorkerProtocol.greeting, to: output.descriptor), let first = lines.next(),
            WorkerRequest(line: first) != .quit
        else { return }
        let loop: WorkerLoop?
        let failure: WorkloadFailure?
        do throws(WorkloadFailure) { (loop, failure) = (try make(), nil) } catch { (loop, failure) = (nil, error) }
        var line: String? = first
        if var loop { return loop.serve(over: output, beginningWith: first, &lines) }
        while let text = line, WorkerRequest(line: text) != .quit {
            guard write(WorkerReply.failed(failure?.description ?? "").line, to: output.descriptor) else { return }
            line = lines.next()
        }
    }

    private mutating func serve(over output: WorkerOutput, beginningWith first: String, _ lines: inout LineReader) {
        var next: String? = first
        while let line = next {
            if let request = WorkerRequest(line: line) {
                if request == .quit { return }
                let reply: WorkerReply
                // What takes longer than anybody waits ends the process, whether there is still a coordinator to do so or not.
                alarm(request.longestSeconds)
                do throws(WorkloadFailure) { reply = try answer(request) } catch { reply = .failed(error.description) }
                alarm(0)
                guard write(reply.line, to: output.descriptor) else { return }
            } else {
                guard write(WorkerReply.failed(WorkerProtocol.notKnown + line).line, to: output.descriptor) else {
                    return
                }
            }
            next = lines.next()
        }
    }

    private mutating func answer(_ request: WorkerRequest) throws(WorkloadFailure) -> WorkerReply {
        switch request {
        case .prepare(let slot, let seed, let id):
            guard let benchmark = benchmarks[id] else { throw WorkloadFailure("no benchmark has the id \(id)") }
            slots[slot] = (benchmark, try benchmark.prepare(seed))
            return .done("")
        case .calibrate(let slot, let target):
            let workload = try workload(slot)
            let iterations = try Calibration.iterations(target: target) { (count) throws(WorkloadFailure) in
                try time(workload, count)
            }
            return .done(String(iterations))
        case .run(let slot, let iterations, let refill):
            let workload = try workload(slot)
            if refill > 0 { _ = try time(workload, refill) }
            return .batch(try batch(workload, iterations))
        case .check(let slot):
            let digest = try workload(slot).check()
            return .done(digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        case .list: return .done(catalogue.line)
        case .path(let slot): return .done(slots[slot]?.benchmark.codePath ?? "")
        case .features(let slot): return .done(slots[slot]?.benchmark.features ?? "")
        case .count(let slot, let iterations):
            guard tlsbench_can_count() != 0 else { throw WorkloadFailure("nobody counts instructions here") }
            try count(slot, iterations)
            return .done("")
        case .step(let slot, let iterations, let file):
            guard tlsbench_prepare_stepping() == 0 else {
                throw WorkloadFailure("cannot step: \(systemMessage(errno))")
            }
            try count(slot, iterations)
            guard tlsbench_lost_steps() == 0 else { throw WorkloadFailure("too many different instructions to count") }
            guard write(StepRecord.text(), toFile: file) else {
                throw WorkloadFailure("\(file): \(systemMessage(errno))")
            }
            return .done("")
        case .verify(let names): return .done(findings(names).line)
        case .describe(let name):
            return .done(
                description(name).map { $0.map(EncodedWord.encoded).joined(separator: "=") }.joined(separator: " ")
            )
        case .identity: return .done(WorkerIdentity.own(libraries).line)
        case .phases(let slot, let iterations):
            guard let workload = try workload(slot) as? any PhasedWorkload else {
                throw WorkloadFailure("it has no phases")
            }
            return .done(try workload.runPhases(iterations: iterations).line)
        case .quit: return .done("")
        }
    }

    private func count(_ slot: Int, _ iterations: Int) throws(WorkloadFailure) {
        let workload = try workload(slot)
        // What happens once only, such as finding symbols, is over after the first operation.
        _ = try time(workload, 1)
        _ = try time(workload, iterations, isCounting: true)
    }

    private func workload(_ slot: Int) throws(WorkloadFailure) -> any Workload {
        guard let workload = slots[slot]?.workload else { throw WorkloadFailure("slot \(slot) is empty") }
        return workload
    }

    private func time(
        _ workload: any Workload,
        _ iterations: Int,
        isCounting: Bool = false
    ) throws(WorkloadFailure) -> UInt64 {
        var stopwatch = Stopwatch(clock, isCounting: isCounting)
        try workload.run(iterations: iterations, stopwatch: &stopwatch)
        guard stopwatch.segments > 0 else { throw WorkloadFailure("the workload timed nothing") }
        if wastedShare > 0 { stopwatch.waste(wastedShare) }
        if wastedInstructions > 0, isCounting { stopwatch.waste(instructions: wastedInstructions) }
        return stopwatch.elapsed
    }

    private func batch(_ workload: any Workload, _ iterations: Int) throws(WorkloadFailure) -> Batch {
        let before = usage()
        let place = tlsbench_current_processor()
        let began = clock.now()
        let processor = Clock.processorTime()
        let wall = try time(workload, iterations)
        let processorTime = Clock.processorTime() - processor
        let span = clock.now() - began
        let migrated = tlsbench_current_processor() != place
        let after = usage()
        return Batch(
            wall: wall,
            span: span,
            processor: processorTime,
            minorFaults: after.ru_minflt - before.ru_minflt,
            majorFaults: after.ru_majflt - before.ru_majflt,
            involuntarySwitches: after.ru_nivcsw - before.ru_nivcsw,
            migrated: migrated
        )
    }
}

extension WorkerRequest {
    /// When the coordinator has long given the answer up.
    fileprivate var longestSeconds: UInt32 {
        let patience =
            switch self {
            case .count, .step: WorkerProcess.longPatience
            default: WorkerProcess.patience
            }
        return UInt32(patience) / 1000 + 5
    }
}

/// SIGALRM ends the process, whatever the one that started it did with that signal.
private func allowAlarms() {
    signal(SIGALRM, SIG_DFL)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGALRM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
}

/// The system's account of this process.
private func usage() -> rusage {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
}
