internal import CIntrinsics

/// How far workers go before whatever else the system has to do.
///
/// A neighbour on the same processor cuts batches into pieces, and no statistic mends that: it is better not to be
/// interrupted (article HowAGateMeasures, "Neighbours"). Both builds of a gate are given the same by the coordinator, so
/// that it does not matter what an older worker would have asked for itself.
public enum WorkerPriority: String, Hashable, Sendable {
    /// SCHED_RR at the lowest priority: before all ordinary processes. Needs CAP_SYS_NICE or RLIMIT_RTPRIO.
    case realtime
    /// The best nice value: most of the time before ordinary ones. Needs CAP_SYS_NICE or RLIMIT_NICE.
    case nice
    /// Like everybody else.
    case ordinary

    /// What the system lets this process give.
    public static var available: WorkerPriority { WorkerPriority(tlsbench_preference()) }

    /// Gives a child all that it may have.
    static func raise(_ process: Int32) { _ = tlsbench_prefer(process) }

    private init(_ preference: Int32) {
        self =
            switch preference {
            case 2: .realtime
            case 1: .nice
            default: .ordinary
            }
    }
}
