import BenchCore
import Foundation
import Testing

@testable import BenchReport

@Suite struct `Reading a result file` {
    private func problem(_ text: String) -> UnreadableResult.Problem? {
        do {
            _ = try ResultFile.decode(Data(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    private func sample() throws -> String { String(decoding: try ResultFile.encode(Sample.document), as: UTF8.self) }

    @Test func `gives what was written, with the parameters in the order of the identifier`() throws {
        // Once: what the sample says of the machine can change from one moment to the next.
        let sample = Sample.document
        let document = try ResultFile.decode(try ResultFile.encode(sample))
        #expect(try ResultFile.encode(document) == ResultFile.encode(sample))
        #expect(document.benchmarks.map(\.params) == sample.benchmarks.map(\.params))
    }

    @Test func `takes both sides of a gate`() throws {
        let document = try ResultFile.decode(try ResultFile.encode(Sample.gate))
        #expect(document.benchmarks.allSatisfy { $0.stats.count == 2 })
    }

    @Test(arguments: [0, 1, 100, 1000])
    func `refuses a file that ends too early`(_ missing: Int) throws {
        let text = try sample()
        let length = missing == 0 ? 0 : text.utf8.count - 1 - missing
        #expect(problem(String(text.prefix(length))) == .truncatedOrNotJSON)
    }

    @Test(arguments: ["hello", "<xml/>", "\u{0}\u{1}", "{\"schema\": }", "{'schema': 1}"])
    func `refuses what is no JSON`(_ text: String) {
        #expect(problem(text) == .truncatedOrNotJSON)
    }

    @Test func `refuses another version, whatever else the file says`() throws {
        let text = try sample().replacingOccurrences(of: ResultDocument.schemaName, with: "tlsbench-result/2")
        #expect(problem(text) == .otherSchema("tlsbench-result/2"))
        #expect(problem(#"{"schema":"tlsbench-result/2"}"#) == .otherSchema("tlsbench-result/2"))
    }

    @Test(arguments: [
        ("{}", "schema is missing"), ("[]", "the whole is not what belongs there"),
        (#"{"schema":1}"#, "schema is not what belongs there"),
        (#"{"schema":"tlsbench-result/1"}"#, "kind is missing"),
    ])
    func `tells of JSON that is no result where it is none`(_ text: String, _ reason: String) {
        #expect(problem(text) == .invalid(reason))
    }

    private static let name = "record-seal/aes-128-gcm/16384/swift: "

    /// The first occurrence of each is in the first benchmark, or in the whole.
    @Test(arguments: [
        (#""kind":"run""#, #""kind":"ran""#, "kind 'ran' is none of run, gate and isa"),
        (#""duration_s":1.5"#, #""duration_s":-1.5"#, "duration_s is negative"),
        (#""started":"2026-01-02T"#, #""started":"yesterday, "#, "started is no time in UTC"),
        (#""hw_key":""#, #""hw_key":"../"#, "machine.hw_key is no key"),
        (#""sw_key":""#, #""sw_key":"X"#, "machine.sw_key is no key"),
        (#""definition_hash":""#, #""definition_hash":"0"#, name + "definition_hash is no key"),
        (#""k":100"#, #""k":0"#, name + "k is 0"),
        (#""k":100"#, #""k":-4"#, name + "k is -4"),
        (#""k":100"#, #""k":4611686018427387904"#, name + "k is 4611686018427387904"),
        (#""k":100"#, #""k":1e3"#, name + "stats.A.median is 50575.0, but raw gives 5057.5"),
        (#""k":100"#, #""k":99999999999999999999"#, "it has a number that is too large"),
        (#""k":100"#, #""k":"100""#, "benchmarks[0].k is not what belongs there"),
        (#""k":100,"#, "", "benchmarks[0].k is missing"),
        (
            #"["A",0,5000000,5000000,0,0,0,""]"#, #"["A",0,5000000,5000000]"#,
            name + "generation 0, row 0 has 4 values, not 8"
        ),
        (#"["A",0,5000000,5000000,0,0,0,""]"#, "[]", name + "generation 0, row 0 has 0 values, not 8"),
        (#"["A",0,5000000"#, #"["A",0,-5000000"#, name + "generation 0, row 0: wall_ns is -5000000"),
        (#"["A",0,5000000"#, #"["A",0,0"#, name + "generation 0, row 0: wall_ns is 0"),
        (#"["A",0,5000000"#, #"["A",-1,5000000"#, name + "generation 0, row 0: round is -1"),
        (#"["A",0,5000000"#, #"["A",0,"5000000""#, name + "generation 0, row 0: wall_ns is no whole number"),
        (#"["A",0,5000000"#, #"["B",0,5000000"#, name + "generation 0, row 0 has a side that has no build"),
        (#"["A",0,5000000"#, #"[7,0,5000000"#, name + "generation 0, row 0 has a side that has no build"),
        (
            #","minflt","#, #","tsc","#,
            name + "generation 0 has other columns than side, round, wall_ns, cpu_ns, minflt, majflt, nivcsw, flags"
        ),
        (#""g":1"#, #""g":0"#, name + "raw.generations has a number twice"),
        (#""g":1"#, #""g":-1"#, name + "generation -1 is below 0"),
        (#""n":20"#, #""n":21"#, name + "stats.A.n is 21, but raw has 20 rows"),
        (#""generations":5"#, #""generations":4"#, name + "stats.A.generations is 4, but raw has 5"),
        (#""median":50575"#, #""median":40560"#, name + "stats.A.median is 40560.0, but raw gives 50575.0"),
        (#""median":50575"#, #""median":-1"#, name + "stats.A.median is not above 0"),
        (#""quality":"quiet""#, #""quality":"fine""#, name + "stats.A.quality 'fine' is unknown"),
        (#""stats":{"A""#, #""stats":{"C""#, name + "stats.C has no build"),
        (#""op":"record-seal""#, #""op":"record-open""#, name + "op 'record-open' does not begin the identifier"),
        (#"gcm/16384/openssl","#, #"gcm/16384/swift","#, "record-seal/aes-128-gcm/16384/swift is there twice"),
        (#""bytes_per_op":16384"#, #""bytes_per_op":0"#, name + "bytes_per_op is below 1"),
        (#""backend":"swift""#, #""backend":"a b""#, name + "backend 'a b' is no name"),
        (#""unit":"ns/op""#, #""unit":"s/op""#, name + "unit and better are ns/op and lower"),
        (#""id":"00000000-"#, #""id":"=HYPERLINK"#, "id is no UUID in small letters"),
        (#""started":"2026-01-02T03:04:05Z""#, #""started":"2026-01-02T::Z""#, "started is no time in UTC"),
        (
            #""git_commit":null"#, #""git_commit":"/../../../""#,
            "builds.A.git_commit is no commit: '/../../../'"
        ),
        (#""git_commit":null"#, #""git_commit":"abcdef""#, "builds.A.git_commit is no commit: 'abcdef'"),
        (
            #""configuration":"release""#, #""configuration":"fast""#,
            "builds.A.configuration 'fast' is neither release nor debug"
        ),
        (#""libs":{"openssl""#, #""libs":{"<b>""#, "builds.A.libs has no name: '<b>'"),
        (#""name":"OpenSSL""#, #""name":"Open\u001b[31mSSL""#, "builds.A.libs is no line, or too long"),
        (#""name":"OpenSSL""#, #""name":"Open\u202eSSL""#, "builds.A.libs is no line, or too long"),
        (#""warnings":["a"#, #""warnings":["a\n"#, "tool.warnings is no line, or too long"),
        (#""os":{"#, #""settings":["\u001b]0;x"],"os":{"#, "machine.settings is no line, or too long"),
        (#""reference":"openssl""#, #""reference":"<img src=x>""#, "tool.reference is no name"),
        (#""suite":"quick""#, #""suite":"whole""#, "tool.suite 'whole' is not a suite"),
        (#""isa":"native""#, #""isa":"=1+1""#, name + "isa '=1+1' is no name"),
        (#""code_of":"swift""#, #""code_of":"a b""#, name + "code_of 'a b' is no name"),
        (
            #""reference":"record-seal/aes-128-gcm/16384/openssl""#, #""reference":"<b>""#,
            name + "ratio.reference is no identifier"
        ),
        (
            #"["A",0,5000000,5000000,0,0,0,""]"#, #"["A",0,5000000,5000000,0,0,0,"<b>"]"#,
            name + "generation 0, row 0: flags are no causes"
        ),
    ])
    func `tells what a hand broke`(_ before: String, _ after: String, _ reason: String) throws {
        let text = try sample()
        let found = text.range(of: before)
        let range = try #require(found, "\(before) is not there to be broken")
        #expect(problem(text.replacingCharacters(in: range, with: after)) == .invalid(reason))
    }

    @Test func `refuses texts without end, and lists of them`() throws {
        let text = try sample()
        let long = text.replacingOccurrences(of: #""a warning""#, with: "\"\(String(repeating: "x", count: 2001))\"")
        #expect(problem(long) == .invalid("tool.warnings is no line, or too long"))
        let many = Array(repeating: #""a warning""#, count: 2001).joined(separator: ",")
        #expect(
            problem(text.replacingOccurrences(of: #""a warning""#, with: many)) == .invalid("a list has 2001 entries")
        )
    }

    @Test func `takes what a library says of itself, which is a line when it is written`() throws {
        var document = Sample.document
        document.machine.cpu.name = "CPU\n\u{1B}[31m\u{202E}"
        document.tool.warnings = [String(repeating: "é", count: 5000)]
        document.tool.argv = ["run", "--filter", "a\tb"]
        document.builds["A"]?.libs["openssl"]?.version = "3\u{0}"
        let read = try ResultFile.decode(try ResultFile.encode(document))
        #expect(read.machine.cpu.name == "CPU??[31m?" && read.tool.argv == ["run", "--filter", "a?b"])
        #expect(read.tool.warnings.map(\.count) == [2000] && read.builds["A"]?.libs["openssl"]?.version == "3?")
    }

    @Test(arguments: [
        (#""max_looks":3"#, #""max_looks":9223372036854775807"#), (#""max_looks":3"#, #""max_looks":0"#),
        (#""generations_per_look":4"#, #""generations_per_look":-1"#), (#""alpha":0.05"#, #""alpha":0"#),
        (#""verdict":"regressed"},"id""#, #""verdict":"::error::x"},"id""#),
        (#""id":"a/b","verdict""#, #""id":"a\nb","verdict""#),
    ])
    func `refuses a gate whose verdict nobody could compute again`(_ before: String, _ after: String) throws {
        #expect(Sample.judgedGate.gate != nil && Sample.judgedGate.benchmarks.allSatisfy { $0.compare != nil })
        let text = String(decoding: try ResultFile.encode(Sample.judgedGate), as: UTF8.self)
        #expect(problem(text) == nil)
        let range = try #require(text.range(of: before), "\(before) is not there to be broken")
        guard case .invalid(let reason) = problem(text.replacingCharacters(in: range, with: after)) else {
            Issue.record("it was read")
            return
        }
        #expect(reason.hasPrefix("gate"), "\(reason)")
    }

    @Test func `refuses results without benchmarks, generations or rows`() throws {
        var document = Sample.document
        document.benchmarks[0].raw.generations[2].rows = []
        #expect(throws: UnreadableResult.Problem.invalid(Self.name + "generation 2 has no rows")) {
            try ResultFile.decode(try ResultFile.encode(document))
        }
        document.benchmarks[0].raw.generations = []
        #expect(throws: UnreadableResult.Problem.invalid(Self.name + "raw.generations is empty")) {
            try ResultFile.decode(try ResultFile.encode(document))
        }
        document.benchmarks = []
        #expect(throws: UnreadableResult.Problem.invalid("benchmarks is empty")) {
            try ResultFile.decode(try ResultFile.encode(document))
        }
    }

    /// Seeded: a failure names the seed that shows it again.
    @Test func `survives any damage, and so does whoever prints what is left`() throws {
        let documents = try [Sample.document, Sample.gate].map { [UInt8](try ResultFile.encode($0)) }
        let letters = [UInt8](#"0123456789-+eE.,:"[]{}AB\/ntu"#.utf8)
        var readable = 0
        for seed in 0..<500 {
            var random = SeededGenerator(seed: UInt64(seed))
            var damaged = documents[seed % 2]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: damaged.indices, using: &random)
                damaged[place] = letters.randomElement(using: &random) ?? 0
            }
            guard let document = try? ResultFile.decode(Data(damaged)) else { continue }
            readable += 1
            for format in ReportFormat.allCases {
                #expect(throws: Never.self, "seed \(seed)") { try format.render(document) }
            }
            for format in ExportFormat.allCases where format != .svg {
                #expect(throws: Never.self, "seed \(seed)") { try format.render([document]) }
            }
        }
        // Some damage lies in what nobody checks, as a name; else this would test nothing but the refusal.
        #expect(readable > 10)
    }

    @Test func `names the file, in one line that no terminal obeys`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func line(_ path: String) -> String {
            do {
                _ = try ResultFile.read(path)
                return "read"
            } catch {
                return error.description
            }
        }
        let file = folder.appending(path: "result.json")
        #expect(line(file.path) == "\(file.path): No such file or directory")
        #expect(line(folder.path) == "\(folder.path): is a folder")
        #expect(line("/dev/zero") == "/dev/zero: is no regular file")
        try Data("{".utf8).write(to: file)
        #expect(line(file.path) == "\(file.path): truncated, or no JSON")
        try Data(#"{"schema":"\u001b[31mx\n\u0007"}"#.utf8).write(to: file)
        let shown = #"is \u{1b}[31mx\n\u{7}"#
        #expect(line(file.path) == "\(file.path): \(shown), and this version reads tlsbench-result/1 only")
        try ResultFile.write(Sample.document, to: file.path)
        #expect(line(file.path) == "read")
    }
}
