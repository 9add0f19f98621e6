/// What decides whether times of two results may be compared: the machine, and the software on it.
struct Fingerprint {
    private let document: ResultDocument
    private let build: ResultDocument.Build?

    init(_ run: ComparedRun) {
        document = run.document
        build = run.build
    }

    /// Equal where the machine is the same for all that times depend on.
    var hardware: String { document.machine.hwKey }

    /// Equal where kernel, C library, compiler and libraries are the same.
    var software: String { document.machine.swKey }

    /// The machine in a few words: `AMD EPYC, family 25, model 17, stepping 1 (vaes,no-avx512; KVM; 2 CPUs; 570c2a2bed31)`.
    var machine: String {
        let processor = document.machine.cpu
        let features = [("vaes", "vaes"), ("avx512", "avx512f")].map { name, flag in
            processor.flags.contains(flag) ? name : "no-" + name
        }
        let hypervisor = document.machine.virt.hypervisor.value.map { $0 == "unknown" ? "virtual" : $0 }
        let parts = [
            features.joined(separator: ","), hypervisor ?? "bare metal",
            "\(processor.logical) CPUs", hardware,
        ]
        return
            "\(processor.name), family \(processor.family), model \(processor.model), stepping \(processor.stepping) "
            + "(\(parts.joined(separator: "; ")))"
    }

    /// What changed in the software since `baseline`, one entry each: `openssl 3.0.18 → 3.0.19`; empty if the keys are equal.
    func changes(since baseline: Fingerprint) -> [String] {
        guard software != baseline.software else { return [] }
        var named = [
            ("kernel", baseline.document.machine.os.kernel, document.machine.os.kernel),
            ("C library", baseline.document.machine.os.libc, document.machine.os.libc),
            ("compiler", baseline.build?.compiler ?? "not told", build?.compiler ?? "not told"),
            ("settings", Self.settings(baseline.document), Self.settings(document)),
        ]
        let (old, new) = (baseline.build?.libs ?? [:], build?.libs ?? [:])
        for name in Set(old.keys).union(new.keys).sorted() {
            named.append((name, old[name]?.version ?? "not measured", new[name]?.version ?? "not measured"))
        }
        let changed = named.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1) → \($0.2)" }
        return changed.isEmpty ? ["sw_key \(baseline.software) → \(software)"] : changed
    }

    private static func settings(_ document: ResultDocument) -> String {
        document.machine.settings?.joined(separator: "; ") ?? "none"
    }

    /// What else may move times and is in neither key: microcode, and the code paths of libraries.
    func remarks(since baseline: Fingerprint) -> [String] {
        var lines: [String] = []
        let (before, after) = (baseline.document.machine.cpu.microcode, document.machine.cpu.microcode)
        if before != after { lines.append("microcode changed: \(before) → \(after)") }
        for (name, library) in (build?.libs ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let old = baseline.build?.libs[name], old.codePath != library.codePath else { continue }
            lines.append("\(name) takes another code path: \(old.codePath) → \(library.codePath)")
        }
        return lines
    }
}
