internal import BenchGate

extension ResultDocument {
    /// Throws on a name, a commit or a number that no run writes.
    func validateNames() throws(UnreadableResult.Problem) {
        try require(["quick", "standard", "full"].contains(tool.suite), "tool.suite '\(tool.suite)' is not a suite")
        try require(isFeatureSet(tool.reference) || isName(tool.reference), "tool.reference is no name")
        try require(tool.protocolVersion >= 1, "tool.protocol is \(tool.protocolVersion)")
        try require(isKey(machine.cpu.flagsAllHash), "machine.cpu.flags_all_hash is no key")
        try require(machine.exactKey.map(isKey) ?? true, "machine.exact_key is no key")
        let kinds = machine.cpu.kinds?.indices
        try require(
            machine.cpu.usedKind.map { kinds?.contains($0) ?? false } ?? true,
            "machine.cpu.used_kind is none of the kinds"
        )
        try require(machine.cpu.logical >= 1, "machine.cpu.logical is \(machine.cpu.logical)")
        try require(clock.loopNs.map(isSize) ?? true, "clock.loop_ns is negative")
        for flag in machine.cpu.flags { try require(isName(flag), "machine.cpu.flags has no name: '\(flag)'") }
        for name in machine.cpu.cache.keys { try require(isName(name), "machine.cpu.cache has no name: '\(name)'") }
        for (side, build) in builds.sorted(by: { $0.key < $1.key }) {
            try require(
                build.gitCommit.value.map(isCommit) ?? true,
                "builds.\(side).git_commit is no commit: '\(build.gitCommit.value ?? "")'"
            )
            let configuration = build.configuration
            try require(
                ["release", "debug"].contains(configuration),
                "builds.\(side).configuration '\(configuration)' is neither release nor debug"
            )
            for name in build.libs.keys { try require(isName(name), "builds.\(side).libs has no name: '\(name)'") }
        }
        for set in isa?.sets ?? [] {
            try require(isFeatureSet(set.name), "isa.sets: '\(set.name)' is no name")
            for name in set.features + Array(set.readBack.keys) + set.readBack.values.joined() {
                try require(isName(name), "isa.sets: '\(name)' is no name")
            }
            for name in set.environment.keys { try require(isName(name), "isa.sets: '\(name)' is no variable") }
        }
        if let mode = isa?.mode { try require(isWord(mode), "isa.mode is no name") }
        try gate?.validateNames()
        try gate?.validateNumbers()
    }

    /// Throws on a text that is no line, and on more of them than any run has.
    func validateLines() throws(UnreadableResult.Problem) {
        let counts = [
            tool.argv.count, tool.warnings.count, machine.cpu.flags.count, machine.cpu.cache.count,
            machine.noise.loadavg.count, isa?.sets.count ?? 0,
            failed?.count ?? 0, machine.settings?.count ?? 0, machine.cpu.kinds?.count ?? 0,
        ]
        let loads = builds.values.compactMap(\.loads).flatMap { [$0.files.count, $0.variables.count] }
        let settings = builds.values.flatMap { $0.libs.values }.map { $0.settings?.count ?? 0 }
        let most = (counts + builds.values.map(\.libs.count) + settings + loads).max() ?? 0
        try require(most <= StoredText.mostEntries, "a list has \(most) entries")
        // What is written is made of lines by the same list of texts.
        var broken: String?
        var copy = withoutBenchmarks
        copy.mapTexts { place, text in
            if !StoredText.isLine(text) { broken = broken ?? place }
            return text
        }
        try require(broken == nil, "\(broken ?? "") is no line, or too long")
        for benchmark in benchmarks {
            var isRight = true
            var comparison = benchmark.compare
            comparison?.mapTexts { text in
                isRight = isRight && StoredText.isLine(text)
                return text
            }
            try require(isRight, "\(benchmark.id): compare has a text that is no line, or too long")
            guard let compared = benchmark.compare else { continue }
            try require(isWord(compared.verdict), "\(benchmark.id): compare.verdict is no name")
            try require(isInterval(compared.ci95), "\(benchmark.id): compare.ci95 is no interval")
            try require(isSize(compared.minEffect), "\(benchmark.id): compare.min_effect is below 0")
        }
    }

    /// The same with every text made a line, as readers want it.
    var inLines: ResultDocument {
        var document = self
        document.mapTexts { StoredText.line($1) }
        document.tool.argv = Array(document.tool.argv.prefix(StoredText.mostEntries))
        document.tool.warnings = Array(document.tool.warnings.prefix(StoredText.mostEntries))
        for index in document.benchmarks.indices where document.benchmarks[index].compare != nil {
            document.benchmarks[index].compare?.mapTexts { StoredText.line($0) }
        }
        return document
    }

    /// Texts of libraries, systems and users that stand in no benchmark; the transformation gets the place of each too.
    private mutating func mapTexts(_ transform: (_ place: String, _ text: String) -> String) {
        func map(_ place: String, _ text: inout String) { text = transform(place, text) }
        func map(_ place: String, _ text: inout OrNull<String>) { text.value = text.value.map { transform(place, $0) } }
        map("tool.version", &tool.version)
        tool.argv = tool.argv.map { transform("tool.argv", $0) }
        tool.warnings = tool.warnings.map { transform("tool.warnings", $0) }
        tool.priority = tool.priority.map { transform("tool.priority", $0) }
        map("machine.cpu.vendor", &machine.cpu.vendor)
        map("machine.cpu.name", &machine.cpu.name)
        map("machine.cpu.microcode", &machine.cpu.microcode)
        machine.cpu.kinds = machine.cpu.kinds?.map { kind in
            var kind = kind
            map("machine.cpu.kinds.processors", &kind.processors)
            return kind
        }
        machine.settings = machine.settings?.map { transform("machine.settings", $0) }
        machine.cpu.core = machine.cpu.core.map { transform("machine.cpu.core", $0) }
        machine.virt.signature = machine.virt.signature.map { transform("machine.virt.signature", $0) }
        map("machine.freq.governor", &machine.freq.governor)
        map("machine.clocksource", &machine.clocksource)
        map("machine.virt.hypervisor", &machine.virt.hypervisor)
        map("machine.os.kernel", &machine.os.kernel)
        map("machine.os.distro", &machine.os.distro)
        map("machine.os.libc", &machine.os.libc)
        map("clock.wall", &clock.wall)
        for (side, old) in builds.sorted(by: { $0.key < $1.key }) {
            var build = old
            build.compiler = old.compiler.map { transform("builds.\(side).compiler", $0) }
            build.libs = old.libs.mapValues { library in
                let place = "builds.\(side).libs"
                var library = library
                library.name = transform(place, library.name)
                library.version = transform(place, library.version)
                library.codePath = transform(place, library.codePath)
                library.path = library.path.map { transform(place, $0) }
                library.mark = library.mark.map { transform(place, $0) }
                library.settings = library.settings?.map { transform(place, $0) }
                library.buildOf = library.buildOf.map { transform(place, $0) }
                library.named = library.named.map { transform(place, $0) }
                return library
            }
            build.loads?.mapTexts { transform("builds.\(side).loads", $0) }
            builds[side] = build
        }
        if let study = isa {
            isa?.sets = study.sets.map { set in
                var set = set
                set.environment = set.environment.mapValues { transform("isa.sets.environment", $0) }
                return set
            }
        }
        gate?.mapTexts { transform("gate", $0) }
        if let failures = failed {
            failed = failures.map { failure in
                var failure = failure
                map("failed.reason", &failure.reason)
                return failure
            }
        }
    }

    private var withoutBenchmarks: ResultDocument {
        var document = self
        document.benchmarks = []
        return document
    }
}

extension BenchmarkResult {
    /// What phases come to must be drawable: names in lines, times of a size.
    func validatePhases() throws(UnreadableResult.Problem) {
        guard let phases else { return }
        try require(isTime(phases.wholeNs), "phases.whole_ns is not above 0")
        try require((1...100).contains(phases.parts.count), "phases.parts are \(phases.parts.count)")
        for part in phases.parts {
            try require(
                !part.name.isEmpty && StoredText.isLine(part.name, most: 100),
                "phases has a part without a name"
            )
            try require(isSize(part.ns), "phases: '\(part.name)' is below 0")
        }
    }
}

extension BenchmarkResult.Comparison {
    fileprivate mutating func mapTexts(_ transform: (String) -> String) {
        accepted = accepted.map(transform)
        reason = reason.map(transform)
        notCounted = notCounted.map(transform)
        if let counted = instructions {
            instructions?.source = transform(counted.source)
            instructions?.otherPath = counted.otherPath.map(transform)
        }
    }
}

extension ResultDocument.Loads {
    fileprivate mutating func mapTexts(_ transform: (String) -> String) {
        files = files.map { file in
            File(name: transform(file.name), path: transform(file.path), mark: transform(file.mark))
        }
        variables = variables.map { Variable(name: transform($0.name), value: transform($0.value)) }
    }
}

extension ResultDocument.Gate {
    fileprivate func validateNames() throws(UnreadableResult.Problem) {
        for id in nullControl.map(\.id) + unmeasured.map(\.id) + (counted ?? []).map(\.id) {
            try require(isIdentifier(id), "gate: '\(id)' is no identifier")
        }
        try require(metric.map { GateMetric(rawValue: $0) != nil } ?? true, "gate.metric is not known")
        for name in counts.keys.sorted() + unmeasured.map(\.verdict) + (counted ?? []).map(\.verdict) + [verdict] {
            try require(isWord(name), "gate: '\(name)' is no verdict")
        }
    }

    /// A verdict is computed again from these: looks that never end, and shares that are none, would not let it.
    fileprivate func validateNumbers() throws(UnreadableResult.Problem) {
        try require((1...1000).contains(rules.maxLooks), "gate.rules.max_looks is \(rules.maxLooks)")
        try require(
            (1...100_000).contains(rules.generationsPerLook),
            "gate.rules.generations_per_look is \(rules.generationsPerLook)"
        )
        for share in [rules.minEffect, rules.hardEffect] { try require(isSize(share), "gate.rules has no share") }
        try require(rules.alpha > 0 && rules.alpha < 1, "gate.rules.alpha is \(rules.alpha)")
        try validateCounts()
        for sentinel in nullControl {
            try require(isInterval(sentinel.ci95), "gate.null_control: '\(sentinel.id)': ci95 is no interval")
            // Stopped before a batch of it was measured.
            if verdict == GateStatus.unfinished.description && sentinel.raw.generations.isEmpty { continue }
            do { try sentinel.raw.validate(sides: ["A", "B"]) } catch {
                guard case .invalid(let reason) = error else { throw error }
                throw .invalid("gate.null_control: '\(sentinel.id)': \(reason)")
            }
            try require(isCount(sentinel.k), "gate.null_control: '\(sentinel.id)': k is \(sentinel.k)")
        }
    }

    fileprivate mutating func mapTexts(_ transform: (String) -> String) {
        method = transform(method)
        counted = counted?.map { $0.mappingTexts(transform) }
        summary = transform(summary)
        unmeasured = unmeasured.map { row in
            var row = row
            row.reason = row.reason.map(transform)
            return row
        }
    }
}
