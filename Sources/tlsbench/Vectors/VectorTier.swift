internal import BenchCore
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// One backend, limited to some of the CPU's features: a process of its own, because libraries choose their code once.
struct VectorTier {
    /// Its name.
    let backend: String
    /// As the table has it: `+vaes` is all that the ladder of `tlsbench isa` has up to VAES.
    let name: String
    /// What limits the process.
    let environment: [String: String]

    /// Every tier of these backends: of the sets of features on the ladder, the largest of those with which a backend takes the
    /// same code. What each takes is asked of a process that is limited so, as `tlsbench isa` does it, about a benchmark of
    /// each kind of operation.
    static func all(of backends: [any CryptoBackend.Type]) throws -> [VectorTier] {
        let ladder = FeatureVariants(.ladder, FeatureVariants.standard(.ladder, of: .native), of: .native).variants
        let benchmarks = Registry.groups(of: backends, in: .full).flatMap(\.benchmarks)
            .filter { $0.id.contains(/^(rsa-(en|de)crypt|record-seal\/.*\/16\/|prf-master-secret|key-share)/) }
        let masks = try FeatureMasks(
            ladder,
            backends: backends,
            benchmarks: benchmarks,
            arguments: ["worker", "--suite", Suite.full.rawValue]
        )
        return backends.flatMap { backend in
            let name = backend.identity.name
            let own = benchmarks.filter { $0.backend == name }.map(\.id)
            var seen: Set<[String]> = []
            let places = ladder.indices.reversed().filter { place in
                seen.insert(own.map { masks.paths[place][$0] ?? "" }).inserted
            }
            return places.reversed().map { place in
                VectorTier(
                    backend: name,
                    name: place == ladder.count - 1 ? "native" : ladder[place].name,
                    environment: masks.commands[place].environment
                )
            }
        }
    }

    /// What the user has limited this process to, alone.
    static func current(of backends: [any CryptoBackend.Type]) -> [VectorTier] {
        backends.map { VectorTier(backend: $0.identity.name, name: InstructionSet.maskName, environment: [:]) }
    }

    /// The answers to a file of requests, in order: as many as came before the process ended.
    func answers(to requests: URL) throws -> [KnownAnswer] {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe")
        process.arguments = ["kat", "--explain", "--backend", backend]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: requests)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let lines = output.fileHandleForReading.readDataToEndOfFile().split(separator: 0x0A)
        process.waitUntilExit()
        let decoder = JSONDecoder()
        return try lines.map { try decoder.decode(KnownAnswer.self, from: $0) }
    }
}
