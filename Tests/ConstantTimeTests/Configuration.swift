import Foundation

/// A build of the probe.
enum Configuration: String, CaseIterable, Sendable {
    case debug, release

    /// The path of the probe without its debug information, which valgrind 3.19 gives up on where Swift wrote it.
    func probe() throws -> String {
        switch self {
        case .debug: try Self.debugProbe.get()
        case .release: try Self.releaseProbe.get()
        }
    }

    private static let debugProbe = Result { try stripped(.debug) }
    private static let releaseProbe = Result { try stripped(.release) }

    /// SwiftPM puts the products of both builds into folders side by side; these tests are one of them.
    private static func stripped(_ configuration: Configuration) throws -> String {
        let name = configuration.rawValue
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let builds = URL(fileURLWithPath: tests).deletingLastPathComponent().deletingLastPathComponent()
        let probe = builds.appendingPathComponent("\(name)/ConstantTimeProbe").path
        guard FileManager.default.isExecutableFile(atPath: probe) else {
            throw Missing(what: "\(probe): build it with `swift build -c \(name) --product ConstantTimeProbe`")
        }
        let copy = "\(probe)-stripped"
        let outcome = try run("strip", ["--strip-debug", "-o", copy, probe])
        guard outcome.status == 0 else { throw Missing(what: "a copy without debug information: \(outcome.report)") }
        return copy
    }
}
