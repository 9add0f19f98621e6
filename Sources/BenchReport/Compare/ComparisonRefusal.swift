/// Two results whose times nobody should hold against each other.
public enum ComparisonRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// They come from different machines; both described, and the commit of the baseline where its file tells.
    case otherMachine(baseline: String, new: String, commit: String?)
    /// They come from different software, which only matters where a slowdown would block; what changed.
    case otherToolchain([String], commit: String?)

    /// The reason, and what one can do instead.
    public var description: String {
        let text =
            switch self {
            case .otherMachine(let baseline, let new, let commit):
                """
                not comparable: baseline was measured on \(baseline), this is \(new). Times are not gated across machines. \
                Use one of: (1) \(Self.gate(commit)); (2) tlsbench compare --mode ratio: \
                backend-to-backend ratios, informational.
                """
            case .otherToolchain(let changes, let commit):
                """
                not comparable: toolchain changed: \(changes.joined(separator: ", ")). A slowdown may come from there, so it \
                cannot block. Use one of: (1) \(Self.gate(commit)); (2) tlsbench compare without --gate: \
                the same as a report; (3) tlsbench compare --renew: a new baseline.
                """
            }
        return withoutControls(text)
    }

    private static func gate(_ commit: String?) -> String {
        "tlsbench gate --baseline-ref \(commit ?? "<commit of the baseline>") "
            + "[recommended: rebuilds and measures both here]"
    }
}
