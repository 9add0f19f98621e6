/// What coordinator and worker say to each other: a line each way over two pipes, so that the one that waits sleeps.
enum WorkerProtocol {
    /// Both must speak the same: it counts up when a batch comes to mean something else, for times of two versions are never
    /// compared. A verb that is added changes no time: a worker of an earlier build answers it with ``notKnown``.
    static let version = 3
    /// The first thing that a worker says.
    static let greeting = "tlsbench-worker \(version)"
    /// How a worker's ``WorkerReply/failed(_:)`` begins for a request that it does not know.
    static let notKnown = "not a request: "
}

/// What a coordinator asks.
enum WorkerRequest: Hashable {
    /// Makes a benchmark ready; the answer is ``WorkerReply/done(_:)``.
    case prepare(slot: Int, seed: UInt64, id: String)
    /// Finds out how many operations make a batch of so many nanoseconds; the answer is their number.
    case calibrate(slot: Int, target: UInt64)
    /// Runs a batch, after so many operations that nobody times; the answer is ``WorkerReply/batch(_:)``.
    case run(slot: Int, iterations: Int, refill: Int)
    /// Verifies the last batch; the answer is its digest.
    case check(slot: Int)
    /// What benchmarks there are; the answer is a ``WorkerCatalogue``.
    case list
    /// Which code of a benchmark's library runs on this CPU; the answer is a text.
    case path(slot: Int)
    /// Which CPU features a benchmark's library says it may use; the answer is a text, empty if it does not tell.
    case features(slot: Int)
    /// Runs so many operations, of which callgrind counts what the clock would; the answer is ``WorkerReply/done(_:)``.
    case count(slot: Int, iterations: Int)
    /// Runs so many operations step by step, and writes to a file what was executed of what the clock would time; the answer
    /// is ``WorkerReply/done(_:)``.
    case step(slot: Int, iterations: Int, file: String)
    /// What the process has loaded and measures; the answer is a ``WorkerIdentity``. Workers of before it was added do not know it.
    case identity
    /// Whether these backends give their known answers, and shake hands with each other, in the process that measures them; the
    /// answer is a line of ``WorkerFindings``. Workers of before it was added do not know it.
    case verify(names: [String])
    /// What a backend is and offers; the answer is a word for each fact, its fields between equals signs. Workers of before it was
    /// added do not know it.
    case describe(name: String)
    /// Runs so many operations with stamps; the answer is a line of ``PhaseTime``.
    case phases(slot: Int, iterations: Int)
    /// Ends.
    case quit

    /// As a line, without its end.
    var line: String {
        switch self {
        case .prepare(let slot, let seed, let id): "prepare \(slot) \(seed) \(id)"
        case .calibrate(let slot, let target): "calibrate \(slot) \(target)"
        case .run(let slot, let iterations, let refill): "run \(slot) \(iterations) \(refill)"
        case .check(let slot): "check \(slot)"
        case .list: "list"
        case .path(let slot): "path \(slot)"
        case .features(let slot): "features \(slot)"
        case .count(let slot, let iterations): "count \(slot) \(iterations)"
        case .step(let slot, let iterations, let file): "step \(slot) \(iterations) \(file)"
        case .identity: "identity"
        case .verify(let names): "verify " + names.joined(separator: ",")
        case .describe(let name): "describe \(name)"
        case .phases(let slot, let iterations): "phases \(slot) \(iterations)"
        case .quit: "quit"
        }
    }

    /// Nil if the line is no request: another verb, or numbers that cannot be meant.
    init?(line: String) {
        let words = line.split(separator: " ")
        func slot() -> Int? { PlausibleNumber.count(words[1]) }
        func iterations(_ place: Int = 2) -> Int? {
            PlausibleNumber.count(words[place], 1...Int(PlausibleNumber.most))
        }
        // A path may have spaces.
        let path = line.split(separator: " ", maxSplits: 3)
        switch (words.first, words.count) {
        case ("prepare", 4):
            guard let slot = slot(), let seed = PlausibleNumber.read(words[2], 0...UInt64.max) else { return nil }
            self = .prepare(slot: slot, seed: seed, id: String(words[3]))
        case ("calibrate", 3):
            guard let slot = slot(), let target = PlausibleNumber.read(words[2], 1...Self.longestBatch) else {
                return nil
            }
            self = .calibrate(slot: slot, target: target)
        case ("run", 4):
            guard let slot = slot(), let iterations = iterations(), let refill = PlausibleNumber.count(words[3]) else {
                return nil
            }
            self = .run(slot: slot, iterations: iterations, refill: refill)
        case ("check", 2):
            guard let slot = slot() else { return nil }
            self = .check(slot: slot)
        case ("list", 1): self = .list
        case ("path", 2):
            guard let slot = slot() else { return nil }
            self = .path(slot: slot)
        case ("features", 2):
            guard let slot = slot() else { return nil }
            self = .features(slot: slot)
        case ("count", 3):
            guard let slot = slot(), let iterations = iterations() else { return nil }
            self = .count(slot: slot, iterations: iterations)
        case ("step", 4...):
            guard let slot = slot(), let iterations = iterations() else { return nil }
            self = .step(slot: slot, iterations: iterations, file: String(path[3]))
        case ("identity", 1): self = .identity
        case ("verify", 2): self = .verify(names: words[1].split(separator: ",").map(String.init))
        case ("describe", 2): self = .describe(name: String(words[1]))
        case ("phases", 3):
            guard let slot = slot(), let iterations = iterations() else { return nil }
            self = .phases(slot: slot, iterations: iterations)
        case ("quit", 1): self = .quit
        default: return nil
        }
    }

    /// Ten seconds: to look for the number of operations of a longer one takes hours.
    private static let longestBatch: UInt64 = 10_000_000_000
}

/// What a worker answers.
enum WorkerReply: Hashable {
    /// It is done; the text depends on the request.
    case done(String)
    /// A batch was timed.
    case batch(Batch)
    /// A workload failed.
    case failed(String)

    /// As a line, without its end.
    var line: String {
        switch self {
        case .done(let text): text.isEmpty ? "done" : "done \(text)"
        case .failed(let reason): "failed " + reason.split(separator: "\n").joined(separator: " ")
        case .batch(let batch):
            "batch \(batch.wall) \(batch.span) \(batch.processor) \(batch.minorFaults) \(batch.majorFaults) "
                + "\(batch.involuntarySwitches) \(batch.migrated ? 1 : 0)"
        }
    }

    /// Nil if the line is no reply.
    init?(line: String) {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        switch words.first {
        case "done": self = .done(rest)
        case "failed": self = .failed(PrintableLine(rest).text)
        case "batch":
            guard let batch = Batch(words: rest.split(separator: " ")) else { return nil }
            self = .batch(batch)
        default: return nil
        }
    }
}

extension Batch {
    /// Nil if these are not the seven numbers of a batch, in their ranges: it took a nanosecond at least.
    fileprivate init?(words: [Substring]) {
        guard words.count == 7, let wall = PlausibleNumber.read(words[0], 1...PlausibleNumber.nanoseconds),
            let span = PlausibleNumber.read(words[1], 0...PlausibleNumber.nanoseconds),
            let processor = PlausibleNumber.read(words[2], 0...PlausibleNumber.processorNanoseconds),
            let minorFaults = PlausibleNumber.count(words[3]), let majorFaults = PlausibleNumber.count(words[4]),
            let involuntarySwitches = PlausibleNumber.count(words[5]),
            let migrated = PlausibleNumber.count(words[6], 0...1)
        else { return nil }
        self.init(
            wall: wall,
            span: span,
            processor: processor,
            minorFaults: minorFaults,
            majorFaults: majorFaults,
            involuntarySwitches: involuntarySwitches,
            migrated: migrated == 1
        )
    }
}
