internal import BenchReport

/// What a run says, in words: who is fastest where and by how much, and what nobody can tell from it.
struct Findings {
    /// Who is fastest, or level with the fastest, how often.
    let lead: String
    /// A sentence for each operation.
    let sentences: [Sentence]

    /// About one operation.
    struct Sentence {
        let op: String
        let text: String
    }

    init?(_ document: ResultDocument, _ table: Table) {
        let contests = table.rows.compactMap { Contest($0) }
        guard !contests.isEmpty else { return nil }
        let backends = table.columns.map(\.backend).filter { !$0.hasPrefix("peer:") }
        let counts = backends.map { backend in (backend, contests.count { $0.winners.contains(backend) }) }
            .filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
        let shares = counts.enumerated().map { place, count in
            place == 0 ? "\(count.0) is fastest, or level with the fastest, in \(count.1)" : "\(count.0) in \(count.1)"
        }
        lead = "Of \(Wording.count(contests.count, "operation")), \(Wording.list(shares))."
        var ops: [String] = []
        for contest in contests where !ops.contains(contest.row.op) { ops.append(contest.row.op) }
        let reference = document.tool.reference
        sentences = ops.map { op in
            Sentence(op: op, text: Self.sentence(contests.filter { $0.row.op == op }, reference))
        }
    }

    private static func sentence(_ contests: [Contest], _ reference: String) -> String {
        var outcomes: [[String]] = []
        for contest in contests where !outcomes.contains(contest.winners) { outcomes.append(contest.winners) }
        func count(_ winners: [String]) -> Int { contests.count { $0.winners == winners } }
        outcomes.sort { count($0) > count($1) }
        let clauses = outcomes.map { winners in
            let own = contests.filter { $0.winners == winners }
            let place =
                contests.count == 1
                ? ""
                : own.count == contests.count
                    ? own.count == 2 ? " in both" : " in all \(own.count)" : " in \(own.count) of \(contests.count)"
            let others = own.count < contests.count && own.count <= 2
            let names = others ? " (\(own.map { Wording.parameters($0.row) }.joined(separator: "; ")))" : ""
            return clause(winners, own, place + names, reference)
        }
        return clauses.joined(separator: "; ") + "."
    }

    private static func clause(_ winners: [String], _ own: [Contest], _ place: String, _ reference: String) -> String {
        let isEverybody = own.allSatisfy { $0.winners.count == $0.backends }
        guard !isEverybody else { return "\(Wording.list(winners)) are level\(place): this run cannot tell them apart" }
        let who = winners.count == 1 ? "\(winners[0]) is fastest" : "\(Wording.list(winners)) share the lead"
        // Beside the reference; where that is the fastest itself, beside whoever comes next.
        let leads = own.compactMap { $0.lead(over: winners.contains(reference) ? nil : reference) }
            .sorted { $0.ratio.estimate < $1.ratio.estimate }
        guard let least = leads.first, let most = leads.last else { return "\(who)\(place)" }
        let over = Wording.list(Set(leads.map(\.loser)).sorted())
        let range =
            leads.count == 1 || Quantities.ratio(least.ratio.estimate) == Quantities.ratio(most.ratio.estimate)
            ? Wording.ratio(least.ratio) : "\(Wording.ratio(least.ratio)) to \(Wording.ratio(most.ratio))"
        return "\(who)\(place), \(range) the speed of \(over)"
    }
}

/// One operation as a contest of its backends. Peers, which do other work, take no part, and neither do columns in which the code of
/// another one runs.
struct Contest {
    let row: Table.Row
    /// The fastest, and whoever cannot be told from it, in the order of the columns.
    let winners: [String]
    /// How many took part.
    let backends: Int
    private let leads: [Lead]

    /// How far the fastest is ahead of another.
    struct Lead {
        let loser: String
        let ratio: BenchmarkResult.Ratio
    }

    /// Nil with fewer than two backends.
    init?(_ row: Table.Row) {
        let cells = row.cells.compactMap(\.self).filter {
            !$0.benchmark.backend.hasPrefix("peer:") && $0.owner.takesPart
        }
        guard cells.count >= 2, let best = cells.min(by: { $0.statistics.headline < $1.statistics.headline }) else {
            return nil
        }
        self.row = row
        backends = cells.count
        let leads = cells.filter { $0.benchmark.id != best.benchmark.id }.compactMap { cell in
            BenchmarkResult.Ratio(best.benchmark, to: cell.benchmark).map {
                Lead(loser: cell.benchmark.backend, ratio: $0)
            }
        }
        let beaten = leads.filter { !$0.ratio.isLevel }
        winners = cells.map(\.benchmark.backend).filter { backend in !beaten.contains { $0.loser == backend } }
        self.leads = beaten.sorted { $0.ratio.estimate < $1.ratio.estimate }
    }

    /// Beside one that was beaten; beside the next one, if none is named.
    func lead(over backend: String?) -> Lead? {
        backend.flatMap { name in leads.first { $0.loser == name } } ?? leads.first
    }
}
