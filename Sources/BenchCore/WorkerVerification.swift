/// What a worker found of its backends.
public struct WorkerFindings: Hashable, Sendable {
    /// What does not hold, a line each.
    public var faults: [String]
    /// What somebody who measures should know, and is no fault.
    public var notices: [String]

    /// Both.
    public init(faults: [String] = [], notices: [String] = []) {
        self.faults = faults
        self.notices = notices
    }

    /// In one line: a word each, those of notices behind an equals sign.
    var line: String {
        (faults.map(EncodedWord.encoded) + notices.map { "notice=" + EncodedWord.encoded($0) }).joined(separator: " ")
    }

    init(line: String) {
        func text(_ word: Substring) -> String {
            PrintableLine(EncodedWord.decoded(word) ?? String(word), longest: 4096).text
        }
        (faults, notices) = ([], [])
        for word in line.split(separator: " ") {
            if word.hasPrefix("notice=") {
                notices.append(text(word.dropFirst("notice=".count)))
            } else {
                faults.append(text(word))
            }
        }
    }
}

extension WorkerCommand {
    /// What does not hold of these backends in a worker of this command, and what else was seen: a known answer, or a handshake between
    /// two of them.
    public func findings(of names: [String]) throws(RunFailure) -> WorkerFindings {
        let subject = "the known answers of \(names.joined(separator: ", "))"
        let worker = try WorkerProcess(self, padding: 0)
        let reply = try worker.ask(.verify(names: names), about: subject)
        guard case .done(let text) = reply else { throw .senselessAnswer(benchmark: subject, said: reply.line) }
        return WorkerFindings(line: text)
    }

    /// What a backend of a worker says of itself in facts, each of which begins with what it is about.
    public func description(of name: String) throws(RunFailure) -> [[String]] {
        let worker = try WorkerProcess(self, padding: 0)
        let reply = try worker.ask(.describe(name: name), about: "what \(name) offers")
        guard case .done(let text) = reply else { throw .senselessAnswer(benchmark: name, said: reply.line) }
        return text.split(separator: " ").map { word in
            word.split(separator: "=", omittingEmptySubsequences: false).map { field in
                PrintableLine(EncodedWord.decoded(field) ?? String(field), longest: 4096).text
            }
        }
    }
}
