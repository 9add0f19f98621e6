internal import CIntrinsics
internal import Glibc

/// The worker's side: it makes benchmarks ready and runs batches of them, as it is told on standard input.
public struct WorkerLoop {
    /// What coordinator and worker must agree on.
    public static var protocolVersion: Int { WorkerProtocol.version }

    private let find: (String) -> Benchmark?
    private let clock = Clock()
    private var slots: [Int: any Workload] = [:]

    /// - Parameter find: gives the benchmark of an identifier.
    public init(find: @escaping (String) -> Benchmark?) { self.find = find }

    /// Serves requests until the coordinator says so, or is gone.
    ///
    /// Everything that a workload prints goes to standard error: standard output is the protocol's alone.
    public mutating func serve() {
        let output = dup(STDOUT_FILENO)
        dup2(STDERR_FILENO, STDOUT_FILENO)
        // A coordinator that is gone must not kill the worker with a signal in the middle of a write.
        signal(SIGPIPE, SIG_IGN)
        var lines = LineReader(STDIN_FILENO)
        guard write(WorkerProtocol.greeting, to: output) else { return }
        while let line = lines.next() {
            guard let request = WorkerRequest(line: line) else {
                guard write(WorkerReply.failed("not a request: \(line)").line, to: output) else { return }
                continue
            }
            if request == .quit { return }
            let reply: WorkerReply
            do throws(WorkloadFailure) { reply = try answer(request) } catch { reply = .failed(error.description) }
            guard write(reply.line, to: output) else { return }
        }
    }

    private mutating func answer(_ request: WorkerRequest) throws(WorkloadFailure) -> WorkerReply {
        switch request {
        case .prepare(let slot, let seed, let id):
            guard let benchmark = find(id) else { throw WorkloadFailure("no benchmark has the id \(id)") }
            slots[slot] = try benchmark.prepare(seed)
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
        case .quit: return .done("")
        }
    }

    private func workload(_ slot: Int) throws(WorkloadFailure) -> any Workload {
        guard let workload = slots[slot] else { throw WorkloadFailure("slot \(slot) is empty") }
        return workload
    }

    private func time(_ workload: any Workload, _ iterations: Int) throws(WorkloadFailure) -> UInt64 {
        var stopwatch = Stopwatch(clock)
        try workload.run(iterations: iterations, stopwatch: &stopwatch)
        guard stopwatch.segments > 0 else { throw WorkloadFailure("the workload timed nothing") }
        return stopwatch.elapsed
    }

    private func batch(_ workload: any Workload, _ iterations: Int) throws(WorkloadFailure) -> Batch {
        let before = usage()
        let place = tlsbench_current_processor()
        let processor = Clock.processorTime()
        let wall = try time(workload, iterations)
        let processorTime = Clock.processorTime() - processor
        let migrated = tlsbench_current_processor() != place
        let after = usage()
        return Batch(
            wall: wall,
            processor: processorTime,
            minorFaults: after.ru_minflt - before.ru_minflt,
            majorFaults: after.ru_majflt - before.ru_majflt,
            involuntarySwitches: after.ru_nivcsw - before.ru_nivcsw,
            migrated: migrated
        )
    }
}

/// The system's account of this process.
private func usage() -> rusage {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
}
