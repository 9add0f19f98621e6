internal import Glibc

extension InstructionSet {
    /// What the CPU has, less what `TLSBENCH_ISA` takes away; code of this project uses no more than that.
    public static let effective = native.masked(by: requestedMask)

    /// The mask in force, as results name it: `native` without one.
    public static let maskName = requestedMask.isEmpty ? "native" : requestedMask

    /// The set without what `mask` takes away: `portable` takes all, `-vaes,-sha` takes those two, `native` nothing.
    ///
    /// A feature that is taken away takes those with it that build upon it. Names that are not known take nothing away.
    public func masked(by mask: String) -> InstructionSet {
        if mask == "portable" { return InstructionSet([]) }
        let removed = mask.split(separator: ",").compactMap { word in
            word.hasPrefix("-") ? CPUFeature(rawValue: String(word.dropFirst())) : nil
        }
        return without(Set(removed))
    }

    /// The mask that leaves `set` of this set; the other way round than ``masked(by:)``.
    public func mask(leaving set: InstructionSet) -> String {
        let removed = features.subtracting(set.features).sorted()
        return removed.isEmpty ? "native" : removed.map { "-\($0.rawValue)" }.joined(separator: ",")
    }

    /// What kernels of this project are told: an environment variable for a process that is about to begin.
    public static func environment(limitedTo set: InstructionSet) -> [String: String] {
        ["TLSBENCH_ISA": native.mask(leaving: set)]
    }

    private static let requestedMask: String = {
        let value = unsafe getenv("TLSBENCH_ISA").map { unsafe String(cString: $0) } ?? ""
        return value == "native" ? "" : value
    }()
}
