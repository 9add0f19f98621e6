internal import BenchCore
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
    let benchmarks: [Row]

    /// Who has rows.
    struct Library: Codable {
        let name: String
        let library: String
        let version: String
        let codePath: String
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

    init(_ suite: Suite, _ groups: [BenchmarkGroup]) {
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
