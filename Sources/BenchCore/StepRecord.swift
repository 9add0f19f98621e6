internal import CIntrinsics

/// Every instruction that a worker executed, how often, and in which file it lies: a text between the worker, which must not
/// lose time over it, and who asked.
struct StepRecord {
    /// Of `/proc/self/maps`.
    private struct Mapping {
        let range: Range<UInt64>
        let offset: UInt64
        let path: String
    }

    private let mappings: [Mapping]
    private let counts: [(address: UInt64, count: Int)]
    /// All counts together.
    let instructions: Int

    /// What this process has executed since it was made ready for it; ends it.
    static func text() -> String {
        var lines = (contents(ofFile: "/proc/self/maps") ?? "").split(separator: "\n")
            .filter { $0.split(separator: " ").dropFirst().first?.contains("x") ?? false }.map { "map \($0)" }
        var count = 0
        if let table = unsafe tlsbench_steps(&count) {
            let steps = unsafe Array(UnsafeBufferPointer(start: table, count: count))
            for step in steps where step.count > 0 {
                lines.append("at \(String(step.address, radix: 16)) \(step.count)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Nil if there is no instruction in it, or more than can be.
    init?(_ text: String) {
        var mappings: [Mapping] = []
        var counts: [(address: UInt64, count: Int)] = []
        var total = 0
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: true)
            if words.first == "at", words.count == 3, let address = UInt64(words[1], radix: 16),
                let count = Int(words[2]), count >= 0
            {
                let (sum, overflows) = total.addingReportingOverflow(count)
                guard !overflows else { return nil }
                total = sum
                counts.append((address, count))
            } else if words.first == "map", words.count >= 6, let offset = UInt64(words[3], radix: 16) {
                let ends = words[1].split(separator: "-").compactMap { UInt64($0, radix: 16) }
                guard ends.count == 2, ends[0] < ends[1], offset <= UInt64.max - (ends[1] - ends[0]) else { continue }
                let path = words.count > 6 ? String(words[6].drop { $0 == " " }) : "?"
                mappings.append(Mapping(range: ends[0]..<ends[1], offset: offset, path: path))
            }
        }
        guard !counts.isEmpty else { return nil }
        self.mappings = mappings
        self.counts = counts
        instructions = total
    }

    /// With names from the files' symbols, and families from their octets.
    func profile(source: String, operations: Int, codePath: String) -> InstructionProfile {
        var images: [String: Image] = [:]
        var functions: [InstructionProfile.Function] = []
        var families: [InstructionFamily: Int] = [:]
        for (address, count) in counts {
            let mapping = mappings.first { $0.range.contains(address) }
            let path = mapping?.path ?? "?"
            let image = images[path] ?? Image(path)
            images[path] = image
            let found = image.instruction(atOffset: address - (mapping?.range.lowerBound ?? 0) + (mapping?.offset ?? 0))
            families[found.family, default: 0] += count
            functions.append(
                InstructionProfile.Function(
                    object: path.split(separator: "/").last.map(String.init) ?? path,
                    name: found.function,
                    instructions: count
                )
            )
        }
        return InstructionProfile(
            source: source,
            operations: operations,
            codePath: codePath,
            functions: functions.merged,
            families: families
        )
    }
}

/// One file of code.
private struct Image {
    private let file: ELFFile?
    private let names: FunctionNames?

    init(_ path: String) {
        file = octets(ofFile: path).flatMap { ELFFile($0) }
        names = file.map { FunctionNames($0) }
    }

    /// The kind and the function of the instruction at a place of the file; scalar and nil where the file is none, as for
    /// what the kernel lends.
    func instruction(atOffset offset: UInt64) -> (family: InstructionFamily, function: String?) {
        guard let section = file?.section(atOffset: offset) else { return (.scalar, nil) }
        let place = section.octets.startIndex + Int(offset - section.offset)
        return (
            InstructionFamily(section.octets[place...].prefix(15)),
            names?.name(at: section.address &+ (offset - section.offset))
        )
    }
}
