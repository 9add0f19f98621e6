internal import CPlugin
internal import CryptoBackend

/// Watches the plug-in while it is loaded and verified, and never while it is timed: outputs lie between octets that must stay, the
/// function that runs is known by name, standard output leads into memory, and threads are counted.
public struct PluginWatch: Sendable {
    private let descriptor: Int32
    private let prefix: StaticString

    /// - Parameters:
    ///   - descriptor: where a line goes if the plug-in ends the process: by a crash, by exit(), or by not returning for
    ///     ``patience`` seconds.
    ///   - prefix: how the line begins.
    public init(reportingTo descriptor: Int32, beginning prefix: StaticString) {
        self.descriptor = descriptor
        self.prefix = prefix
    }

    /// What was seen.
    public struct Observation: Hashable, Sendable {
        /// What the header forbids, a line each, with the function and what to do.
        public let faults: [String]
        /// What costs time or is lost, and is no fault.
        public let notices: [String]
    }

    /// Seconds that one function may take.
    public static let patience: UInt32 = 5

    /// Runs `body` and says what the plug-in did meanwhile.
    public func during(_ body: () -> Void) -> Observation {
        let threads = tlsbench_plugin_threads()
        unsafe tlsbench_plugin_watch(descriptor, prefix.characters, Self.patience)
        tlsbench_plugin_capture()
        body()
        var beginning = [CChar](repeating: 0, count: 64)
        let printed = unsafe tlsbench_plugin_captured(&beginning, beginning.count)
        tlsbench_plugin_unwatch()
        var notices: [String] = []
        if printed > 0 {
            let text = String(decoding: beginning.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            notices.append(
                "it printed \(printed) bytes to standard output, '\(text)' (leave that out: it takes time, and nobody reads it)"
            )
        }
        let started = tlsbench_plugin_threads() - threads
        if started > 0 {
            notices.append(
                "it started \(started) thread\(started == 1 ? "" : "s") that outlived the call (end them before a function "
                    + "returns: they take time from what is measured, and theirs is not counted)"
            )
        }
        return Observation(faults: PluginFaults.take(), notices: notices)
    }
}
