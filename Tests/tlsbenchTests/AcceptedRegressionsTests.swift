import Testing

@testable import tlsbench

@Suite struct `Accepted regressions` {
    @Test func `a trailer names a benchmark and a reason`() {
        let accepted = AcceptedRegressions(["record-seal/aes-128-gcm/16/swift checks the length first", "", "  "])
        #expect(accepted.reasons == ["record-seal/aes-128-gcm/16/swift": "checks the length first"])
        #expect(accepted.unreadable.isEmpty)
    }

    @Test func `without a reason it is shown and has no effect`() {
        let accepted = AcceptedRegressions(["record-seal/aes-128-gcm/16/swift"])
        #expect(accepted.reasons.isEmpty)
        #expect(accepted.unreadable == ["record-seal/aes-128-gcm/16/swift"])
    }

    @Test func `the newest commit has the last word`() {
        #expect(AcceptedRegressions(["a/b first", "a/b second"]).reasons == ["a/b": "second"])
    }

    @Test func `a commit that is not there has no trailers`() {
        #expect(AcceptedRegressions(since: "--no-such-reference").reasons.isEmpty)
    }

    @Test func `an option without a reason is a mistake`() {
        #expect(throws: (any Error).self) { try AcceptedRegressions(options: ["a/b"]) }
    }
}
