internal import Foundation

/// A build of the probes.
public enum Configuration: String, CaseIterable, Sendable {
    /// Without optimisation.
    case debug
    /// With it.
    case release

    /// The path of a probe of this build; throws ``Missing`` if nobody has built it.
    ///
    /// SwiftPM puts the products of both builds into folders side by side; the running tests are one of them.
    public func path(of probe: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let builds = URL(fileURLWithPath: tests).deletingLastPathComponent().deletingLastPathComponent()
        let path = builds.appendingPathComponent("\(rawValue)/\(probe)").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Missing(what: "\(path): build it with `swift build -c \(rawValue) --product \(probe)`")
        }
        return path
    }
}
