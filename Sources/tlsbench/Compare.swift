internal import ArgumentParser
internal import BenchReport
internal import Foundation

/// `tlsbench compare`: holds a result against one that was stored.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare a result with a stored one.",
        discussion: """
            The baseline is a result file, or a folder with <hw_key>/baseline.json for each kind of machine; without one for \
            this machine there is nothing to compare, which passes. Times of different machines are refused. Of a gate's \
            result the candidate counts. Nothing blocks without --gate; to block slowdowns, `tlsbench gate` is better.

            \(statuses)

            Examples:
              tlsbench compare old.json new.json --all
              tlsbench compare Results new.json --history history.csv --append --gate
              tlsbench compare Results new.json --renew
            """
    )

    private static let statuses = ExitStatus.help(
        [.notComparable, .noInput, .software],
        [
            .success: "pass", .no: "regressed or a benchmark is missing (with --gate)",
            .badData: "a file is no result or no history",
        ]
    )

    @Argument(help: ArgumentHelp("What `run --json` wrote, or a folder of baselines."))
    var baseline: String

    @Argument(help: ArgumentHelp("What `run --json` or `gate --json` wrote."))
    var new: String

    @OptionGroup(title: "Rules") var rules: CompareRules
    @OptionGroup(title: "Output") var outputs: CompareOutputs

    func validate() throws {
        if outputs.append && rules.history == nil { throw ValidationError("--append needs --history") }
        guard outputs.renew else { return }
        if rules.gate || rules.mode != .times || outputs.all || outputs.markdown != nil {
            throw ValidationError("--renew compares nothing: it goes with --history and --append only")
        }
        guard isFolder else {
            throw ValidationError("--renew needs a folder of baselines, and \(baseline) is not a folder")
        }
    }

    func run() throws {
        do { try compare() } catch let refusal as StoredBaseline.Refusal {
            throw Ending(.badData, "\(new): \(refusal)")
        }
    }

    private func compare() throws {
        try outputs.checkWritable(history: rules.history)
        let run = ComparedRun(try ResultInput.read([new])[0])
        let history = try storedHistory()
        if outputs.append { try check(history, takes: run) }
        let outcome = Result { try conclude(run, history) }
        // The history takes what was measured, whatever the comparison says of it.
        if outputs.append, let path = rules.history { try History.append(run, to: path) }
        let status = try outcome.get()
        if status != .success { throw status }
    }

    /// Compares or renews, and says so; the command's status.
    private func conclude(_ run: ComparedRun, _ history: History) throws -> ExitStatus {
        if outputs.renew {
            let path = try StoredBaseline.renew(in: baseline, with: run.document)
            try FileHandle.standardOutput.write(line: "\(path): now the run of \(run.label)")
            return .success
        }
        guard let stored = try storedBaseline(for: run.document).map(ComparedRun.init) else { return .success }
        switch rules.mode {
        case .ratio:
            let comparison = RatioComparison(baseline: stored, new: run)
            try write(comparison.report(isWhole: outputs.all, on: .standardOutput), comparison.markdown())
            return comparison.rows.isEmpty ? .notComparable : .success
        case .times:
            let comparison = try StoredComparison(
                baseline: stored,
                new: run,
                history: history,
                isGate: rules.gate,
                allowsMissing: rules.allowMissing
            )
            try write(
                comparison.report(stored, run, isWhole: outputs.all, on: .standardOutput),
                comparison.markdown(stored, run)
            )
            return comparison.isRefused ? .notComparable : comparison.blocks ? .no : .success
        }
    }

    private func write(_ report: String, _ markdown: @autoclosure () -> String) throws {
        try FileHandle.standardOutput.write(octets: [UInt8](report.utf8))
        if let path = outputs.markdown { try ResultFile.write(Data(markdown().utf8), to: path) }
    }

    /// A path to a thing inside exists for folders alone, behind links too.
    private var isFolder: Bool { !baseline.isEmpty && FileManager.default.fileExists(atPath: baseline + "/.") }

    /// Nil where the folder has none for this machine, which is said.
    private func storedBaseline(for document: ResultDocument) throws -> ResultDocument? {
        guard isFolder else { return try ResultInput.read([baseline])[0] }
        let path = StoredBaseline.path(in: baseline, for: document)
        guard FileManager.default.fileExists(atPath: path) else {
            let notice =
                "there is no \(path): nothing to compare with (to make it: tlsbench compare FOLDER FILE --renew)"
            try FileHandle.standardOutput.write(line: notice)
            if let markdown = outputs.markdown { try ResultFile.write(Data("\(notice)\n".utf8), to: markdown) }
            return nil
        }
        return try ResultInput.read([path])[0]
    }

    private func storedHistory() throws -> History {
        guard let path = rules.history else { return History() }
        return try History.read(path, isToBeMade: outputs.append)
    }

    /// Throws now what adding the run to the history would throw after the report.
    private func check(_ history: History, takes run: ComparedRun) throws {
        do { _ = try history.appending(run) } catch {
            throw UnreadableHistory(path: rules.history ?? "", problem: error)
        }
    }
}
