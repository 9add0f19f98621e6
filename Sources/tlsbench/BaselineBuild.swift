internal import ArgumentParser
internal import Foundation

/// The build of an earlier commit: checked out into a worktree of its own, below the package's build folder.
struct BaselineBuild {
    private let reference: String

    init(_ reference: String) { self.reference = reference }

    /// The executable; built anew unless this commit's is still there.
    func executable() throws -> String {
        let root = try output("git", ["rev-parse", "--show-toplevel"], in: nil, or: "no git checkout here")
        let commit = try output(
            "git",
            ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(reference)^{commit}"],
            in: root,
            or: "there is no commit '\(reference)' here (is the clone too shallow?)"
        )
        let folder = URL(fileURLWithPath: root).appending(path: ".build/gate/\(commit)")
        let built = folder.appending(path: "tlsbench")
        if FileManager.default.isExecutableFile(atPath: built.path) { return built.path }

        // The compiler writes the package's folder name into what it builds: it is the same in the worktree.
        let worktree = folder.appending(path: "source/\(URL(fileURLWithPath: root).lastPathComponent)")
        try? FileManager.default.removeItem(at: folder)
        _ = try? output("git", ["worktree", "prune"], in: root, or: "")
        _ = try output(
            "git",
            ["worktree", "add", "--detach", "--force", worktree.path, commit],
            in: root,
            or: "cannot check out \(reference)"
        )
        defer { _ = try? output("git", ["worktree", "remove", "--force", worktree.path], in: root, or: "") }
        try build(worktree.path, root)
        do {
            let product = worktree.appending(path: ".build/release/tlsbench").resolvingSymlinksInPath()
            try FileManager.default.copyItem(at: product, to: built)
        } catch { throw ValidationError("\(reference) builds no tlsbench") }
        return built.path
    }

    /// The paths in the binary are made the candidate's, so that equal sources give equal code and data.
    private func build(_ worktree: String, _ root: String) throws {
        try FileHandle.standardError.write(line: "tlsbench: building the baseline, \(reference)")
        _ = try output(
            "swift",
            [
                "build", "-c", "release", "--product", "tlsbench", "-Xcc", "-ffile-prefix-map=\(worktree)=\(root)",
                "-Xswiftc", "-file-prefix-map", "-Xswiftc", "\(worktree)=\(root)",
            ],
            in: worktree,
            or: "\(reference) does not build"
        )
    }

    /// What a command prints; if it fails, `message` and the end of what it said.
    private func output(
        _ command: String,
        _ arguments: [String],
        in folder: String?,
        or message: String
    ) throws -> String {
        let tool = Tool(command, arguments, in: folder)
        // Warnings may be errors in the candidate's build; the baseline's compiler may be newer than it was.
        guard let result = try? tool.run(without: ["TLSBENCH_WARNINGS_AS_ERRORS", "GIT_DIR", "GIT_INDEX_FILE"]) else {
            throw ValidationError("\(message): cannot run \(command)")
        }
        guard result.status == 0 else {
            let said = result.error.isEmpty ? result.output : result.error
            let lines = said.split(separator: "\n").suffix(3).joined(separator: " ")
            throw ValidationError(lines.isEmpty ? message : "\(message): \(lines)")
        }
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
