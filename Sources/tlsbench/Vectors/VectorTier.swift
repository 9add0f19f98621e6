internal import CryptoBackend
internal import Foundation

/// One backend, limited to some of the CPU's features: a process of its own, because libraries choose their code once.
struct VectorTier {
    /// Its name.
    let backend: String
    /// As results have it: `+vaes` is all that the ladder of `tlsbench isa` has up to VAES.
    let name: String
    /// What limits the process.
    let environment: [String: String]

    /// Every tier of these backends: of the sets of features on the ladder, the largest of those with which a backend takes the
    /// same code.
    static func all(of backends: [any CryptoBackend.Type]) throws -> [VectorTier] {
        let ladder = FeatureVariants(.ladder, FeatureVariants.standard(.ladder, of: .native), of: .native).variants
        let code = try CodeByTier(ladder, backends: backends)
        return backends.flatMap { backend in
            let name = backend.identity.name
            var seen: Set<[String]> = []
            let places = ladder.indices.reversed().filter { seen.insert(code.paths(of: name, place: $0)).inserted }
            return places.reversed().map { place in
                VectorTier(
                    backend: name,
                    name: place == ladder.count - 1 ? "native" : ladder[place].name,
                    environment: code.environments[place]
                )
            }
        }
    }

    /// What the user has limited this process to, alone.
    static func current(of backends: [any CryptoBackend.Type]) -> [VectorTier] {
        backends.map { VectorTier(backend: $0.identity.name, name: InstructionSet.maskName, environment: [:]) }
    }

    /// The answers to a file of requests, in order: as many as came before the process ended.
    ///
    /// - Parameter progress: told how many there are, as they come.
    func answers(to requests: URL, progress: (Int) -> Void = { _ in }) throws -> [KnownAnswer] {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe")
        process.arguments = ["kat", "--explain", "--backend", backend]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: requests)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var text = Data()
        var count = 0
        while case let piece = output.fileHandleForReading.availableData, !piece.isEmpty {
            text += piece
            count += piece.count { $0 == 0x0A }
            progress(count)
        }
        process.waitUntilExit()
        let decoder = JSONDecoder()
        return try text.split(separator: 0x0A).map { try decoder.decode(KnownAnswer.self, from: $0) }
    }
}
