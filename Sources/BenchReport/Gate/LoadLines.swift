internal import BenchCore

/// What both sides of a gate load, in lines for people: a comparison of two builds is one of their libraries too.
struct LoadLines {
    let lines: [String]

    init(_ document: ResultDocument) {
        guard document.gate != nil else {
            lines = []
            return
        }
        let sides = [("baseline", document.builds["A"]?.loads), ("candidate", document.builds["B"]?.loads)]
        guard let old = sides[0].1, let new = sides[1].1 else {
            lines = sides.filter { $0.1 == nil }.map { "the \($0.0) does not say which libraries it loads" }
            return
        }
        lines =
            (Self.programs(old, new) + Self.files(old, new) + Self.versions(document)
            + Self.settings(document) + Self.variables(old, new))
            .map { PrintableLine($0, longest: 2000).text }
    }

    /// Where a script started them from.
    private static func programs(_ old: Loads, _ new: Loads) -> [String] {
        [("baseline", old), ("candidate", new)].compactMap { name, loads in
            loads.files.first { $0.name == LoadedObject.program && !$0.path.isEmpty }.map {
                "the \(name) runs \(text($0))"
            }
        }
    }

    /// Those that differ one by one; of those that are the same by name what most rows are about.
    private static func files(_ old: Loads, _ new: Loads) -> [String] {
        let (before, after) = (byName(old), byName(new))
        var differing: [String] = []
        var same: [ResultDocument.Loads.File] = []
        for name in Set(before.keys).union(after.keys).sorted() {
            switch (before[name], after[name]) {
            case (let one?, let other?) where one.mark == other.mark: same.append(other)
            case (let one?, let other?):
                differing.append("they load different files: baseline \(text(one)), candidate \(text(other))")
            case (let one?, nil): differing.append("the baseline alone loads \(text(one))")
            case (nil, let other?): differing.append("the candidate alone loads \(text(other))")
            case (nil, nil): break
            }
        }
        guard !same.isEmpty else { return differing }
        let named = same.filter { file in measured.contains { file.name.hasPrefix($0) } }
        let others = same.count - named.count
        let rest = others == 0 ? [] : ["\(others) \(named.isEmpty ? "" : "other ")files"]
        return differing + ["both load " + (named.map(text) + rest).joined(separator: ", ")]
    }

    private static func versions(_ document: ResultDocument) -> [String] {
        let (old, new) = (document.builds["A"]?.libs ?? [:], document.builds["B"]?.libs ?? [:])
        return old.keys.sorted().compactMap { column in
            guard let before = old[column], let after = new[column] else { return nil }
            let isSame = before.version == after.version && before.codePath == after.codePath
            return isSame
                ? nil
                : "\(column): \(before.name) \(before.version) (\(before.codePath)) → \(after.version) (\(after.codePath))"
        }
    }

    /// Those that differ; libcrypto and its libssl read one file.
    private static func settings(_ document: ResultDocument) -> [String] {
        let (old, new) = (document.builds["A"]?.libs ?? [:], document.builds["B"]?.libs ?? [:])
        let differing = old.keys.sorted().compactMap { column -> (before: String, after: String)? in
            let sides = [old[column], new[column]].map { $0?.settings?.joined(separator: "; ") ?? "" }
            return sides[0] == sides[1] ? nil : (sides[0], sides[1])
        }
        return differing.first.map { ["configuration: baseline '\($0.before)', candidate '\($0.after)'"] } ?? []
    }

    /// A variable that holds for the whole gate compares nothing: both sides obey it.
    private static func variables(_ old: Loads, _ new: Loads) -> [String] {
        let values = { (loads: Loads) in Dictionary(loads.variables.map { ($0.name, $0.value) }) { first, _ in first } }
        let (before, after) = (values(old), values(new))
        return Set(before.keys).union(after.keys).sorted().compactMap { name in
            // Which files they name has been said.
            let isFile = { (value: String?, loads: Loads) in
                value.map { value in loads.files.contains { $0.path == value } } ?? true
            }
            if isFile(before[name], old), isFile(after[name], new) { return nil }
            guard before[name] == after[name] else {
                return "\(name): baseline '\(before[name] ?? "")', candidate '\(after[name] ?? "")'"
            }
            guard let value = after[name], !value.isEmpty else { return nil }
            let folders = value.split { ": ".contains($0) }
            let found = new.shared.filter { file in folders.contains { file.path.hasPrefix($0) } }
            let effect =
                found.isEmpty ? "" : ": both load " + found.map(text).joined(separator: ", ")
            let remedy =
                found.isEmpty ? "" : "; to compare two, name them: --baseline-library PATH --candidate-library PATH"
            return "warning: \(name)=\(value) holds for both builds\(effect)\(remedy)"
        }
    }

    private typealias Loads = ResultDocument.Loads

    private static func byName(_ loads: Loads) -> [String: ResultDocument.Loads.File] {
        Dictionary(loads.shared.map { ($0.name, $0) }) { first, _ in first }
    }

    /// `/usr/lib/libcrypto.so.3 (build-id:30563306a0d3)`.
    private static func text(_ file: ResultDocument.Loads.File) -> String {
        let parts = file.mark.split(separator: ":", maxSplits: 1)
        let mark = parts.count == 2 ? "\(parts[0]):\(parts[1].prefix(12))" : file.mark
        return "\(file.path.isEmpty ? file.name : file.path) (\(mark))"
    }

    /// Beginnings of the names of libraries that have rows.
    private static let measured = ["libcrypto", "libssl", "libgmp"]
}
