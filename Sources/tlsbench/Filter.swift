internal import ArgumentParser
internal import BenchCore
internal import Scenarios

/// `--filter`: a regular expression that an identifier matches somewhere.
struct Filter {
    private let text: String

    init(_ text: String) { self.text = text }

    /// What of the groups is let through; throws if that is nothing.
    func apply(_ groups: [BenchmarkGroup]) throws -> [BenchmarkGroup] {
        let expression: Regex<AnyRegexOutput>
        do { expression = try Regex(text) } catch {
            throw ValidationError("--filter takes a regular expression, and '\(text)' is not one")
        }
        let kept = groups.compactMap { group in
            let benchmarks = group.benchmarks.filter { $0.id.contains(expression) }
            return benchmarks.isEmpty ? nil : BenchmarkGroup(benchmarks)
        }
        guard !kept.isEmpty else {
            throw Unknown(
                kind: "benchmark",
                name: text,
                known: ScenarioCatalogue.operations,
                advice: "`tlsbench list` has the ids"
            ).asUsage
        }
        return kept
    }
}

extension Unknown {
    /// The same, where the argument parser does not see to the status by itself.
    var asUsage: ValidationError { ValidationError(description) }
}
