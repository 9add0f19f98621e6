public import Foundation

/// The folder of published test vectors. They are too many to copy into the package, so they may be absent: then every
/// reader here gives an empty list, and the known answers that the tests carry themselves remain.
public enum Vectors {
    /// The contents of a file of the package's own samples, which are always there; nothing if there is no such file.
    public static func sample(_ path: String) -> Data? {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try? Data(contentsOf: tests.appending(path: "VectorSamples/\(path)"))
    }

    /// Where they are: what `TLSBENCH_VECTORS` names, else `../shared/vectors` beside the package.
    public static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["TLSBENCH_VECTORS"].map { URL(filePath: $0) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = named ?? package.deletingLastPathComponent().appending(path: "shared/vectors")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// The contents of `path` under ``folder``, nothing without the folder. A file that is missing from it throws.
    public static func data(_ path: String) throws -> Data? {
        try folder.map { try Data(contentsOf: $0.appending(path: path)) }
    }

    /// The same as text.
    public static func text(_ path: String) throws -> String? {
        try data(path).map { String(decoding: $0, as: UTF8.self) }
    }
}
