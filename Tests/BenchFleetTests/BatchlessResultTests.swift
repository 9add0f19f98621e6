import Foundation
import Testing

@testable import BenchFleet
@testable import BenchReport

@Suite struct `A result without its batches` {
    private func rest(_ text: String) throws(UnreadableResult.Problem) -> String {
        let octets = [UInt8](text.utf8)
        return String(decoding: try BatchlessJSON(octets.span).octets, as: UTF8.self)
    }

    @Test func `says the same but for raw`() throws {
        let whole = try ResultFile.read(FleetSample.file.path)
        let read = try BatchlessResult.read(FleetSample.file.path)
        #expect(read.benchmarks.allSatisfy { $0.raw.generations.isEmpty })
        var expected = whole
        for index in expected.benchmarks.indices { expected.benchmarks[index].raw.generations = [] }
        #expect(try ResultFile.encode(read) == ResultFile.encode(expected))
    }

    @Test func `keeps everything that is not a benchmark's raw`() throws {
        let text =
            #"{"a":"{\"raw\":{","b":[{"raw":1,"c":{"raw":{"d":2}}},{"raw":[1]}],"raw":{"e":3},"f":{"raw":{"g":{}}}}"#
        #expect(try rest(text) == text)
    }

    @Test(arguments: [
        #"{"b":[{"x":1,"raw":{"generations":[{"rows":[["A",1,"}\\\"]{"]]}]},"y":2}]}"#,
        #"{"b":[{"x":1,"raw" : {"generations":[]},"y":2}]}"#,
    ]) func `has an empty raw, whatever is in the strings of it`(text: String) throws {
        let left = try rest(text)
        #expect(left.replacing(" : ", with: ":") == #"{"b":[{"x":1,"raw":{"generations":[]},"y":2}]}"#)
    }

    /// As a job leaves it that was killed, or whose disk was full.
    @Test func `is refused wherever it was cut off`() throws {
        let octets = [UInt8](try FleetSample.text())
        let cuts = stride(from: 1, to: octets.count - 2, by: octets.count / 40)
        for length in cuts {
            #expect(throws: UnreadableResult.Problem.truncatedOrNotJSON, "\(length) of \(octets.count)") {
                try BatchlessResult.decode(Data(octets.prefix(length)))
            }
        }
    }

    @Test(arguments: [
        (#""labels":{"site":"a","rack":"b","site":"c"}"#, true), (#""labels":{"site":"a","rack":"site"}"#, false),
        (#""labels":"site","x":{"a":{},"a":{}}"#, false),
    ]) func `is refused with a label that it has twice`(labels: String, isTwice: Bool) throws {
        let octets = [UInt8]("{\(labels)}".utf8)
        #expect(try BatchlessJSON(octets.span).labelTwice == (isTwice ? "site" : nil))
        guard isTwice else { return }
        let text = String(decoding: try FleetSample.text(), as: UTF8.self)
        let whole = Data(text.replacing(#"{"benchmarks""#, with: #"{\#(labels),"benchmarks""#).utf8)
        #expect(throws: UnreadableResult.Problem.invalid("labels has 'site' twice")) {
            try BatchlessResult.decode(whole)
        }
    }

    @Test(arguments: [
        (#""schema":"tlsbench-result/1""#, #""schema":"tlsbench-result/2""#, "is tlsbench-result/2"),
        (#""hw_key":"570c2a2bed31""#, #""hw_key":"../../../etc/""#, "machine.hw_key is no key"),
        (#""n":"#, #""n":-"#, "n is -"),
    ]) func `is validated in all else`(before: String, after: String, reason: String) throws {
        var text = String(decoding: try FleetSample.text(), as: UTF8.self)
        let range = try #require(text.range(of: before))
        text.replaceSubrange(range, with: after)
        let problem = #expect(throws: UnreadableResult.Problem.self) { try BatchlessResult.decode(Data(text.utf8)) }
        #expect(problem?.reason.contains(reason) == true, "\(problem?.reason ?? "it was taken")")
    }
}
