internal import BenchCore
internal import Synchronization

/// Where the time of a stamped handshake goes. It is a global because a backend is a namespace without state; one workload uses
/// it at a time, in one thread.
enum PhaseAccount {
    private static let account = Mutex(Account())
    private static let clock = Clock()
    private static let readingCost = UInt64(clock.cost)

    /// A stamp is to cost as little as it can: no hashing, no heap. There is room for more phases than there are.
    private struct Account {
        var nanoseconds = [16 of UInt64](repeating: 0)
        var stamps = 0
    }

    /// What was added up since ``begin()``.
    struct Sum {
        /// By phase, what a look at the clock costs taken off.
        let nanoseconds: [Phase: Double]
        /// What all stamps took.
        let cost: Double
    }

    /// From here on.
    static func begin() { account.withLock { $0 = Account() } }

    /// All of it so far.
    static var sum: Sum {
        let account = account.withLock { $0 }
        let measured = Phase.allCases.filter { account.nanoseconds[$0.rawValue] > 0 }
        return Sum(
            nanoseconds: Dictionary(
                uniqueKeysWithValues: measured.map { ($0, Double(account.nanoseconds[$0.rawValue])) }
            ),
            cost: Double(account.stamps) * stampCost
        )
    }

    /// Fetches what a stamp needs, before a clock runs: what ran meanwhile has pushed it out of the caches, and a stamp's cost is
    /// known for the case that it is there.
    static func warmUp() {
        for phase in Phase.allCases {
            let start = now()
            account.withLock { $0.nanoseconds[phase.rawValue] &+= (clock.now() &- start) & 0 }
        }
    }

    /// Counts what `body` takes.
    static func stamp<Result: ~Copyable, Failure: Error>(
        _ phase: Phase,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = now()
        let result = try body()
        add(phase, since: start)
        return result
    }

    /// For who cannot lend a closure what it uses: the beginning of a stamp.
    static func now() -> UInt64 { clock.now() }

    /// The end of a stamp.
    static func add(_ phase: Phase, since start: UInt64) {
        let passed = clock.now() &- start
        // Between two readings lies the second half of the first and the first half of the second.
        let cost = readingCost
        account.withLock { account in
            account.nanoseconds[phase.rawValue] &+= passed > cost ? passed &- cost : 0
            account.stamps &+= 1
        }
    }

    /// What a stamp of nothing takes: the median of many.
    private static let stampCost: Double = {
        let count = 200
        let samples = (0..<21).map { _ in
            let start = clock.now()
            for _ in 0..<count { stamp(.rest) {} }
            return Double(clock.now() - start) / Double(count)
        }
        begin()
        return samples.sorted()[10]
    }()
}
