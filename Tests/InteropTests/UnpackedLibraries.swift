import Foundation
import Testing

/// Other builds of OpenSSL, which `.ci/setup libraries` has unpacked.
enum UnpackedLibraries {
    /// Where libraries lie in each of them.
    static let folder = "usr/lib/x86_64-linux-gnu"

    /// - Parameter name: `older` and `newer` for this system, or `trixie`, which has a C library of its own.
    static func path(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let place =
            ProcessInfo.processInfo.environment["TLSBENCH_LIBRARIES"] ?? root.appending(path: ".build/libraries").path
        try #require(FileManager.default.fileExists(atPath: "\(place)/\(name)"), "run .ci/setup libraries")
        return URL(fileURLWithPath: "\(place)/\(name)").resolvingSymlinksInPath().path
    }
}
