internal import TLSLoad
internal import TLSWire

@testable internal import BenchCore

/// Lines of other processes: requests and replies between coordinator and workers, trailers of commits, names of servers, the head of an
/// HTTP answer.
///
/// What was understood means the same when it is said again.
enum LineTarget: FuzzTarget {
    static let name = "lines"
    static let longest = 512

    static func feed(_ octets: [UInt8]) {
        let text = String(decoding: octets, as: UTF8.self)
        if let request = WorkerRequest(line: text) {
            expect(WorkerRequest(line: request.line) == request, "\(request) said again")
        }
        if let reply = WorkerReply(line: text) {
            expect(WorkerReply(line: reply.line) != nil, "\(reply) said again")
        }
        if let catalogue = WorkerCatalogue(line: text) {
            expect(WorkerCatalogue(line: catalogue.line) == catalogue, "\(catalogue) said again")
        }
        if let identity = WorkerIdentity(line: text) {
            expect(WorkerIdentity(line: identity.line) == identity, "\(identity) said again")
        }
        let line = PrintableLine(text)
        expect(PrintableLine(line.text) == line, "\(line) made printable again")
        expect(!line.text.split(separator: " ").contains { $0.utf8.starts(with: "::".utf8) }, "a command in \(line)")
        if let times = [PhaseTime](line: text) {
            expect([PhaseTime](line: times.line) == times, "\(times) said again")
        }
        if let name = try? ServerName(text) {
            expect((try? ServerName(name.text)) == name, "\(name) said again")
            expect(
                name.indication.map { (1...253).contains($0.utf8.count) } ?? (name.address != nil),
                "\(name) goes out"
            )
        }
        let accepted = AcceptedRegressions(text.split(separator: "\n").map(String.init))
        expect(accepted.reasons.values.allSatisfy { !$0.isEmpty }, "a reason is a text")

        var answer = HTTPAnswer()
        answer.append(octets)
        var piecewise = HTTPAnswer()
        for octet in octets { piecewise.append([octet]) }
        expect(
            answer.isShort == piecewise.isShort && answer.isCompleteByLength == piecewise.isCompleteByLength,
            "how an answer is cut makes no difference"
        )
    }

    static func seeds() throws -> [[UInt8]] {
        let requests: [WorkerRequest] = [
            .prepare(slot: 1, seed: 2, id: "a/b"), .calibrate(slot: 1, target: 5),
            .run(slot: 1, iterations: 2, refill: 3),
            .check(slot: 1), .list, .path(slot: 1), .features(slot: 1), .count(slot: 1, iterations: 2),
            .step(slot: 1, iterations: 2, file: "/tmp/a b"), .phases(slot: 1, iterations: 2), .quit, .identity,
        ]
        let others = [
            "object=program=/a%20b=code:1 library=openssl=OpenSSL=3.0.19=x variable=LD_PRELOAD=", "done 12",
            "failed why", "batch 1 2 3 4 5 6 0", "a/b=0123=1 c=45=0", "RSA=12.5;whole=13.25",
            "Accept-Regression: a/b because", "rsa-decrypt/2048 it is safer now\nx",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab",
        ]
        return (requests.map(\.line) + others).map { Array($0.utf8) }
    }
}
