internal import Foundation

/// A build of the probes.
public enum Configuration: String, CaseIterable, Sendable {
    /// Without optimisation, and without the optional parts: that of `.ci/quick`.
    case debug
    /// With both.
    case release

    /// The path of a probe of this build; throws ``Missing`` if nobody has built it.
    public func path(of probe: String) throws -> String {
        let folder = self == .debug ? ".build-quick" : ".build"
        let path = try Self.package().appending(path: "\(folder)/\(rawValue)/\(probe)").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            let options = self == .debug ? "--disable-default-traits --scratch-path \(folder)" : "-c release"
            throw Missing(what: "\(path): build it with `swift build \(options) --product \(probe)`")
        }
        return path
    }

    /// The folder of the package whose tests are running.
    private static func package() throws -> URL {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var folder = URL(fileURLWithPath: tests).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            guard folder.path != "/" else { throw Missing(what: "the package of \(tests)") }
            folder.deleteLastPathComponent()
        }
        return folder
    }
}
