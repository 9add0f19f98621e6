internal import Foundation

@testable internal import BenchReport

/// Stored results, as `compare`, `verdict` and `export` read them, and everything that is printed from them.
enum ResultTarget: FuzzTarget {
    static let name = "results"
    static let longest = 1 << 14

    static func feed(_ octets: [UInt8]) {
        guard let document = try? ResultFile.decode(Data(octets)) else { return }
        do {
            let encoded = try ResultFile.encode(document)
            let again = try ResultFile.encode(try ResultFile.decode(encoded))
            expect(again == encoded, "a result is the same after it was written")
            for format in ReportFormat.allCases { _ = try format.render(document) }
        } catch { fatalError("a result that was read: \(error)") }
        // An export may refuse a document.
        for format in ExportFormat.allCases { _ = try? format.render([document]) }
        _ = RunRecount(document).differences
        if let recount = GateRecount(document) {
            _ = recount.differences
            _ = document.gateReport()
            _ = document.gateMarkdown()
        }
        compare(ComparedRun(document), with: ComparedRun(Sample.document))
        compare(ComparedRun(Sample.document), with: ComparedRun(document))
        compare(ComparedRun(document), with: ComparedRun(document))
    }

    private static func compare(_ baseline: ComparedRun, with new: ComparedRun) {
        let ratios = RatioComparison(baseline: baseline, new: new)
        _ = ratios.report() + ratios.markdown()
        let times = try? StoredComparison(
            baseline: baseline,
            new: new,
            history: History(),
            isGate: true,
            allowsMissing: true
        )
        if let times { _ = times.report(baseline, new) + times.markdown(baseline, new) }
        _ = try? History().appending(new)
    }

    static func seeds() throws -> [[UInt8]] {
        let records = Sample.records([("swift", 16, 10), ("swift", 1350, 20), ("swift", 16384, 90)])
        return try [Sample.document, Sample.gate, Sample.judgedGate, records].map { [UInt8](try ResultFile.encode($0)) }
    }
}
