public import Foundation

extension TimingDocument {
    /// The report in one of the formats, with a line's end at its end.
    public func render(_ format: ReportFormat, on terminal: Terminal = .plain) throws -> Data {
        switch format {
        case .json: try json(self)
        case .table: Data(lines(on: terminal).joined(separator: "\n").appending("\n").utf8)
        case .markdown: Data(markdown.joined(separator: "\n").appending("\n").utf8)
        case .csv: Data(commaSeparated.joined(separator: "\n").appending("\n").utf8)
        }
    }

    private var header: [String] {
        [
            "\(cpu) · RSA \(bits) · seed \(seed)",
            "times of a bad premaster secret, less those of a good one, in random order",
        ] + Table.settings(settings)
    }

    private var footer: [String] {
        let seen = trials.flatMap { trial in
            trial.comparisons.filter { $0.differs && !$0.isControl }.map {
                "\(trial.backend), \(trial.place), \($0.fault)"
            }
        }
        let missed = trials.filter { trial in trial.comparisons.contains { $0.isControl && !$0.differs } }
        let verdict =
            trials.isEmpty
            ? "nothing was timed"
            : seen.isEmpty ? "no fault shows in the time" : "a fault shows in the time: \(seen.joined(separator: "; "))"
        return [
            verdict,
            "a difference counts from \(Self.threshold) standard errors on; a smaller one may be there",
        ] + missed.map { "too noisy to see even the control: \($0.backend), \($0.place); measure longer" } + failures
    }

    private var failures: [String] {
        (failed ?? []).map(\.line) + (isPartial == true ? ["interrupted: not all was timed"] : [])
    }

    private func lines(on terminal: Terminal) -> [String] {
        var lines = terminal.fitted(header)
        for trial in trials {
            let title =
                "\(trial.backend), \(trial.place): \(Quantities.duration(trial.median)), \(trial.samples) of each"
            lines += [""] + terminal.fitted([terminal.styled(title, .head)])
            let head = ["fault", "difference", "± 95 %", "t", "seen from"]
            let rows = trial.comparisons.map {
                [$0.fault, $0.signed, $0.reach, $0.tValue, $0.seenFrom]
                    + ($0.differs ? [terminal.styled("differs", $0.isControl ? .faint : .bad)] : [])
            }
            lines += terminal.aligned([head] + rows, numbers: 1..<5, indent: 2)
        }
        return lines + [""] + terminal.fitted(footer)
    }

    private var markdown: [String] {
        let titles = [
            "backend", "place", "good", "of each", "fault", "difference", "± 95 %", "t", "seen from", "",
        ]
        let rows = trials.flatMap { trial in
            trial.comparisons.map {
                [
                    trial.backend, trial.place, Quantities.duration(trial.median), "\(trial.samples)", $0.fault,
                    $0.signed,
                    $0.reach, $0.tValue, $0.seenFrom, $0.differs ? "differs" : "",
                ]
            }
        }
        return header.map { "- \(escapedForMarkdown($0))" } + [""]
            + MarkdownTable(titles, rows, numbers: [2, 3, 5, 6, 7, 8]).lines + [""]
            + footer.map { "- \(escapedForMarkdown($0))" }
    }

    private var commaSeparated: [String] {
        ["backend,place,samples,median_ns,fault,control,difference_ns,low_ns,high_ns,t,resolution_ns,differs"]
            + trials.flatMap { trial in
                trial.comparisons.map {
                    "\(trial.backend),\(trial.place),\(trial.samples),\(trial.median),\($0.fault),\($0.isControl),"
                        + "\($0.difference),\($0.low),\($0.high),\($0.t),\($0.resolution),\($0.differs)"
                }
            } + (failed ?? []).map { "\($0.backend),\($0.place),,,,,,,,,,failed" }
    }
}

extension TimingDocument.Comparison {
    fileprivate var signed: String { (difference < 0 ? "-" : "+") + Quantities.duration(abs(difference)) }
    fileprivate var reach: String { Quantities.duration((high - low) / 2) }
    fileprivate var tValue: String { String(format: "%+.1f", t) }
    fileprivate var seenFrom: String { Quantities.duration(resolution) }
}
