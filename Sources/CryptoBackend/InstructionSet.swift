/// A set of instruction-set extensions.
public struct InstructionSet: Sendable, Hashable {
    /// What is in it.
    public let features: Set<CPUFeature>

    /// Any set.
    public init(_ features: Set<CPUFeature>) { self.features = features }

    /// Nil if one of the names, as ``description`` gives them, is none.
    public init?(names: String) {
        var features: Set<CPUFeature> = []
        for name in names.split(separator: " ") {
            guard let feature = CPUFeature(rawValue: String(name)) else { return nil }
            features.insert(feature)
        }
        self.features = features
    }

    /// What every processor of the architecture has.
    public var baseline: InstructionSet { InstructionSet(features.filter { $0.isBaseline }) }

    /// The set with these features, and with those that they need, as far as this set has them.
    ///
    /// Of ``baseline``, adding AES-NI of a processor that has it: SSE2, SSSE3 and AES-NI.
    public func baseline(with added: Set<CPUFeature>) -> InstructionSet {
        InstructionSet(
            features.filter { feature in feature.isBaseline || added.contains { $0 == feature || $0.needs(feature) } }
        )
    }

    /// The set without these features, and without those that need one of them.
    public func without(_ removed: Set<CPUFeature>) -> InstructionSet {
        InstructionSet(features.filter { feature in !removed.contains { feature == $0 || feature.needs($0) } })
    }
}

extension InstructionSet: CustomStringConvertible {
    /// The names, from old to new, with spaces between.
    public var description: String { features.sorted().map { $0.rawValue }.joined(separator: " ") }
}
