public import BenchReport
internal import Foundation

/// A folder of results, `<hardware key>/<file>.json`, machine by machine.
public struct StoredResults: Sendable {
    /// The one with the newest run first.
    let machines: [Machine]

    /// What is stored of machines whose times may be compared.
    struct Machine: Sendable {
        let key: String
        /// The run that stands for it.
        let run: (file: String, document: ResultDocument)
        /// What its CPU features are worth, the newest.
        let study: (file: String, document: ResultDocument)?
        /// The names of everything else.
        let others: [String]

        /// The processor, and what the vendor calls its kind of core, where that is known.
        var name: String {
            let cpu = run.document.machine.cpu
            let core = Microarchitecture(vendor: cpu.vendor, family: cpu.family, model: cpu.model).name
            return cpu.name + (core.map { " (\($0))" } ?? "")
        }
    }

    /// Reads every result in the folder; a machine without a run has no place in the list.
    public init(_ folder: String) throws(UnreadableResult) {
        var machines: [Machine] = []
        for key in Self.names(in: folder) where isHardwareKey(key) {
            let place = "\(folder)/\(key)"
            var documents: [(file: String, document: ResultDocument)] = []
            let files = Self.names(in: place).filter { !Publication.isDrawn($0) }
            for file in files where file.hasSuffix(".json") {
                let document = try ResultFile.read("\(place)/\(file)")
                guard document.machine.hwKey == key else {
                    throw UnreadableResult(
                        path: "\(place)/\(file)",
                        problem: .invalid("it is of a machine of the key \(document.machine.hwKey)")
                    )
                }
                documents.append((file, document))
            }
            if let machine = Self.machine(key, files, documents) { machines.append(machine) }
        }
        self.machines = machines.sorted {
            ($1.run.document.started, $0.key) < ($0.run.document.started, $1.key)
        }
    }

    /// What a folder with these results alone would be.
    init(_ documents: [ResultDocument]) {
        let keys = Set(documents.map(\.machine.hwKey)).sorted()
        machines = keys.compactMap { key in
            let own = documents.filter { $0.machine.hwKey == key }.map { (file: "\($0.id).json", document: $0) }
            return Self.machine(key, own.map(\.file), own)
        }
    }

    private static func machine(
        _ key: String,
        _ files: [String],
        _ documents: [(file: String, document: ResultDocument)]
    ) -> Machine? {
        let chosen = PageInput(documents.map { .result($0.document) }).runs.first
        guard let run = documents.last(where: { $0.document.id == chosen?.id && $0.document.isRun }) else { return nil }
        let study = documents.filter { $0.document.isa != nil }.max { $0.document.started < $1.document.started }
        let others = files.filter { $0 != run.file && $0 != study?.file }
        return Machine(key: key, run: run, study: study, others: others)
    }

    /// Without what the system hides.
    private static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }
}
