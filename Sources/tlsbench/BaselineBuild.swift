internal import ArgumentParser
internal import Foundation

/// The build of an earlier commit: checked out into a worktree of its own, below the package's build folder.
struct BaselineBuild {
    private let reference: String

    init(_ reference: String) { self.reference = reference }

    /// The commit that the reference means.
    func commit() throws -> String {
        try BuildTool.output(
            "git",
            ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(reference)^{commit}"],
            in: nil,
            or: "there is no commit '\(reference)' here (is the clone too shallow?)"
        )
    }

    /// The executable; built anew unless this commit's is still there.
    func executable() throws -> String {
        let root = try BuildTool.checkout(
            "run this in a clone of tlsbench, or name an executable with --baseline-binary"
        )
        let commit = try commit()
        let folder = URL(fileURLWithPath: root).appending(path: ".build/gate/\(commit)")
        let built = folder.appending(path: "tlsbench")
        if FileManager.default.isExecutableFile(atPath: built.path) { return built.path }

        // The compiler writes the package's folder name into what it builds: it is the same in the worktree.
        let worktree = folder.appending(path: "source/\(URL(fileURLWithPath: root).lastPathComponent)")
        try? FileManager.default.removeItem(at: folder)
        _ = try? BuildTool.output("git", ["worktree", "prune"], in: root, or: "")
        _ = try BuildTool.output(
            "git",
            ["worktree", "add", "--detach", "--force", worktree.path, commit],
            in: root,
            or: "cannot check out \(reference)"
        )
        defer { _ = try? BuildTool.output("git", ["worktree", "remove", "--force", worktree.path], in: root, or: "") }
        pin(worktree, to: URL(fileURLWithPath: root))
        try build(worktree.path, root)
        do {
            let product = worktree.appending(path: ".build/release/tlsbench").resolvingSymlinksInPath()
            try FileManager.default.copyItem(at: product, to: built)
        } catch { throw ValidationError("\(reference) builds no tlsbench") }
        return built.path
    }

    /// Starts the worktree with the candidate's resolved versions, since the manifest pins what it names and not what that
    /// depends on in its turn. Where the baseline's manifest wants another version, SwiftPM takes it all the same.
    private func pin(_ worktree: URL, to root: URL) {
        let file = "Package.resolved"
        try? FileManager.default.copyItem(at: root.appending(path: file), to: worktree.appending(path: file))
    }

    /// The paths in the binary are made the candidate's, so that equal sources give equal code and data.
    private func build(_ worktree: String, _ root: String) throws {
        try FileHandle.standardError.write(line: "tlsbench: building the baseline, \(reference)")
        _ = try BuildTool.output(
            "swift",
            [
                "build", "-c", "release", "--product", "tlsbench", "-Xcc", "-ffile-prefix-map=\(worktree)=\(root)",
                "-Xswiftc", "-file-prefix-map", "-Xswiftc", "\(worktree)=\(root)",
            ],
            in: worktree,
            or: "\(reference) does not build"
        )
    }
}
