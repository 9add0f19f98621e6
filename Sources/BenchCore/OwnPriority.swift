internal import CIntrinsics

/// This process goes before others like its workers, until it is told to go back to where it was.
///
/// Between two turns it has some microseconds of work. Behind a neighbour it would wait for milliseconds, and the worker with
/// it: half of the time would go to waste.
struct OwnPriority {
    private let before: tlsbench_scheduling?

    init() {
        var before = tlsbench_scheduling()
        let isKnown = unsafe tlsbench_get_scheduling(&before) == 0
        self.before = isKnown ? before : nil
        if isKnown { WorkerPriority.raise(0) }
    }

    /// As it was before.
    func restore() { if let before { _ = tlsbench_set_scheduling(before) } }
}
