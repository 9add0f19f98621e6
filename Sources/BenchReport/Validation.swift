internal import BenchCore
internal import BenchStatistics

extension ResultDocument {
    /// Throws on what no run writes: readers may then rely on all of it, and need not ask again.
    ///
    /// - Parameter hasBatches: whether the raw batches were read, which the statistics have to agree with.
    func validate(hasBatches: Bool = true) throws(UnreadableResult.Problem) {
        try require(["run", "gate", "isa"].contains(kind), "kind '\(kind)' is none of run, gate and isa")
        try require(isRunID(id), "id is no UUID in small letters")
        try require(isMoment(started), "started is no time in UTC")
        try require(isKey(machine.hwKey), "machine.hw_key is no key")
        try require(isKey(machine.swKey), "machine.sw_key is no key")
        try require(isSize(durationS), "duration_s is negative")
        try require(isSize(clock.costNs), "clock.cost_ns is negative")
        try require(!benchmarks.isEmpty || kind == "gate" || failed?.isEmpty == false, "benchmarks is empty")
        if let partial { try require(0 <= partial.done && partial.done <= partial.planned, "partial is no part") }
        try require(Set(builds.keys).isSubset(of: ["A", "B"]), "builds are A and B")
        try validateNames()
        try validateLabels()
        try validateLines()
        var seen: Set<String> = []
        try require((kind == "isa") == (isa != nil), "isa belongs to the kind isa")
        let sets = Set(isa?.sets.map(\.name) ?? [])
        for benchmark in benchmarks {
            let isKnown = isa == nil || sets.contains(benchmark.isa)
            try require(isKnown, "\(benchmark.id): isa.sets has no '\(benchmark.isa)'")
            try require(seen.insert(benchmark.id).inserted, "\(benchmark.id) is there twice")
            do { try benchmark.validate(sides: Set(builds.keys), hasBatches: hasBatches) } catch {
                guard case .invalid(let reason) = error else { throw error }
                throw .invalid("\(benchmark.id): \(reason)")
            }
        }
        for failed in failed ?? [] {
            try require(isIdentifier(failed.id), "failed has no identifier")
            try require(seen.insert(failed.id).inserted, "\(failed.id) is there twice")
            try require(failed.isNamed, "\(failed.id): op, backend, isa and params are no names")
        }
    }
}

extension FailedResult {
    fileprivate var isNamed: Bool {
        (id == op || id.hasPrefix(op + "/")) && isName(backend) && isFeatureSet(isa)
            && params.list.allSatisfy { isName($0.name) && isName($0.value.description) }
    }
}

extension BenchmarkResult {
    /// As the schema says, and as the parts must agree with each other.
    fileprivate func validate(sides: Set<String>, hasBatches: Bool) throws(UnreadableResult.Problem) {
        try require(isIdentifier(id), "no identifier")
        try require(id == op || id.hasPrefix(op + "/"), "op '\(op)' does not begin the identifier")
        try require(isName(backend), "backend '\(backend)' is no name")
        try require(isKey(definitionHash), "definition_hash is no key")
        try require(isFeatureSet(isa), "isa '\(isa)' is no name")
        try require(codeOf.map(isName) ?? true, "code_of '\(codeOf ?? "")' is no name")
        try require(StoredText.isLine(codePath ?? ""), "code_path is no line")
        try require(params.list.count <= 100, "params are too many")
        for parameter in params.list {
            try require(
                isName(parameter.name) && isName(parameter.value.description),
                "params.\(parameter.name) is no name"
            )
        }
        try require(unit == "ns/op" && better == "lower", "unit and better are ns/op and lower")
        try require(isCount(k), "k is \(k)")
        try require(bytesPerOp.value.map { $0 >= 1 } ?? true, "bytes_per_op is below 1")
        if let ratio = ratio.value {
            try require(isIdentifier(ratio.reference), "ratio.reference is no identifier")
            try require(isTime(ratio.estimate), "ratio.estimate is not above 0")
            try require(isInterval(ratio.ci95.value), "ratio.ci95 is no interval")
        }
        try validatePhases()
        if hasBatches { try raw.validate(sides: sides) }
        try require(!stats.isEmpty, "stats is empty")
        for (side, statistics) in stats.sorted(by: { $0.key < $1.key }) {
            try require(sides.contains(side), "stats.\(side) has no build")
            let times = raw.times(side: side, iterations: k)
            do { if hasBatches { try statistics.validate(against: times) } else { try statistics.validate() } } catch {
                guard case .invalid(let reason) = error else { throw error }
                throw .invalid("stats.\(side).\(reason)")
            }
        }
    }
}

extension BenchmarkResult.Raw {
    /// Each batch with a side that has a build, and values of the size that a batch can have.
    func validate(sides: Set<String>) throws(UnreadableResult.Problem) {
        let names = BenchmarkResult.RawGeneration.columnNames
        try require(!generations.isEmpty, "raw.generations is empty")
        try require(Set(generations.map(\.g)).count == generations.count, "raw.generations has a number twice")
        for generation in generations {
            let place = "generation \(generation.g)"
            try require(generation.g >= 0, "\(place) is below 0")
            try require(generation.columns == names, "\(place) has other columns than \(names.joined(separator: ", "))")
            try require(!generation.rows.isEmpty, "\(place) has no rows")
            for phase in generation.phases ?? [] {
                try require(StoredText.isLine(phase.name, most: 100), "\(place) has a phase without a name")
                try require(phase.ns.allSatisfy(isSize), "\(place): phase '\(phase.name)' is below 0")
            }
            for (index, row) in generation.rows.enumerated() {
                let place = "\(place), row \(index)"
                try require(row.count == names.count, "\(place) has \(row.count) values, not \(names.count)")
                guard case .text(let side) = row[0], sides.contains(side) else {
                    throw .invalid("\(place) has a side that has no build")
                }
                guard case .text(let flags) = row[names.count - 1] else {
                    throw .invalid("\(place): flags is no text")
                }
                try require(isFlags(flags), "\(place): flags are no causes")
                for column in 1..<names.count - 1 {
                    guard case .integer(let value) = row[column] else {
                        throw .invalid("\(place): \(names[column]) is no whole number")
                    }
                    try require(value >= (names[column] == "wall_ns" ? 1 : 0), "\(place): \(names[column]) is \(value)")
                }
            }
        }
    }
}

extension BenchmarkResult.Statistics {
    /// `times` are the side's own, by generation.
    fileprivate func validate(against times: [GenerationTimes]) throws(UnreadableResult.Problem) {
        let all = times.flatMap(\.wall).sorted()
        try require(!all.isEmpty, "n: raw has no rows for it")
        try require(n == all.count, "n is \(n), but raw has \(all.count) rows")
        try require(generations == times.count, "generations is \(generations), but raw has \(times.count)")
        try validate()
        // One of them stands for all: who edits by hand does not compute again.
        let right = all.count % 2 == 1 ? all[all.count / 2] : (all[all.count / 2 - 1] + all[all.count / 2]) / 2
        try require(abs(median - right) <= 1e-6 * right, "median is \(median), but raw gives \(right)")
    }

    /// Without the batches.
    fileprivate func validate() throws(UnreadableResult.Problem) {
        try require(n >= 1 && (1...n).contains(generations), "n is \(n), and generations is \(generations)")
        let named = [
            ("min", min), ("p5", p5), ("p25", p25), ("median", median), ("mean", mean), ("p75", p75), ("p90", p90),
        ]
        for (name, value) in named { try require(isTime(value), "\(name) is not above 0") }
        try require(p99.value.map(isTime) ?? true, "p99 is not above 0")
        for (name, value) in [("sd", sd), ("mad", mad), ("cv_within", cvWithin), ("cv_between", cvBetween)] {
            try require(isSize(value), "\(name) is negative")
        }
        try require(isInterval(ci95.value), "ci95 is no interval")
        try require(outliers.mild >= 0 && outliers.severe >= 0, "outliers are negative")
        try require(Quality(rawValue: quality) != nil, "quality '\(quality)' is unknown")
        guard let processEstimator else { throw .invalid("estimator '\(estimator ?? "")' is unknown") }
        try require((estimate == nil) == (processEstimator == .median), "estimate and estimator go together")
        try require(estimate.map(isTime) ?? true, "estimate is not above 0")
    }
}

func require(_ isRight: Bool, _ reason: @autoclosure () -> String) throws(UnreadableResult.Problem) {
    if !isRight { throw .invalid(reason()) }
}

/// How many operations a batch can have: it lasts milliseconds, and more than that have no time to be.
func isCount(_ operations: Int) -> Bool { operations >= 1 && operations <= 1 << 40 }

/// Causes, joined by `|`, as ``BenchmarkResult/RawGeneration/columnNames`` has them.
private func isFlags(_ text: String) -> Bool {
    text.utf8.count <= 200
        && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "|") }
}

func isTime(_ value: Double) -> Bool { value > 0 && value.isFinite }

func isSize(_ value: Double) -> Bool { value >= 0 && value.isFinite }

func isInterval(_ ends: [Double]?) -> Bool {
    guard let ends else { return true }
    return ends.count == 2 && ends[0].isFinite && ends[1].isFinite && ends[0] <= ends[1]
}
