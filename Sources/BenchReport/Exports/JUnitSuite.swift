internal import Foundation

/// Test results as JUnit's XML, as far as Jenkins, GitLab and the readers of GitHub agree on it.
public struct JUnitSuite: Hashable, Sendable {
    /// What the whole is called.
    public var name: String
    /// When it began, in UTC, if that is known: `2026-11-24T13:23:48Z`.
    public var started: String?
    /// What there is to know of the whole.
    public var properties: [Property]
    /// What was tested.
    public var cases: [Case]

    /// All of it.
    public init(name: String, started: String? = nil, properties: [Property] = [], cases: [Case]) {
        self.name = name
        self.started = started
        self.properties = properties
        self.cases = cases
    }

    /// Something to know of a suite.
    public struct Property: Hashable, Sendable {
        /// What.
        public var name: String
        /// Its value.
        public var value: String

        /// Both.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// One test.
    public struct Case: Hashable, Sendable {
        /// What it belongs to, with dots: `tlsbench.rsa-decrypt`.
        public var className: String
        /// What it is called there.
        public var name: String
        /// How long it took.
        public var seconds: Double
        /// What came of it.
        public var outcome: Outcome
        /// What it said.
        public var output: String?

        /// All of it.
        public init(className: String, name: String, seconds: Double, outcome: Outcome, output: String? = nil) {
            self.className = className
            self.name = name
            self.seconds = seconds
            self.outcome = outcome
            self.output = output
        }
    }

    /// What can come of a test.
    public enum Outcome: Hashable, Sendable {
        /// It is as it should be.
        case passed
        /// It is not.
        case failure(type: String, message: String)
        /// Nothing could be found out, for something broke.
        case error(type: String, message: String)
        /// Nothing was found out.
        case skipped(message: String)
    }

    /// A whole file.
    public static func xml(_ suites: [JUnitSuite]) -> String {
        let cases = suites.flatMap(\.cases)
        return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
            + "<testsuites\(counts(cases))>\n\(suites.map(\.element).joined())</testsuites>\n"
    }

    private var element: String {
        // Schemas want a time without a zone.
        let timestamp = started.map { " timestamp=\"\(xmlEscaped(String($0.prefix(19))))\"" } ?? ""
        var text = "  <testsuite name=\"\(xmlEscaped(name))\"\(Self.counts(cases))"
        text += " skipped=\"\(cases.count { $0.outcome.isSkipped })\"\(timestamp)>\n"
        if !properties.isEmpty {
            let elements = properties.map {
                "      <property name=\"\(xmlEscaped($0.name))\" value=\"\(xmlEscaped($0.value))\"/>\n"
            }
            text += "    <properties>\n\(elements.joined())    </properties>\n"
        }
        return text + cases.map(\.element).joined() + "  </testsuite>\n"
    }

    private static func counts(_ cases: [Case]) -> String {
        " tests=\"\(cases.count)\" failures=\"\(cases.count { $0.outcome.isFailure })\" "
            + "errors=\"\(cases.count { $0.outcome.isError })\" time=\"\(time(cases.reduce(0) { $0 + $1.seconds }))\""
    }

    fileprivate static func time(_ seconds: Double) -> String { String(format: "%.3f", seconds) }
}

extension JUnitSuite.Case {
    fileprivate var element: String {
        var children: [String] = []
        switch outcome {
        case .passed: break
        case .failure(let type, let message):
            children.append("<failure type=\"\(xmlEscaped(type))\" message=\"\(xmlEscaped(message))\"/>")
        case .error(let type, let message):
            children.append("<error type=\"\(xmlEscaped(type))\" message=\"\(xmlEscaped(message))\"/>")
        case .skipped(let message): children.append("<skipped message=\"\(xmlEscaped(message))\"/>")
        }
        if let output { children.append("<system-out>\(xmlEscaped(output))</system-out>") }
        let start =
            "    <testcase classname=\"\(xmlEscaped(className))\" name=\"\(xmlEscaped(name))\" "
            + "time=\"\(JUnitSuite.time(seconds))\""
        if children.isEmpty { return start + "/>\n" }
        return start + ">\n" + children.map { "      \($0)\n" }.joined() + "    </testcase>\n"
    }
}

extension JUnitSuite.Outcome {
    fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
    fileprivate var isError: Bool { if case .error = self { true } else { false } }
    fileprivate var isSkipped: Bool { if case .skipped = self { true } else { false } }
}
