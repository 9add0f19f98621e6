import CryptoBackend
import Foundation

@testable import tlsbench

/// The samples in `Tests/VectorSamples`, and vectors that are answered in this process.
enum VectorSamples {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "VectorSamples")

    /// The files of a folder, or one file, on all backends.
    static func run(_ path: String) throws -> VectorRun {
        let files = try VectorFolder.read(path).files
        return try VectorRun(files, VectorTier.current(of: Registry.backends)) { tier, requests, _ in
            let backend = try Registry.backend(named: tier.backend)
            return try Data(contentsOf: requests).split(separator: 0x0A).map { line in
                answer(backend, try JSONDecoder().decode(KnownAnswerRequest.self, from: line))
            }
        }
    }

    private static func answer<Backend: CryptoBackend>(
        _: Backend.Type,
        _ request: KnownAnswerRequest
    ) -> KnownAnswer {
        KnownAnswers<Backend>().answer(request)
    }

    /// Lends a folder that is gone afterwards.
    static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tlsbench-vectors-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}
