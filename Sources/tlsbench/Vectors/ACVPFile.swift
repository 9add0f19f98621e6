internal import VectorFiles

/// A vector set of NIST's ACVP: JSON whose answers may stand beside the questions, or in a file of their own.
enum ACVPFile {
    /// The vector set in a file, which may begin with an object about the session.
    static func vectorSet(_ json: Any) -> [String: Any]? {
        let objects = json as? [[String: Any]] ?? (json as? [String: Any]).map { [$0] } ?? []
        return objects.last { $0["algorithm"] is String && $0["vsId"] != nil && $0["testGroups"] is [[String: Any]] }
    }

    /// The name of the file with the answers to `file`, if they have one: `prompt.json` has `expectedResults.json`.
    static func answers(to file: String) -> String? { renamed(file, pairs.map { ($0.questions, $0.answers) }) }

    /// The name of the file whose answers are in `file`; nil if it is none of answers.
    static func questions(of file: String) -> String? { renamed(file, pairs.map { ($0.answers, $0.questions) }) }

    private static let pairs = [
        (questions: "prompt.json", answers: "expectedResults.json"),
        (questions: ".vectors.json", answers: ".expected.json"),
    ]

    private static func renamed(_ file: String, _ pairs: [(String, String)]) -> String? {
        pairs.lazy.compactMap { old, new in file.hasSuffix(old) ? file.dropLast(old.count) + new : nil }.first
    }

    /// All test cases of a set; each must have an answer, and each answer a test case.
    static func cases(
        _ set: [String: Any],
        answers: [String: Any]?,
        file: String
    ) throws(VectorFileError) -> [VectorCase] {
        var left = try answers.map { set throws(VectorFileError) in try tests(of: set, file) } ?? [:]
        let cases = try tests(of: set, file).sorted { $0.key < $1.key }.map { number, test throws(VectorFileError) in
            let id = "test \(number)"
            let answer = left.removeValue(forKey: number)
            if answers != nil && answer == nil { throw .unanswered(file: file, test: id) }
            let levels = [test.own, answer?.own ?? [:], test.group, answer?.group ?? [:], set]
            return VectorCase(id: id, content: try ACVPCase.content(VectorFields(file: file, test: id, levels)))
        }
        if let other = left.keys.min() { throw .unanswered(file: file, test: "test \(other)") }
        return cases
    }

    /// The test cases of a set by their numbers, each with its group.
    private static func tests(
        of set: [String: Any],
        _ file: String
    ) throws(VectorFileError) -> [Int: (own: [String: Any], group: [String: Any])] {
        var tests: [Int: (own: [String: Any], group: [String: Any])] = [:]
        for group in try VectorFields(file: file, test: "the file", [set]).list("testGroups") {
            for test in try VectorFields(file: file, test: "a group", [group]).list("tests") {
                let number = try VectorFields(file: file, test: "a test", [test]).number("tcId")
                guard tests.updateValue((test, group), forKey: number) == nil else {
                    throw .malformed(file: file, test: "test \(number)", name: "tcId", expected: "its own")
                }
            }
        }
        return tests
    }
}
