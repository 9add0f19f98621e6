internal import ArgumentParser
internal import BenchCore
internal import Foundation

/// git and the package manager, as commands that build use them: what fails is a mistake in the arguments, with the end of
/// what the tool said.
enum BuildTool {
    /// The top of the checkout here.
    ///
    /// - Parameter advice: what to do where there is none.
    static func checkout(_ advice: String = "run this in a clone of tlsbench") throws -> String {
        try output("git", ["rev-parse", "--show-toplevel"], in: nil, or: "no git checkout here; \(advice)")
    }

    /// What a command prints; if it fails, `message` and the end of what it said.
    static func output(
        _ command: String,
        _ arguments: [String],
        in folder: String?,
        or message: String
    ) throws -> String {
        let tool = Tool(command, arguments, in: folder)
        // Warnings may be errors in the candidate's build; the baseline's compiler may be newer than it was.
        guard let result = try? tool.run(without: ["TLSBENCH_WARNINGS_AS_ERRORS", "GIT_DIR", "GIT_INDEX_FILE"]) else {
            throw ValidationError("\(message): cannot run \(command), which comes from \(origins[command] ?? command)")
        }
        // The terminal's interrupt ends the tool too; that is no fault of what it built.
        if StopRequest.hasCome { throw ExitStatus.interrupted }
        guard result.status == 0 else {
            let said = result.error.isEmpty ? result.output : result.error
            let lines = said.split(separator: "\n").suffix(3).joined(separator: " ")
            throw ValidationError(lines.isEmpty ? message : "\(message): \(PrintableLine(lines, longest: 1000))")
        }
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What to install for each.
    private static let origins = ["git": "the package git", "swift": "https://www.swift.org/install/linux"]
}
