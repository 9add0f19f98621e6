internal import ArgumentParser
internal import BenchCore
internal import Foundation

/// Slowdowns that the commits of a branch say are wanted, each in a trailer of its own: `Accept-Regression: ID REASON`
/// (git-interpret-trailers(1)).
struct AcceptedRegressions {
    /// The reason of each, by identifier.
    let reasons: [String: String]
    /// What cannot be understood: shown, and of no effect.
    let unreadable: [String]

    /// - Parameter lines: the values of the trailers; empty ones say nothing.
    init(_ lines: [String]) {
        var reasons: [String: String] = [:]
        var unreadable: [String] = []
        for line in lines.map({ $0.trimmingCharacters(in: .whitespacesAndNewlines) }) where !line.isEmpty {
            let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map { PrintableLine(String($0)).text }
            if words.count == 2 { reasons[words[0]] = words[1] } else { unreadable.append(PrintableLine(line).text) }
        }
        self.reasons = reasons
        self.unreadable = unreadable
    }

    /// Those of the commits that the checkout here has and `reference` has not; none where git does not tell.
    init(since reference: String) {
        let format = "--format=%(trailers:key=Accept-Regression,valueonly,unfold)"
        // What begins with a dash would be an option.
        let range = ["--end-of-options", "\(reference)..HEAD", "--"]
        let log = try? Tool("git", ["log", "--reverse", format] + range).run()
        self.init(log?.status == 0 ? (log?.output ?? "").split(separator: "\n").map(String.init) : [])
    }

    /// Options of the same meaning, `ID REASON` each; throws for one without a reason.
    init(options: [String]) throws {
        self.init(options)
        if let text = unreadable.first {
            throw ValidationError("--accept takes an id and a reason, not '\(text)'")
        }
    }
}
