/// What callgrind writes (valgrind's manual, "Callgrind Format Specification"), as far as functions' own costs go.
struct CallgrindFile {
    /// Each function once.
    let functions: [InstructionProfile.Function]

    /// Nil if the text has no costs, or more than can be.
    init?(_ text: String) {
        var names: [Substring: Substring] = [:]
        var objects: [Substring: Substring] = [:]
        var costs: [Key: Int] = [:]
        var key = Key(object: "", name: "")
        var isCallCost = false
        var total: Int?
        for line in text.split(separator: "\n") {
            if let value = line.value(of: "ob=") {
                key.object = objects.resolve(value)
            } else if let value = line.value(of: "fn=") {
                key.name = names.resolve(value)
            } else if let value = line.value(of: "cob=") {
                _ = objects.resolve(value)
            } else if let value = line.value(of: "cfn=") {
                _ = names.resolve(value)
            } else if line.hasPrefix("calls=") {
                // The next line is the cost of what was called, not of this function.
                isCallCost = true
            } else if let first = line.first, first.isNumber || first == "+" || first == "-" || first == "*" {
                defer { isCallCost = false }
                guard !isCallCost, let cost = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
                    cost >= 0
                else { continue }
                let (sum, overflows) = (total ?? 0).addingReportingOverflow(cost)
                guard !overflows else { return nil }
                total = sum
                costs[key, default: 0] += cost
            }
        }
        guard total != nil else { return nil }
        functions =
            costs.map { key, cost in
                let object = key.object.split(separator: "/").last.map(String.init) ?? "?"
                // Callgrind's names for what has none: an address, or question marks.
                let isUnknown = key.name.hasPrefix("0x") || key.name.hasPrefix("???") || key.name.isEmpty
                return InstructionProfile.Function(
                    object: object,
                    name: isUnknown ? nil : String(key.name),
                    instructions: cost
                )
            }.merged
    }

    private struct Key: Hashable {
        var object: Substring
        var name: Substring
    }
}

extension [InstructionProfile.Function] {
    /// Those of the same name in the same file as one.
    var merged: [InstructionProfile.Function] {
        Dictionary(grouping: self) { "\($0.object) \($0.name ?? "")" }.values.compactMap { same in
            same.first.map { first in
                InstructionProfile.Function(
                    object: first.object,
                    name: first.name,
                    instructions: same.reduce(0) { $0 + $1.instructions }
                )
            }
        }
    }
}

extension Substring {
    fileprivate func value(of key: String) -> Substring? { hasPrefix(key) ? dropFirst(key.count) : nil }
}

extension [Substring: Substring] {
    /// `(3) name` gives a name the number 3, `(3)` alone means it from then on.
    fileprivate mutating func resolve(_ value: Substring) -> Substring {
        guard value.hasPrefix("("), let end = value.firstIndex(of: ")") else { return value }
        let number = value[...end]
        let name = value[value.index(after: end)...].drop { $0 == " " }
        if !name.isEmpty { self[number] = name }
        return self[number] ?? ""
    }
}
