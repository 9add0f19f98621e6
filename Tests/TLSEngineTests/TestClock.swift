import Synchronization
import TLSEngine

/// A clock that stands still until it is told.
final class TestClock: Sendable {
    private let time = Atomic<UInt64>(0)

    /// For who takes a clock.
    var now: SessionClock { { self.time.load(ordering: .relaxed) } }

    func set(_ seconds: SessionTime) { time.store(seconds, ordering: .relaxed) }
}
