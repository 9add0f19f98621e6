internal import CRelease
internal import Foundation

/// The git checkout that the executable was built in, if it still lies there.
enum Checkout {
    /// The commit that a release was built from; of every other build the one that is checked out, nil without a checkout.
    static var commit: String? {
        let release = unsafe String(cString: tlsbench_release_commit)
        return release.isEmpty ? checkedOut : release
    }

    private static var checkedOut: String? {
        guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        var folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
        while folder.path != "/" {
            let git = folder.appending(path: ".git")
            if let head = text(git.appending(path: "HEAD")) { return resolve(head, git) }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    /// HEAD holds a commit, or the name of a branch whose file, or line in packed-refs, does.
    private static func resolve(_ head: String, _ git: URL) -> String? {
        guard head.hasPrefix("ref: ") else { return head }
        let name = String(head.dropFirst("ref: ".count))
        if let commit = text(git.appending(path: name)) { return commit }
        let packed = text(git.appending(path: "packed-refs"))?.split(separator: "\n") ?? []
        return packed.first { $0.hasSuffix(" " + name) }.map { String($0.prefix { $0 != " " }) }
    }

    private static func text(_ file: URL) -> String? {
        (try? String(contentsOf: file, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
