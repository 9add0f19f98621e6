internal import BenchCore
internal import Foundation

/// What `tlsbench plugin check` found, for programs, and in lines for people.
struct PluginDocument: Codable {
    var schema = "tlsbench-plugin-1"
    /// The version of tlsbench.
    var tool = toolVersion
    var cpu = MachineDescription().name
    /// The file, behind all links.
    let path: String
    /// As the plug-in reports them; nil where it was not loaded.
    let library: String?
    let version: String?
    let codePath: String?
    let offered: [Item]
    let missing: [Item]
    /// What it cannot do and why, in its own words.
    let refusals: [String]
    /// A line for each thing that is wrong.
    let faults: [String]
    /// What costs time, and is no fault.
    let notices: [String]

    /// An algorithm.
    struct Item: Codable, Hashable {
        let kind: String
        let name: String
    }

    /// - Parameter command: a process of this build, as it is.
    init(_ plugin: NamedLibrary, like command: WorkerCommand) throws {
        let verdict = try PluginVerdict(plugin, like: command)
        let facts = verdict.facts
        func text(_ fact: String) -> String? { facts.first { $0.first == fact }?.last }
        func items(_ fact: String) -> [Item] {
            facts.filter { $0.first == fact && $0.count == 3 }.map { Item(kind: $0[1], name: $0[2]) }
        }
        path = PrintableLine(plugin.file.path, longest: 4000).text
        (library, version, codePath) = (text("library"), text("version"), text("code"))
        (offered, missing) = (items("offered"), items("missing"))
        refusals = facts.filter { $0.first == "refusal" }.compactMap(\.last)
        (faults, notices) = (verdict.faults, verdict.notices)
    }

    /// For a terminal.
    var lines: [String] {
        var lines = [[library, version].compactMap(\.self).joined(separator: " "), "  file: \(path)"]
        if library == nil { lines[0] = "not loaded" }
        if let codePath { lines.append("  code: \(codePath)") }
        if !offered.isEmpty { lines.append("  offered") }
        lines += byKind(offered)
        if !missing.isEmpty { lines.append("  missing") }
        lines += byKind(missing)
        if !refusals.isEmpty { lines.append("  in the plug-in's own words") }
        lines += refusals.map { "    \($0)" }
        lines.append(faults.isEmpty ? "all known answers hold" : "not to be measured: see the faults")
        return lines
    }

    private func byKind(_ items: [Item]) -> [String] {
        var kinds: [String] = []
        for item in items where !kinds.contains(item.kind) { kinds.append(item.kind) }
        return kinds.map { kind in
            "    \(kind): \(items.filter { $0.kind == kind }.map(\.name).joined(separator: " "))"
        }
    }
}
