internal import BenchCore
internal import BenchReport
internal import Scenarios

/// What `verify` finds of one library that was named: in a worker of its own, against the Swift backend.
struct NamedVerification {
    let name: String
    /// What was loaded.
    let description: String
    /// A line for each check that failed.
    let faults: [String]
    /// What else was seen of a plug-in.
    var notices: [String] = []

    init(_ library: NamedLibrary) throws {
        name = library.name
        let plain = WorkerCommand(arguments: ["worker", "--suite", Suite.quick.rawValue])
        if library.backend == .plugin {
            let verdict = try PluginVerdict(library, like: plain)
            (description, faults, notices) = (verdict.description, verdict.faults, verdict.notices)
            return
        }
        let worker = library.worker(like: plain)
        let columns = library.columns(like: plain, of: Registry.groups(of: Registry.backends, in: .quick))
        var (description, faults) = (library.file.path, [String]())
        do {
            if let found = try ColumnLibraries(columns, [library]).byColumn[library.name] {
                description = found.description
            }
            let found = try worker.findings(of: ["swift", library.backend.rawValue]).faults
            faults = found.map { "\(library.name): \($0)" }
        } catch let ending as Ending {
            faults = ending.lines
        } catch let failure as RunFailure where failure != .interrupted {
            faults = ["\(library.name): \(failure)"]
        }
        (self.description, self.faults) = (description, faults)
    }
}
