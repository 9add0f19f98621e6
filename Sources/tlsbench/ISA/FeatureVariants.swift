internal import CryptoBackend

/// Which sets of CPU features are measured beside each other.
struct FeatureVariants {
    /// How the sets follow from the features.
    enum Mode: String, CaseIterable {
        /// From what every CPU has upwards, a feature more in each row.
        case ladder
        /// All of them, and all but one.
        case leaveOneOut = "leave-one-out"
        /// What every CPU has, and one more.
        case addOneIn = "add-one-in"
        /// All of them, all but one, and all but two: effects do not add up.
        case pair
    }

    /// One set: a row of the report.
    struct Variant: Hashable {
        let name: String
        let set: InstructionSet
    }

    /// In the order of the report; all are compared to the first.
    let variants: [Variant]

    /// - Parameters:
    ///   - items: in order; the features of each go together.
    ///   - native: what the CPU has.
    init(_ mode: Mode, _ items: [Set<CPUFeature>], of native: InstructionSet) {
        var variants: [Variant] = []
        func add(_ name: String, _ set: InstructionSet) {
            variants.append(Variant(name: name, set: set))
        }
        func name(_ item: Set<CPUFeature>, _ sign: String) -> String {
            item.sorted().map { sign + $0.rawValue }.joined()
        }
        let lowest = native.baseline.description.isEmpty ? "baseline" : native.baseline.description
        switch mode {
        case .ladder:
            add(lowest, native.baseline)
            var added: Set<CPUFeature> = []
            for item in items {
                added.formUnion(item)
                add(name(item, "+"), native.baseline(with: added))
            }
        case .addOneIn:
            add(lowest, native.baseline)
            for item in items { add(lowest + name(item, "+"), native.baseline(with: item)) }
        case .leaveOneOut, .pair:
            add("native", native)
            for item in items { add(name(item, "-"), native.without(item)) }
            guard mode == .pair else { break }
            for (place, first) in items.enumerated() {
                for second in items.dropFirst(place + 1) where first.isDisjoint(with: second) {
                    add(name(first, "-") + name(second, "-"), native.without(first.union(second)))
                }
            }
        }
        self.variants = variants
    }

    /// What is varied when nobody says what: all that the CPU has beyond the baseline; of pairs, those that kernels use
    /// together.
    static func standard(_ mode: Mode, of native: InstructionSet) -> [Set<CPUFeature>] {
        let together: Set<CPUFeature> = [.aesni, .pclmulqdq, .avx2, .bmi2, .adx, .sha, .aes, .pmull, .sha2, .sha3]
        return native.features.sorted().filter { !$0.isBaseline && (mode != .pair || together.contains($0)) }
            .map { [$0] }
    }

    /// `adx,adx+bmi2+avx2`: two items, of which the second is three features. Throws on what no CPU has, what this one
    /// has not, and what every CPU has.
    static func items(_ list: String, of native: InstructionSet) throws -> [Set<CPUFeature>] {
        let known = CPUFeature.allCases.map(\.rawValue)
        var items: [Set<CPUFeature>] = []
        for word in list.split(separator: ",", omittingEmptySubsequences: false) {
            var item: Set<CPUFeature> = []
            for name in word.split(separator: "+", omittingEmptySubsequences: false) {
                guard let feature = CPUFeature(rawValue: String(name)) else {
                    throw Unknown(kind: "CPU feature", name: String(name), known: known).asUsage
                }
                guard native.features.contains(feature) else { throw Refusal.missing(feature, native).asUsage }
                guard !feature.isBaseline else { throw Refusal.baseline(feature).asUsage }
                item.insert(feature)
            }
            if !items.contains(item) { items.append(item) }
        }
        return items
    }
}
