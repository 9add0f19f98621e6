import Testing

@testable import BenchCore

@Suite struct `The worker's protocol` {
    @Test(arguments: [
        WorkerRequest.prepare(slot: 3, seed: .max, id: "rsa-decrypt/2048/swift"),
        .calibrate(slot: 0, target: 5_000_000),
        .run(slot: 1, iterations: 12, refill: 0), .check(slot: 2), .list, .path(slot: 4),
        .count(slot: 5, iterations: 9), .quit,
        .step(slot: 6, iterations: 2, file: "/tmp/a folder/steps.1"), .step(slot: 0, iterations: 1, file: "x"),
        .phases(slot: 7, iterations: 3), .features(slot: 0), .identity,
        .describe(name: "plugin"), .verify(names: ["swift", "plugin"]),
    ])
    func `reads what it writes of requests`(request: WorkerRequest) {
        #expect(WorkerRequest(line: request.line) == request)
    }

    @Test func `reads what it writes of replies`() {
        let batch = Batch(
            wall: 8_137_896,
            span: 8_140_000,
            processor: 8_113_993,
            minorFaults: 1,
            majorFaults: 2,
            involuntarySwitches: 3,
            migrated: true
        )
        for reply in [WorkerReply.batch(batch), .done(""), .done("0a0b"), .failed("no such thing")] {
            #expect(WorkerReply(line: reply.line) == reply)
        }
    }

    @Test(arguments: [
        "", "run", "run 1", "run x 2 3", "prepare 1 2", "prepare a b c", "batch 1 2 3", "check -", "hello", "quit now",
        "list all", "path", "count 1", "count 1 -", "step 1 2", "step 1 x y", "phases 1", "phases 1 x",
        "batch 1 2 3 9223372036854775808 0 0 0", "batch 1 2 3 0 0 18446744073709551615 0",
        "batch 18446744073709551615 1 1 0 0 0 0", "batch 1 18446744073709551615 1 0 0 0 0",
        "batch 1 1 18446744073709551615 0 0 0 0", "batch 0 1 1 0 0 0 0", "batch 1 x 1 1 0 0 0 0",
        "batch -1 1 1 0 0 0 0",
        "batch 1 1 1 0 0 0 2", "batch nan 1 1 0 0 0 0", "batch 1e3 1 1 0 0 0 0", "run 1 0 0", "run 1 -5 0",
        "run -1 5 0",
        "run 0 9223372036854775807 0", "run 0 1 9223372036854775807", "calibrate 0 18446744073709551615",
        "calibrate 0 0", "count 0 0", "step 0 -1 x", "identity 0", "describe",
    ])
    func `refuses other lines`(line: String) {
        #expect(WorkerRequest(line: line) == nil)
        #expect(WorkerReply(line: line) == nil)
    }

    @Test func `findings survive their line, whatever is in them`() {
        let findings = WorkerFindings(faults: ["aead: 1 = 2\n%", "notice=x"], notices: ["it printed", "a = b"])
        let read = WorkerFindings(line: findings.line)
        #expect(read.faults == ["aead: 1 = 2\\n%", "notice=x"] && read.notices == findings.notices)
        #expect(WorkerFindings(line: "") == WorkerFindings())
    }

    @Test func `phases survive their line, and nonsense does not become some`() {
        let times = [PhaseTime(name: "PRF master secret", nanoseconds: 894.25), PhaseTime(name: "RSA", nanoseconds: 0)]
        #expect([PhaseTime](line: times.line) == times)
        for line in [
            "", "RSA", "RSA=x", "RSA=1=2", "=;=", "RSA=nan", "RSA=-1", "RSA=inf", "RSA=1e300", "RSA=1;RSA=2",
        ] { #expect([PhaseTime](line: line) == nil, "\(line)") }
    }

    @Test func `a catalogue survives its line, and nonsense does not become one`() {
        let catalogue = WorkerCatalogue([
            .init(id: "rsa-decrypt/2048/swift", definitionHash: "0123456789ab", isGated: true),
            .init(id: "tcp-connect/peer:libssl", definitionHash: "ba9876543210", isGated: false),
        ])
        #expect(WorkerCatalogue(line: catalogue.line) == catalogue)
        #expect(WorkerCatalogue(line: "a=b") == nil)
        for line in [
            "a=b=2", "a/b=0=1 a/b=0=1", "a/b=0=1=", "a\u{1B}[31m/b=0=1", "::error/b=0=1", "a/::error=0=1\u{7}", "a=0=1",
            "a/=0=1", "a/b==1", "a/b=-=1",
        ] { #expect(WorkerCatalogue(line: line) == nil, "\(line)") }
    }

    @Test func `names the causes of a disturbed batch`() {
        func causes(
            _ span: UInt64,
            _ processor: UInt64,
            _ major: Int,
            _ migrated: Bool,
            isThrottled: Bool = false
        ) -> [String] {
            var batch = Batch(
                wall: 200,
                span: span,
                processor: processor,
                minorFaults: 0,
                majorFaults: major,
                involuntarySwitches: 0,
                migrated: migrated
            )
            batch.isThrottled = isThrottled
            return batch.causes
        }
        // 200 of these nanoseconds counted; an interruption of the rest is one too.
        #expect(causes(1000, 999, 0, false) == [])
        #expect(causes(1000, 1200, 0, false) == [])
        #expect(causes(1000, 990, 0, false) == ["preempted"])
        #expect(causes(1000, 990, 1, true) == ["preempted", "migrated", "majfault"])
        // A quota is no neighbour; where the batch had the processor all the same, it was somebody else who was stopped.
        #expect(causes(1000, 990, 0, false, isThrottled: true) == ["throttled"])
        #expect(causes(1000, 999, 0, false, isThrottled: true) == [])
    }
}
