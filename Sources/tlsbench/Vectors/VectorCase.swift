/// One test case of a file: what to ask of a backend, and what it must answer.
struct VectorCase {
    /// As the file has it: "test 12" of its own numbers, "line 33" where it numbers nothing, "example 3.14".
    let id: String
    let content: Content

    enum Content {
        /// To be asked in order; the first answer that is not the expected one decides.
        case steps([Step])
        /// Nothing that can be asked: why.
        case unsupported(String)
    }

    /// One operation.
    struct Step {
        let request: KnownAnswerRequest
        let expectation: Expectation

        init(_ request: KnownAnswerRequest, _ expectation: Expectation) {
            self.request = request
            self.expectation = expectation
        }
    }

    /// What came of it on one backend and tier.
    enum Outcome: Hashable {
        case passed
        /// What was expected, and what came.
        case failed(String)
        /// Why.
        case unsupported(String)
    }

    /// What came of it, from an answer for each step; nil stands for none.
    func outcome(_ answers: [KnownAnswer?]) -> Outcome {
        switch content {
        case .unsupported(let reason): return .unsupported(reason)
        case .steps(let steps):
            for (step, answer) in zip(steps, answers) {
                let outcome = answer.map(step.expectation.outcome) ?? .failed("\(step.request.op): no answer came")
                guard case .passed = outcome else { return outcome }
            }
            return .passed
        }
    }
}
