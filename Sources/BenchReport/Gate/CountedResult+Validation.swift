internal import BenchGate

extension ResultDocument.Gate {
    /// Throws on counts that no gate writes: the verdict is computed again from them.
    func validateCounts() throws(UnreadableResult.Problem) {
        let rows = counted ?? []
        try require(rows.count <= StoredText.mostEntries, "gate.counted has \(rows.count) entries")
        let repeats = rules.repeats ?? []
        try require(
            repeats.count <= 20 && repeats.allSatisfy((1...1000).contains) && repeats == repeats.sorted(),
            "gate.rules.repeats are out of range"
        )
        try require(Set(rows.map(\.id)).count == rows.count, "gate.counted has a benchmark twice")
        for row in rows {
            let place = "gate.counted: '\(row.id)'"
            try require(isCount(row.k), "\(place): k is \(row.k)")
            try require(isSize(row.minEffect), "\(place): min_effect is below 0")
            try require(isInterval(row.interval), "\(place): interval is no interval")
            try require(row.change?.isFinite ?? true, "\(place): change is no number")
            try require((0...1000).contains(row.looks), "\(place): looks is \(row.looks)")
            for counts in [row.baseline, row.candidate] {
                try require((1...1000).contains(counts.count), "\(place) has \(counts.count) counts")
                try require(counts.allSatisfy((0...Self.mostCounted).contains), "\(place) has an impossible count")
            }
        }
    }

    /// Years of instructions; a thousand of them do not overflow.
    private static let mostCounted = 1 << 50
}

extension ResultDocument.Gate.Counted {
    /// The same with each text of others transformed.
    func mappingTexts(_ transform: (String) -> String) -> Self {
        var row = self
        row.source = transform(source)
        row.otherPath = otherPath.map(transform)
        row.accepted = accepted.map(transform)
        row.reason = reason.map(transform)
        return row
    }
}
