public import Foundation

/// What other tools read.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// JSON of google/benchmark, for its compare.py.
    case googleBenchmark = "google-benchmark"
    /// Text of Go's benchmarks, for benchstat.
    case benchfmt
    /// Bencher Metric Format.
    case bencher
    /// JSON for github-action-benchmark.
    case customSmallerIsBetter = "custom-smaller-is-better"
    /// A row for each benchmark and statistic.
    case csv
    /// A table for a page.
    case markdown
    /// XML as test runners write it.
    case junit
    /// A picture of an `isa` result.
    case svg

    /// All documents in one text, with a line's end at its end.
    ///
    /// Throws where the same run is there twice: readers would take it for twice as many measurements.
    public func render(_ documents: [ResultDocument]) throws -> Data {
        var seen: Set<String> = []
        for document in documents where !seen.insert(document.id).inserted {
            throw ExportRefusal(description: "the run \(document.id) is in more than one of the files")
        }
        return switch self {
        case .googleBenchmark: try googleBenchmarkJSON(documents)
        case .benchfmt: Data(benchfmtText(documents).utf8)
        case .bencher: try bencherMetrics(documents)
        case .customSmallerIsBetter: try smallerIsBetter(documents)
        case .csv: Data(longTable(documents).utf8)
        case .markdown: try markdownPages(documents)
        case .junit: Data(JUnitSuite.xml(JUnitSuite.apart(documents)).utf8)
        case .svg: Data(try featureFigure(documents).utf8)
        }
    }
}

/// Documents that a format cannot hold together.
public struct ExportRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line for people.
    public let description: String
}

/// Throws if two documents have a benchmark of the same name, where a format knows benchmarks by their names alone.
func requireDistinctNames(_ documents: [ResultDocument]) throws(ExportRefusal) {
    var seen: Set<String> = []
    for name in documents.flatMap(\.measuredSides).map(\.name) where !seen.insert(name).inserted {
        throw ExportRefusal(description: "\(name) is in more than one of the files: export them one by one")
    }
}

/// As all JSON of ours: sorted, so that two files can be compared line by line.
func json(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(value) + Data("\n".utf8)
}

private func markdownPages(_ documents: [ResultDocument]) throws -> Data {
    let pages = try documents.map { String(decoding: try ReportFormat.markdown.render($0), as: UTF8.self) }
    return Data(pages.joined(separator: "\n").utf8)
}
