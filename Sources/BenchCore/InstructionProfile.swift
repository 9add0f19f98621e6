/// The instructions that some operations of a benchmark took.
public struct InstructionProfile: Hashable, Sendable {
    /// Who counted.
    public let source: String
    /// How many operations there were.
    public let operations: Int
    /// Which code of the library ran.
    public let codePath: String
    /// Instructions of all operations together.
    public let instructions: Int
    /// The functions with the most first; their sum is ``instructions``.
    public let functions: [Function]
    /// Instructions by extension; nil where whoever counted did not see them.
    public let families: [InstructionFamily: Int]?

    /// One function's own instructions, without those of the functions that it calls.
    public struct Function: Hashable, Sendable {
        /// The file that has it, without its folder.
        public let object: String
        /// As the linker knows it; nil where the file does not say.
        public let name: String?
        /// How many.
        public let instructions: Int

        /// All of it.
        public init(object: String, name: String?, instructions: Int) {
            self.object = object
            self.name = name
            self.instructions = instructions
        }
    }

    /// All of it.
    public init(
        source: String,
        operations: Int,
        codePath: String,
        functions: [Function],
        families: [InstructionFamily: Int]?
    ) {
        self.source = source
        self.operations = operations
        self.codePath = codePath
        instructions = functions.reduce(0) { $0 + $1.instructions }
        self.functions = functions.sorted {
            ($1.instructions, $0.object, $0.name ?? "") < ($0.instructions, $1.object, $1.name ?? "")
        }
        self.families = families
    }

    /// Instructions of one operation.
    public var perOperation: Double { Double(instructions) / Double(max(1, operations)) }
}

/// How many instructions some operations took, without a word of where.
public struct InstructionCount: Hashable, Sendable {
    /// How many operations there were.
    public let operations: Int
    /// Of all operations together.
    public let instructions: Int

    /// What a profile says in all.
    public init(_ profile: InstructionProfile) {
        operations = profile.operations
        instructions = profile.instructions
    }

    init(operations: Int, instructions: Int) {
        self.operations = operations
        self.instructions = instructions
    }
}

/// Who counts the instructions of a benchmark in a process of its own.
public protocol InstructionCounter: Sendable {
    /// Its name for reports.
    var name: String { get }
    /// As many instructions as are worth its time: what surrounds the operations does not matter then.
    var sample: Int { get }
    /// Whether it counts on the processor that times are taken on, so that the code is the same whether a library tells or not.
    var isNative: Bool { get }

    /// Counts what `operations` operations take, after one that is not counted.
    ///
    /// - Parameter deadline: when the count is given up, as a worker's that says nothing more.
    func profile(
        _ id: String,
        _ command: WorkerCommand,
        operations: Int,
        seed: UInt64,
        until deadline: Deadline
    ) throws(RunFailure) -> InstructionProfile

    /// As ``profile(_:_:operations:seed:until:)``, for a caller that needs no names: those of a whole executable take seconds to read.
    func count(
        _ id: String,
        _ command: WorkerCommand,
        operations: Int,
        seed: UInt64,
        until deadline: Deadline
    ) throws(RunFailure) -> InstructionCount

    /// Which code the benchmark's library would run, and what it may use, in a process where this one counts.
    func codeInUse(_ id: String, _ command: WorkerCommand, until deadline: Deadline) throws(RunFailure) -> CodeInUse
}

extension InstructionCounter {
    /// The sum of the profile: for one that names what it counts in any case.
    public func count(
        _ id: String,
        _ command: WorkerCommand,
        operations: Int,
        seed: UInt64,
        until deadline: Deadline
    ) throws(RunFailure) -> InstructionCount {
        InstructionCount(try profile(id, command, operations: operations, seed: seed, until: deadline))
    }

    /// Counts as many operations as make ``sample`` instructions, and no more.
    public func profile(
        _ id: String,
        _ command: WorkerCommand,
        seed: UInt64,
        until deadline: Deadline = .none
    ) throws(RunFailure) -> InstructionProfile {
        let one = try profile(id, command, operations: 1, seed: seed, until: deadline)
        let operations = operationsInSample(of: one.instructions)
        return operations < 2
            ? one : try profile(id, command, operations: operations, seed: seed, until: deadline)
    }

    /// The same without names.
    public func count(
        _ id: String,
        _ command: WorkerCommand,
        seed: UInt64,
        until deadline: Deadline
    ) throws(RunFailure) -> InstructionCount {
        let one = try count(id, command, operations: 1, seed: seed, until: deadline)
        let operations = operationsInSample(of: one.instructions)
        return operations < 2 ? one : try count(id, command, operations: operations, seed: seed, until: deadline)
    }

    private func operationsInSample(of instructions: Int) -> Int { min(10_000, sample / max(1, instructions)) }

    /// Which code runs where this one counts, however long it takes to say so.
    public func codeInUse(_ id: String, _ command: WorkerCommand) throws(RunFailure) -> CodeInUse {
        try codeInUse(id, command, until: .none)
    }
}
