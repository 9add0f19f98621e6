internal import ArgumentParser
internal import BenchCore
internal import Scenarios

/// `--filter`: a regular expression that an identifier matches somewhere.
struct Filter {
    private let text: String
    private let condition: (Benchmark) -> Bool

    /// - Parameter condition: what must hold of a row besides.
    init(_ text: String, also condition: @escaping (Benchmark) -> Bool = { _ in true }) {
        self.text = text
        self.condition = condition
    }

    /// Whether a row is let through; throws if it is no expression.
    func predicate() throws -> (Benchmark) -> Bool {
        let expression: Regex<AnyRegexOutput>
        do { expression = try Regex(text) } catch {
            throw ValidationError("--filter takes a regular expression, and '\(text)' is not one")
        }
        return { [condition] in $0.id.contains(expression) && condition($0) }
    }

    /// It lets nothing through.
    var matchesNothing: ValidationError {
        Unknown(
            kind: "benchmark",
            name: text,
            known: ScenarioCatalogue.operations,
            advice: "`tlsbench list` has the ids"
        ).asUsage
    }
}

extension Unknown {
    /// The same, where the argument parser does not see to the status by itself.
    var asUsage: ValidationError { ValidationError(description) }
}
