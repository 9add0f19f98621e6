/// One of two builds that are compared.
public enum BuildSide: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// What it was before: A in results.
    case baseline = "A"
    /// What it is now: B in results.
    case candidate = "B"

    /// One word for people.
    public var description: String { self == .baseline ? "baseline" : "candidate" }

    /// Who takes the four turns of a round: ABBA, then BAAB.
    public static func order(generation: Int, round: Int) -> [BuildSide] {
        (generation + round).isMultiple(of: 2)
            ? [.baseline, .candidate, .candidate, .baseline] : [.candidate, .baseline, .baseline, .candidate]
    }
}

/// One batch of one build.
public struct PairedTurn: Hashable, Sendable {
    /// Whose.
    public let side: BuildSide
    /// Which round of its generation, from 0; a round has four turns.
    public let round: Int
    /// What came out.
    public let batch: Batch

    /// All of it.
    public init(side: BuildSide, round: Int, batch: Batch) {
        self.side = side
        self.round = round
        self.batch = batch
    }
}

/// What two workers did in their life beside each other.
public struct PairedGeneration: Hashable, Sendable {
    /// Which one, from 0.
    public let number: Int
    /// Octets that moved both stacks.
    public let padding: Int
    /// Ticks that the hypervisor took from the machine meanwhile; many do not tell.
    public let stealTicks: Int
    /// In the order in which they were taken.
    public let turns: [PairedTurn]

    /// All of it.
    public init(number: Int, padding: Int, stealTicks: Int, turns: [PairedTurn]) {
        self.number = number
        self.padding = padding
        self.stealTicks = stealTicks
        self.turns = turns
    }
}

/// All that was measured of one benchmark in two builds.
public struct PairedSeries: Hashable, Sendable {
    /// The benchmark's identifier.
    public let id: String
    /// Operations in each batch, the same in all; 0 before the first generation.
    public var iterations: Int
    /// By pair of workers.
    public var generations: [PairedGeneration]

    /// Nothing yet, or what was measured before.
    public init(id: String, iterations: Int = 0, generations: [PairedGeneration] = []) {
        self.id = id
        self.iterations = iterations
        self.generations = generations
    }
}
