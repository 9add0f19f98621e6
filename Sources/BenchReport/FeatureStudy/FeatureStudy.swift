/// What the sets of CPU features were that an `isa` result measured beside each other.
public struct FeatureStudy: Codable, Sendable {
    /// `ladder`, `leave-one-out`, `add-one-in` or `pair`.
    public var mode: String
    /// In the order of the report; ``BenchmarkResult/isa`` is a name of one of them. Ratios are to the first.
    public var sets: [FeatureSet]

    /// Both of it.
    public init(mode: String, sets: [FeatureSet]) {
        self.mode = mode
        self.sets = sets
    }

    /// One set of features, as all backends were limited to it.
    public struct FeatureSet: Codable, Sendable {
        /// What a row is called: `+avx2`, `-adx-bmi2`.
        public var name: String
        /// What libraries were left with.
        public var features: [String]
        /// Environment variables that limited them.
        public var environment: [String: String]
        /// By backend: what its library said in that process that it may use; no key where it does not tell.
        public var readBack: [String: [String]]

        /// All of it.
        public init(
            name: String,
            features: [String],
            environment: [String: String],
            readBack: [String: [String]]
        ) {
            self.name = name
            self.features = features
            self.environment = environment
            self.readBack = readBack
        }
    }
}
