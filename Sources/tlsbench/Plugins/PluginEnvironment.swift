internal import ArgumentParser
internal import BenchCore
internal import Glibc
internal import PluginBackend

/// The variables that name a plug-in, which are for one process: not for whatever it starts.
enum PluginEnvironment {
    /// Loads the plug-in into a `timing` of its backend, which times in its own process (``TimedLibrary``); leaves the variables to a
    /// worker, which loads it when it is asked for something; takes them away from every other command, whose workers would have a column
    /// that nobody asked for.
    static func settle(_ arguments: [String]) throws {
        switch arguments.dropFirst().first {
        case Worker._commandName: return
        case Timing._commandName where isTimed(arguments):
            do throws(PluginFailure) {
                try PluginLibrary.loadNamed(PluginWatch(reportingTo: STDERR_FILENO, beginning: "tlsbench: "))
            } catch {
                let file = unsafe getenv(PluginLibrary.variable).map { unsafe String(cString: $0) } ?? ""
                throw Ending(.failed, PrintableLine("\(file): \(error)", longest: 4000).text)
            }
        default: break
        }
        unsafe unsetenv(PluginLibrary.variable)
        unsafe unsetenv(PluginLibrary.nameVariable)
    }

    /// Whether a `timing` is asked for the backend of a plug-in, and not for its help.
    private static func isTimed(_ arguments: [String]) -> Bool {
        let name = NamedLibrary.Backend.plugin.rawValue
        guard !arguments.contains("--help"), !arguments.contains("-h") else { return false }
        return zip(arguments, arguments.dropFirst()).contains { $0.0 == "--backend" && $0.1 == name }
    }
}
