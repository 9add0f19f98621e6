internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Scenarios
internal import StackSeam

/// What `tlsbench list` shows, for programs: among it the code that each benchmark runs in a process with this environment.
struct ListDocument: Codable {
    var schema = "tlsbench-list-1"
    /// The version of tlsbench.
    var tool = toolVersion
    var cpu = MachineDescription().name
    /// What the processor has.
    var features = InstructionSet.native.features.sorted().map(\.rawValue)
    /// What Swift kernels were told to leave alone; `native` for nothing.
    var isa = InstructionSet.maskName
    let suite: String
    let backends: [Library]
    let peers: [Library]
    /// Those that `--library` named; nil where it named none.
    let libraries: [Library]?
    let benchmarks: [Row]

    /// Who has rows.
    struct Library: Codable {
        let name: String
        let library: String
        let version: String
        let codePath: String
        /// The file that a named one was loaded from, and what tells it from other builds.
        var path: String?
        var mark: String?
    }

    /// One row, which nobody has made ready.
    struct Row: Codable {
        let id: String
        let backend: String
        /// As far as the library tells.
        let codePath: String
        /// What the library says that it may use; empty if it does not tell.
        let features: String
    }

    /// - Parameter named: what `--library` named, by column.
    init(_ suite: Suite, _ groups: [BenchmarkGroup], _ named: [String: ResultDocument.Library] = [:]) {
        self.suite = suite.rawValue
        backends = (Registry.backends + [Registry.engineAlone]).map { backend in
            let identity = backend.identity
            return Library(
                name: identity.name,
                library: identity.library,
                version: identity.version,
                codePath: identity.codePath
            )
        }
        peers = ScenarioCatalogue.peers.map { peer in
            Library(name: peer.name, library: peer.library, version: peer.version, codePath: peer.codePath)
        }
        let libraries = named.sorted { $0.key < $1.key }.map { name, library in
            Library(
                name: name,
                library: library.name,
                version: library.version,
                codePath: library.codePath,
                path: library.path,
                mark: library.mark
            )
        }
        self.libraries = libraries.isEmpty ? nil : libraries
        benchmarks = groups.flatMap(\.benchmarks).map { benchmark in
            Row(
                id: benchmark.id,
                backend: benchmark.backend,
                codePath: benchmark.codePath,
                features: benchmark.features
            )
        }
    }
}
