import Foundation
import Testing

@testable import BenchReport

@Suite struct `A label of a result` {
    @Test(arguments: [
        ("site=fra", "site", "fra"), ("topology.example/zone=a=b", "topology.example/zone", "a=b"),
        ("rack=Halle 7, Süd", "rack", "Halle 7, Süd"),
    ]) func `is a key and a value`(text: String, key: String, value: String) throws {
        let label = try RunLabel(text)
        #expect(label.key == key && label.value == value)
    }

    @Test(arguments: [
        ("site", RunLabel.Refusal.noValue("site")), ("site=", .emptyValue("site")), ("=fra", .key("")),
        ("7=a", .key("7")), ("a b=c", .key("a b")), ("a=b\u{1B}[2J", .value("a")), ("a=b\nc", .value("a")),
        ("a=::error::b", .value("a")), ("a=\u{202E}b", .value("a")),
    ]) func `is refused with what is wrong`(text: String, refusal: RunLabel.Refusal) {
        #expect(throws: refusal) { try RunLabel(text) }
        #expect(refusal.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    @Test func `is refused when it is too long`() throws {
        _ = try RunLabel("a\(String(repeating: "b", count: 62))=\(String(repeating: "c", count: 200))")
        #expect(throws: RunLabel.Refusal.self) { try RunLabel("a\(String(repeating: "b", count: 63))=c") }
        #expect(throws: RunLabel.Refusal.value("a")) { try RunLabel("a=\(String(repeating: "c", count: 201))") }
    }

    @Test func `is kept in a file, and shown in reports`() throws {
        var document = Sample.document
        document.labels = ["site": "fra", "rack.row/Place": "7"]
        let read = try ResultFile.decode(ResultFile.encode(document))
        #expect(read.labels == document.labels)
        #expect(read.labelLine == "rack.row/Place=7, site=fra")
        #expect(Table.header(read).contains("labels: rack.row/Place=7, site=fra"))
        #expect(Table.header(Sample.document).allSatisfy { !$0.hasPrefix("labels") })
        #expect(!String(decoding: try ResultFile.encode(Sample.document), as: UTF8.self).contains("labels"))
    }

    @Test(arguments: [["a b": "c"], ["a": ""], ["a": "b\u{7}"], [:]])
    func `is refused in a file that no run wrote`(labels: [String: String]) throws {
        var document = Sample.document
        document.labels = labels
        let data = try JSONEncoder.result.encode(document)
        #expect(throws: UnreadableResult.Problem.self) { try ResultFile.decode(data) }
    }
}

extension JSONEncoder {
    /// Writes as it is what `ResultFile` would mend.
    fileprivate static var result: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return encoder
    }
}
