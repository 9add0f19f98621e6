/// One benchmark, prepared: what is timed, and what proves that it did what it says.
public protocol Workload: AnyObject {
    /// Performs `iterations` operations. Only what happens between `start` and `stop` of `stopwatch` counts.
    ///
    /// An operation that fails throws; no time is recorded for it.
    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure)

    /// Verifies the results of the last run.
    ///
    /// Returns octets that every backend, and every build, must agree on for the same seed, however many operations were
    /// run before; empty if the result is random.
    func check() throws(WorkloadFailure) -> [UInt8]
}

/// An operation failed, or gave a wrong result; there is no number.
public struct WorkloadFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, in one line.
    public let description: String
    /// The number that a library has for it; its words are for those who know which library it was.
    public let libraryCode: UInt64?

    /// One line for people.
    public init(_ description: String, libraryCode: UInt64? = nil) {
        self.description = description
        self.libraryCode = libraryCode
    }
}
