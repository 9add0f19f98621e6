import BenchFleet
import Foundation
import Testing

@testable import BenchPage
@testable import BenchReport

@Suite struct `The page of a fleet` {
    /// A run as of another machine, with a few rows alone.
    private func run(_ number: Int, kind: String, labels: [String: String], factor: Double = 1) throws -> ResultDocument
    {
        var document = try PageSample.earlierRun()
        let digits = String(number, radix: 16)
        document.id = "00000000-0000-0000-0000-" + String(repeating: "0", count: 12 - digits.count) + digits
        document.machine.hwKey = kind
        document.labels = labels
        document.benchmarks = document.benchmarks.filter { $0.op == "record-seal" }.map { benchmark in
            var benchmark = benchmark
            benchmark.raw.generations = []
            benchmark.stats["A"]?.median *= factor
            return benchmark
        }
        return document
    }

    private func page(_ documents: [ResultDocument], files: (Int) -> String = { "\($0).json" }) throws -> String {
        var fleet = Fleet(machineLabel: "machine")
        for (number, document) in documents.enumerated() { fleet.add(files(number), .success(document)) }
        return try FleetPage(FleetReport(fleet)).html
    }

    private func documents() throws -> [ResultDocument] {
        try (0..<8).map { number in
            let kind = number < 6 ? "00000000000a" : "00000000000b"
            let labels = ["machine": "m\(number)", "cooling": number < 3 ? "air" : "water"]
            let factor: Double = number == 5 ? 1.5 : 1 + 0.001 * Double(number)
            return try run(number, kind: kind, labels: labels, factor: factor)
        }
    }

    @Test func `shows kinds, libraries, labels and machines that are far from the others`() throws {
        let html = try page(documents())
        for text in [
            "on 8 machines", "8 runs of 2 kinds of machine", "cooling=air", "3 of 6", "m5: +",
            "record-seal aes-128-gcm 16384",
            "openssl 3.0.19", "too few machines",
        ] { #expect(html.contains(text), "\(text)") }
        #expect(!html.contains("What is missing") && !html.contains("Files left out"))
        #expect(!html.contains("<script"))
    }

    @Test func `names what is missing, and files that are left out`() throws {
        var documents = try documents()
        documents[0].benchmarks.removeAll { $0.backend == "openssl" }
        documents[0].builds["A"]?.libs["openssl"] = nil
        documents[1].kind = "gate"
        let html = try page(documents)
        #expect(html.contains("What is missing") && html.contains("the column was not measured"))
        #expect(html.contains("a gate of two builds says nothing of a machine"))
    }

    @Test func `names a label that runs of one machine have different values of`() throws {
        #expect(try !page(documents()).contains("Differs between runs"))
        let again = try run(8, kind: "00000000000a", labels: ["machine": "m0", "cooling": "water"])
        let html = try page(documents() + [again])
        #expect(html.contains("Differs between runs of one machine, which then counts as one without it: cooling."))
        #expect(html.contains("2 of 6"))
    }

    @Test(arguments: [
        "\"><script>alert(1)</script>", "</style></title><img src=x onerror=alert(1)>", "{{{style}}}", "&lt;",
    ])
    func `has whatever a file says as text`(hostile: String) throws {
        var plain = try documents()
        plain[0].benchmarks.removeLast()
        func spoilt(_ name: String) throws -> String {
            let documents = plain.enumerated().map { number, document in
                var document = document
                document.machine.cpu.name += name
                document.machine.cpu.microcode += name + (number == 0 ? "1" : "2")
                document.labels = document.labels?.mapValues { $0 + name }
                document.builds["A"]?.libs["openssl"]?.version += name
                document.tool.version += name
                return document
            }
            return try page(documents) { "\($0)\(name).json" }
        }
        let (expected, found) = (Skeleton(try spoilt("x")).parts, Skeleton(try spoilt(hostile)).parts)
        #expect(expected.count > 300)
        #expect(found == expected)
    }

    /// However many kinds, labels and files there are.
    @Test func `stays below 2 MB`() throws {
        let base = try run(0, kind: "000000000000", labels: [:])
        let many = (0..<600).map { number in
            var document = base
            let digits = String(number, radix: 16)
            document.id = "00000000-0000-0000-0000-" + String(repeating: "0", count: 12 - digits.count) + digits
            document.machine.hwKey = String(repeating: "0", count: 12 - digits.count) + digits
            document.labels = ["machine": "m\(number)", "a": String(repeating: "v", count: 200)]
            if number % 2 == 0 { document.benchmarks.removeLast(number % 5) }
            return document
        }
        let html = try page(many) { String(repeating: "long", count: 50) + "\($0).json" }
        #expect(html.utf8.count < 2_000_000)
        #expect(html.contains("Rows that are not on this page are in kinds.csv."))
    }
}
