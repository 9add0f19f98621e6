internal import VectorFiles

/// What an answer must be.
enum Expectation: Hashable {
    /// These fields with these values.
    case results([String: HexOctets])
    /// The same, or a refusal.
    case resultsOrRefusal([String: HexOctets])
    /// Results, but other ones: a MAC that was altered.
    case otherResults([String: HexOctets])
    /// A refusal.
    case refusal
    /// Whether a signature holds.
    case holds(Bool)
    /// Either: the standards leave it open.
    case anyAnswer

    /// What an answer comes to.
    func outcome(of answer: KnownAnswer) -> VectorCase.Outcome {
        switch (answer, self) {
        case (.unsupported(let reason), _): .unsupported(reason ?? "not told")
        case (.malformed(let reason), _): .failed("the request was not understood: \(reason)")
        case (.results(let found), .results(let expected)) where found == expected: .passed
        case (.results(let found), .resultsOrRefusal(let expected)) where found == expected: .passed
        case (.results(let found), .otherResults(let other)) where found != other: .passed
        case (.refused, .refusal), (.refused, .resultsOrRefusal), (_, .anyAnswer): .passed
        case (.holds(let found), .holds(let expected)) where found == expected: .passed
        default: .failed("expected \(self), got \(answer.summary)")
        }
    }
}

extension Expectation: CustomStringConvertible {
    var description: String {
        switch self {
        case .results(let expected): beginnings(of: expected)
        case .resultsOrRefusal(let expected): "\(beginnings(of: expected)) or a refusal"
        case .otherResults(let other): "anything but \(beginnings(of: other))"
        case .refusal: "a refusal"
        case .holds(let holds): holds ? "a signature that holds" : "a signature that does not hold"
        case .anyAnswer: "any answer"
        }
    }
}

extension KnownAnswer {
    /// A few words of it.
    fileprivate var summary: String {
        switch self {
        case .results(let results): beginnings(of: results)
        case .holds(let holds): holds ? "one that holds" : "one that does not hold"
        case .refused(let reason), .malformed(let reason): reason
        case .unsupported(let reason): reason ?? "skipped"
        }
    }
}

/// Fields with the beginnings of their values.
private func beginnings(of results: [String: HexOctets]) -> String {
    results.sorted { $0.key < $1.key }.map { name, value in
        "\(name) \(Array(value.octets.prefix(16)).hexadecimal)\(value.octets.count > 16 ? "…" : "")"
    }.joined(separator: ", ")
}
