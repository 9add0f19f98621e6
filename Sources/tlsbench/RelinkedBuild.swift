internal import ArgumentParser
internal import Foundation

/// Builds of this checkout that differ in the order of their objects alone.
///
/// lld shuffles the sections that it places; nothing is compiled again. It has a build folder of its own, for the linker
/// is part of the command that compiles.
struct RelinkedBuild {
    private let root: String
    private let scratch: String

    /// Throws where there is no checkout.
    init() throws {
        root = try BuildTool.checkout()
        scratch = root + "/.build/layout"
    }

    /// The executable, until the next one is linked.
    ///
    /// - Parameter order: the seed of the order of objects; nil leaves them as the package manager has them.
    func executable(order: Int?) throws -> String {
        let which = order.map { "relinking, order \($0)" } ?? "building the objects"
        try FileHandle.standardError.write(line: "tlsbench: \(which)")
        let shuffle = order.map { ["-Xlinker", "--shuffle-sections=.text*=\($0)"] } ?? []
        let arguments =
            ["build", "-c", "release", "--product", "tlsbench", "--scratch-path", scratch]
            + ["-Xswiftc", "-use-ld=lld"] + shuffle
        _ = try BuildTool.output("swift", arguments, in: root, or: "this checkout does not build")
        let product = URL(fileURLWithPath: scratch + "/release/tlsbench").resolvingSymlinksInPath().path
        guard FileManager.default.isExecutableFile(atPath: product) else {
            throw ValidationError("this checkout builds no tlsbench")
        }
        return product
    }
}
