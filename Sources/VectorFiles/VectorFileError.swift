/// Why a file of vectors cannot be used. Each case begins with the file, as the user named it or found it.
public enum VectorFileError: Error, Hashable, Sendable {
    /// It cannot be read; the system's reason.
    case unreadable(file: String, reason: String)
    /// It is called JSON and is none; the parser's reason.
    case notJSON(file: String, reason: String)
    /// A line that is neither a comment nor a section nor a value.
    case strangeLine(file: String, line: Int)
    /// A test case, or what all have in common, lacks a value.
    case missing(file: String, test: String, name: String)
    /// A value that is not what it must be.
    case malformed(file: String, test: String, name: String, expected: String)
    /// It says itself how many test cases it has.
    case count(file: String, expected: Int, got: Int)
    /// An answer to a test case that is not there, or no answer to one.
    case unanswered(file: String, test: String)
}

extension VectorFileError: CustomStringConvertible {
    /// One line for people.
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .notJSON(let file, let reason): "\(file): not JSON: \(reason)"
        case .strangeLine(let file, let line): "\(file): line \(line) is no comment, no section and no value"
        case .missing(let file, let test, let name): "\(file): \(test) has no \(name)"
        case .malformed(let file, let test, let name, let expected): "\(file): \(test): \(name) is not \(expected)"
        case .count(let file, let expected, let got): "\(file): \(got) tests, where it says that it has \(expected)"
        case .unanswered(let file, let test): "\(file): \(test) is not in both the vectors and the answers"
        }
    }
}
