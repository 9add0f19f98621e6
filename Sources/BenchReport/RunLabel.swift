internal import BenchCore

/// A name that a user gives a result, such as `site=fra`, so that results can be grouped by what no machine knows of itself.
///
/// A key is at most 63 letters, digits and `_.-/`, and begins with a letter, as labels of Kubernetes do. A value is 1 to 200
/// scalars that a terminal shows as they are: an empty one is mostly a shell variable that is not set.
public struct RunLabel: Hashable, Sendable {
    /// What is said.
    public let key: String
    /// What it is here.
    public let value: String

    /// Reads `KEY=VALUE`; the value may have more equals signs in it.
    public init(_ text: String) throws(Refusal) {
        guard let sign = text.firstIndex(of: "=") else { throw .noValue(text) }
        let (key, value) = (String(text[..<sign]), String(text[text.index(after: sign)...]))
        guard Self.isKey(key) else { throw .key(key) }
        guard !value.isEmpty else { throw .emptyValue(key) }
        guard Self.isValue(value) else { throw .value(key) }
        self.key = key
        self.value = value
    }

    /// As many as a result may have.
    public static let most = 32

    static func isKey(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.\/-]{0,62}/) != nil }

    static func isValue(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.count <= 200 && PrintableLine(text, longest: 4000).text == text
    }

    /// Why a text is no label.
    public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// It has no equals sign.
        case noValue(String)
        /// What stands before the equals sign is no key.
        case key(String)
        /// Nothing stands behind the equals sign of this key.
        case emptyValue(String)
        /// What stands there cannot be printed as it is, or is too long.
        case value(String)

        /// One line for people.
        public var description: String {
            switch self {
            case .noValue(let text): "'\(Self.shown(text))' is no KEY=VALUE"
            case .key(let key):
                "'\(Self.shown(key))': a key is a letter and at most 62 letters, digits and _.-/ behind it"
            case .emptyValue(let key): "\(key) has no value: is a variable of the shell not set?"
            case .value(let key): "\(key): a value is at most 200 characters that can all be seen"
            }
        }

        private static func shown(_ text: String) -> String { PrintableLine(text, longest: 100).text }
    }
}

extension ResultDocument {
    /// The labels in a line, `site=fra, rack=7`, in the order of their keys; nil where there are none.
    public var labelLine: String? {
        labels.map { labels in
            labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        }
    }

    /// Throws on a label that no command takes.
    func validateLabels() throws(UnreadableResult.Problem) {
        guard let labels else { return }
        try require((1...RunLabel.most).contains(labels.count), "labels has \(labels.count) entries")
        for (key, value) in labels.sorted(by: { $0.key < $1.key }) {
            try require(RunLabel.isKey(key), "labels has no key: '\(key)'")
            try require(RunLabel.isValue(value), "labels.\(key) is no value")
        }
    }
}
