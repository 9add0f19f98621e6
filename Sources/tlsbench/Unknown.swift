internal import BenchCore

/// A name that is not among the known ones; ends the command with 64 (EX_USAGE), as every mistake in its arguments.
struct Unknown: Error, CustomStringConvertible {
    let kind: String
    let name: String
    let known: [String]
    /// What to do next, if no name is near.
    var advice: String?

    var description: String {
        let nearest = NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
        let next = (nearest ?? advice).map { "; \($0)" } ?? ""
        return "unknown \(kind) '\(PrintableLine(name))' (known: \(known.joined(separator: ", ")))\(next)"
    }
}
