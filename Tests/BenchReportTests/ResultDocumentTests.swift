import BenchCore
import Foundation
import Testing

@testable import BenchReport

@Suite struct `A result document` {
    @Test func `survives being written and read`() throws {
        let document = Sample.document
        let data = try ResultFile.encode(document)
        let again = try ResultFile.encode(try ResultFile.decode(data))
        #expect(data == again)
    }

    @Test func `holds to its schema`() throws {
        #expect(try validate(ResultFile.encode(Sample.document)) == "valid")
    }

    @Test(arguments: [
        (#""schema":"tlsbench-result/1""#, #""schema":"tlsbench-result/2""#), (#""unit":"ns/op""#, #""unit":"s""#),
        (#""k":100"#, #""k":0"#), (#""op":"record-seal""#, #""op":"record-steal""#), (#""p99":null"#, #""p98":null"#),
    ])
    func `is refused by the schema when it is broken`(before: String, after: String) throws {
        let text = String(decoding: try ResultFile.encode(Sample.document), as: UTF8.self)
        let broken = text.replacingOccurrences(of: before, with: after)
        #expect(broken != text)
        #expect(try validate(Data(broken.utf8)) == "invalid")
    }

    @Test func `computes what it says from the raw batches`() throws {
        let result = try #require(Sample.document.benchmarks.first)
        let statistics = try #require(result.statistics)
        let walls = result.raw.generations.flatMap(\.rows).compactMap { row -> Double? in
            if case .integer(let wall) = row[2] { Double(wall) / Double(result.k) } else { nil }
        }.sorted()
        #expect(statistics.n == walls.count)
        #expect(statistics.min == walls[0])
        #expect(statistics.median == (walls[walls.count / 2 - 1] + walls[walls.count / 2]) / 2)
        #expect(statistics.generations == 5)
    }

    @Test func `takes ratios turn by turn`() throws {
        // The reference needs twice as long in every round, whatever the round's own noise.
        let ratio = try #require(Sample.document.benchmarks.first?.ratio.value)
        #expect(abs(ratio.estimate - 2) < 1e-9)
        let interval = try #require(ratio.ci95.value)
        #expect(abs(interval[0] - 2) < 1e-9 && abs(interval[1] - 2) < 1e-9)
        #expect(Sample.document.benchmarks.last?.ratio.value == nil)
    }

    /// What a JSON Schema validator of another make says (Python's jsonschema).
    private func validate(_ data: Data) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let schema = root.appending(path: "Sources/BenchReport/Resources/tlsbench-result-1.schema.json").path
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let program = """
            import json, sys, jsonschema
            schema, document = (json.load(open(path)) for path in sys.argv[1:])
            validator = jsonschema.Draft202012Validator(schema)
            print("valid" if validator.is_valid(document) else "invalid")
            """
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", "-c", program, schema, file.path]
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        python.waitUntilExit()
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
