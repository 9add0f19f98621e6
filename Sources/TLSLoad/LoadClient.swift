public import CryptoBackend
public import TLSEngine

/// A client that opens connections to one server as a plan says, and counts what becomes of them.
///
/// Each thread has an event loop, connections and sessions of its own.
public final class LoadClient<Backend: CryptoBackend>: Sendable {
    private let board = LoadBoard()
    private let threads: [LoadThread]
    private let start: UInt64

    /// Begins.
    ///
    /// - Parameters:
    ///   - address: of the server.
    ///   - clock: of the sessions that are resumed.
    ///   - makeConfiguration: called once for each thread. Its place for sessions is not used.
    public init(
        _ plan: LoadPlan,
        to address: SocketAddress,
        clock: @escaping SessionClock,
        makeConfiguration: () throws -> ClientConfiguration<Backend>
    ) throws {
        precondition(plan.threads > 0 && plan.connections >= plan.threads, "each thread has a connection")
        let setups = try (0..<plan.threads).map { _ in
            LoadSetup(try makeConfiguration(), to: address, sessions: ClientSessionCache(clock: clock))
        }
        // To make the configurations takes a while, of which nothing is part of the load.
        start = LoadClock.now()
        let board = board
        var threads: [LoadThread] = []
        do {
            for (thread, setup) in setups.enumerated() {
                threads.append(
                    try LoadThread {
                        EventQueue.wakePromptly()
                        do throws(LoadFailure) {
                            try LoadLoop(plan, setup, board, thread: thread).run()
                        } catch {
                            var tally = Tally()
                            tally.failures[error] = 1
                            board.finish(tally)
                        }
                    }
                )
            }
        } catch {
            board.stop()
            for thread in threads { thread.join() }
            throw error
        }
        self.threads = threads
    }

    /// Whether all connections have begun that were to, and ended.
    public var isOver: Bool { board.finished == threads.count }

    /// How long it has run.
    public var elapsed: Duration { .nanoseconds(Int64(clamping: LoadClock.now() - start)) }

    /// What happened since this was called last, as far as the threads have told: each does once a second.
    public func takeInterval() -> LoadInterval { board.takeInterval() }

    /// Gives up what is open, within a moment.
    public func stop() { board.stop() }

    /// Waits for the end, and gives all that was counted; to be called once.
    public func result() -> Tally {
        for thread in threads { thread.join() }
        return board.tally
    }
}
