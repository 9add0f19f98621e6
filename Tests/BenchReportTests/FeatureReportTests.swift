import BenchCore
import Testing

@testable import BenchReport

@Suite struct `The report on CPU features` {
    /// Two sets, of which the second takes so many times as long.
    private func document(_ mode: String, _ factor: Double, paths: (String, String)) -> ResultDocument {
        let names = mode == "ladder" ? ["sse2", "+adx"] : ["native", "-adx"]
        let benchmark = Benchmark(op: "rsa-decrypt", parameters: [.init("bits", 2048)], backend: "openssl") {
            _ throws(WorkloadFailure) in throw WorkloadFailure("nothing to run")
        }
        let measured = [1, factor].enumerated().map { place, factor -> MeasuredBenchmark in
            MeasuredBenchmark(
                benchmark: benchmark,
                column: place,
                iterations: 4,
                generations: (0..<5).map { number in
                    Generation(
                        number: number,
                        batches: (0..<6).map { Batch(wall: UInt64(factor * Double(4_000_000 + 100 * (number + $0)))) }
                    )
                }
            )
        }
        var document = Sample.document
        document.kind = "isa"
        document.isa = FeatureStudy(
            mode: mode,
            sets: names.map {
                .init(
                    name: $0,
                    features: ["sse2"],
                    environment: ["OPENSSL_ia32cap": "~0x0:~0x80000"],
                    readBack: ["openssl": ["sse2"]]
                )
            }
        )
        document.benchmarks = zip(measured, zip(names, [paths.0, paths.1])).map { own, row -> BenchmarkResult in
            BenchmarkResult(
                own,
                reference: measured[0],
                isa: row.0,
                referenceISA: names[0],
                codePath: row.1
            )
        }
        return document
    }

    @Test func `says what a row costs, beside what, and with which code`() throws {
        let report = try #require(
            document("leave-one-out", 2, paths: ("openssl/a", "openssl/b")).featureReport(on: .wide)
        )
        #expect(report.contains("\nrsa-decrypt 2048 on openssl\n"))
        #expect(report.contains(/-adx +2\.00 ms +0\.50× ±\d+\.\d% +openssl\/b/))
        #expect(!report.contains("surprises"))
    }

    @Test func `is a picture too, with a line for each backend`() throws {
        let document = document("ladder", 0.5, paths: ("openssl/a", "openssl/b"))
        let picture = String(decoding: try ExportFormat.svg.render([document]), as: UTF8.self)
        #expect(picture.hasPrefix("<svg ") && picture.hasSuffix("</svg>\n"))
        #expect(picture.contains(">rsa-decrypt 2048</text>") && picture.contains(">+adx</text>"))
        #expect(picture.split(separator: "<polyline").count == 2)
        // Twice as fast is one step up on a scale of powers of two, whatever else there is.
        let heights = picture.matches(of: #/<circle cx="[\d.]+" cy="([\d.]+)"/#).compactMap { Double($0.1) }
        try #require(heights.count == 2)
        #expect(heights[1] < heights[0])
        #expect(throws: ExportRefusal.self) { try ExportFormat.svg.render([Sample.document]) }
        #expect(throws: ExportRefusal.self) { try ExportFormat.svg.render([document, document]) }
    }

    @Test func `is surprised by a loss that helps, and names the paths`() throws {
        let report = try #require(
            document("leave-one-out", 0.8, paths: ("openssl/a", "openssl/b")).featureReport(on: .wide)
        )
        #expect(
            report.contains(
                "-adx: rsa-decrypt 2048 on openssl is faster (1.25×), because it takes openssl/b instead of openssl/a"
            )
        )
    }

    @Test func `is surprised by a step of a ladder that leads down`() throws {
        let report = try #require(document("ladder", 1.25, paths: ("openssl/a", "openssl/b")).featureReport(on: .wide))
        #expect(report.contains("+adx: rsa-decrypt 2048 on openssl is slower (0.80×)"))
    }

    @Test func `is surprised by an effect without another path, and by a path without effect`() throws {
        let same = try #require(document("leave-one-out", 2, paths: ("x", "x")).featureReport(on: .wide))
        #expect(same.contains("changes (0.50×) though the path is x with and without"))
        let idle = try #require(document("leave-one-out", 1, paths: ("x", "y")).featureReport(on: .wide))
        #expect(idle.contains("is as fast (1.00×), though it takes y instead of x"))
    }

    @Test(arguments: ["ladder", "leave-one-out"])
    func `survives the file, and its numbers the recount`(mode: String) throws {
        let original = document(mode, 2, paths: ("openssl/a", "openssl/b"))
        let read = try ResultFile.decode(ResultFile.encode(original))
        #expect(read.featureReport(on: .wide) == original.featureReport(on: .wide))
        #expect(read.isa?.sets.last?.environment == ["OPENSSL_ia32cap": "~0x0:~0x80000"])
        #expect(RunRecount(read).differences.isEmpty)
        #expect(read.featureMarkdown()?.contains("| -adx | ") == (mode == "leave-one-out"))
    }
}

extension Batch {
    /// Nothing disturbed it.
    init(wall: UInt64) {
        self.init(
            wall: wall,
            span: wall,
            processor: wall,
            minorFaults: 0,
            majorFaults: 0,
            involuntarySwitches: 0,
            migrated: false
        )
    }
}
