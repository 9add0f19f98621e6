internal import BenchReport

/// A gate of two builds of a library: the question whether to upgrade, with its answer first.
struct UpgradeTable {
    let answer: String
    let changes: [Change]
    let parts: [Part]

    /// One library on both sides.
    struct Change {
        let column: String
        let mark: Markup
        let name: String
        let baseline: UpgradeReport.Loaded
        let candidate: UpgradeReport.Loaded
    }

    /// Rows of one kind.
    struct Part {
        let name: String
        let count: Int
        /// What did not change is folded.
        let isOpen: Bool
        let titles: [String]
        let rows: [UpgradeReport.Row]
    }

    /// Nil of what is no gate of two builds of a library.
    init?(_ document: ResultDocument) {
        guard let report = UpgradeReport(document) else { return nil }
        answer = report.answer.prefix(1).uppercased() + report.answer.dropFirst() + "."
        changes = report.changes.map { change in
            Change(
                column: change.column,
                mark: Look(change.column).legend,
                name: change.name,
                baseline: change.baseline,
                candidate: change.candidate
            )
        }
        parts = report.parts.map { part in
            Part(
                name: part.name,
                count: part.rows.count,
                isOpen: part.name != "unchanged",
                titles: report.titles,
                rows: part.rows
            )
        }
    }
}
