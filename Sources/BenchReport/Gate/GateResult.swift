public import BenchCore
public import BenchGate
internal import Glibc

extension BenchmarkResult {
    /// How much slower the candidate, B, is than the baseline, A. All of it can be computed again from `raw`.
    public struct Comparison: Codable, Sendable, Hashable {
        /// ln(B / A); null where there are too few generations.
        public var estimate: Double?
        /// Yuen's 95 % interval of it.
        public var ci95: [Double]?
        /// Its standard error.
        public var se: Double?
        /// Degrees of freedom.
        public var df: Double?
        /// The chance of such a slowdown if nothing changed.
        public var p: Double?
        /// The same somewhere in the whole run (Holm).
        public var pHolm: Double
        /// The same of a speedup.
        public var pHolmFaster: Double
        /// How often the data were looked at.
        public var looks: Int
        /// The smallest slowdown that blocks, as a share.
        public var minEffect: Double
        /// What was executed, where that was counted.
        public var instructions: Instructions?
        /// Why nothing was counted, where it would have been.
        public var notCounted: String?
        /// The verdict's name.
        public var verdict: String
        /// Why this slowdown may pass, where somebody said so.
        public var accepted: String?
        /// Why there is no estimate.
        public var reason: String?

        /// How many instructions the builds execute for the same work.
        public struct Instructions: Codable, Sendable, Hashable {
            /// Who counted.
            public var source: String
            /// Of the baseline.
            public var baseline: Int
            /// Of the candidate.
            public var candidate: Int
            /// The code that was counted, where it is not known to be the one that was timed; `unknown` where no library tells.
            public var otherPath: String?
        }

        /// Takes what is known of one benchmark.
        public init(_ judged: BenchmarkJudgement, minEffect: Double, accepted: String?) {
            estimate = judged.effect?.estimate
            ci95 = judged.effect.map { [$0.low, $0.high] }
            se = judged.effect?.standardError
            df = judged.effect?.degrees
            p = judged.effect?.pSlower
            pHolm = judged.pSlower
            pHolmFaster = judged.pFaster
            looks = judged.looks
            self.minEffect = minEffect
            instructions = judged.evidence.map {
                Instructions(
                    source: $0.source,
                    baseline: $0.baseline,
                    candidate: $0.candidate,
                    otherPath: $0.otherPath
                )
            }
            notCounted = judged.notCounted
            verdict = judged.verdict.rawValue
            self.accepted = accepted
            reason = judged.reason
        }
    }
}

extension ResultDocument {
    /// How two builds were compared, and what follows.
    public struct Gate: Codable, Sendable {
        /// The statistic and the schedule.
        public var method = "coresident-abba-yuen/1"
        /// What the builds are compared by, where it is counted; nil where it is time.
        public var metric: String?
        /// What it takes to block.
        public var rules: Rules
        /// Percent of the candidate's time that was wasted on purpose.
        public var injectedPercent: Double?
        /// The baseline against a copy of itself.
        public var nullControl: [Sentinel]
        /// What was counted of each benchmark; only where a metric is.
        public var counted: [Counted]?
        /// Whether the machine became another one meanwhile.
        public var machineChanged: Bool?
        /// What stopped it before it could say; nothing in a gate that ended by itself.
        public var unfinished: String?
        /// What only one of the builds has, what means something else in each, and what failed at once.
        public var unmeasured: [Unmeasured]
        /// How many benchmarks by verdict.
        public var counts: [String: Int]
        /// `pass`, `regressed`, `inconclusive`, `not-comparable`, `failed` or `unfinished`.
        public var verdict: String
        /// The command's status.
        public var exit: Int
        /// In one line.
        public var summary: String

        /// Takes what is known of all benchmarks, and what follows.
        ///
        /// - Parameter unmeasured: those that have no row of their own.
        public init(
            rules: Rules,
            injectedPercent: Double?,
            machineChanged: Bool,
            unfinished: String? = nil,
            nullControl: [Sentinel],
            judged: [BenchmarkJudgement],
            unmeasured: [Unmeasured],
            _ conclusion: GateConclusion
        ) {
            self.rules = rules
            self.injectedPercent = injectedPercent
            self.machineChanged = machineChanged
            self.unfinished = unfinished
            self.nullControl = nullControl
            self.unmeasured = unmeasured
            (counts, verdict, exit, summary) = Self.conclusion(judged, conclusion)
        }

        /// The same of a gate that counts.
        public init(
            _ metric: GateMetric,
            rules: Rules,
            injectedPercent: Double?,
            machineChanged: Bool,
            unfinished: String? = nil,
            counted: [Counted],
            judged: [BenchmarkJudgement],
            unmeasured: [Unmeasured],
            _ conclusion: GateConclusion
        ) {
            method = "paired-counts/1"
            self.metric = metric.rawValue
            self.rules = rules
            self.injectedPercent = injectedPercent
            self.machineChanged = machineChanged
            self.unfinished = unfinished
            nullControl = []
            self.counted = counted
            self.unmeasured = unmeasured
            (counts, verdict, exit, summary) = Self.conclusion(judged, conclusion)
        }

        private static func conclusion(
            _ judged: [BenchmarkJudgement],
            _ conclusion: GateConclusion
        ) -> ([String: Int], String, Int, String) {
            let counts = Dictionary(judged.map { ($0.verdict.rawValue, 1) }, uniquingKeysWith: +)
            let status = conclusion.status
            return (counts, status.description, Int(status.rawValue), conclusion.summary)
        }

        /// What it takes to block; shares, not percent.
        public struct Rules: Codable, Sendable {
            /// The smallest slowdown that blocks.
            public var minEffect: Double
            /// What blocks even if the same instructions run.
            public var hardEffect: Double
            /// The chance of a false alarm in the whole run.
            public var alpha: Double
            /// Looks at the data, at most.
            public var maxLooks: Int
            /// Generations for each look.
            public var generationsPerLook: Int
            /// Counts of each build at the end of each look; nil where times are taken.
            public var repeats: [Int]?
            /// Whether an inconclusive benchmark blocks.
            public var isStrict: Bool
            /// Whether a missing benchmark passes.
            public var allowsMissing: Bool

            /// All of it.
            public init(_ rules: GateRules, _ policy: GatePolicy) {
                minEffect = rules.minEffect
                hardEffect = rules.hardEffect
                alpha = rules.alpha
                maxLooks = rules.maxLooks
                generationsPerLook = rules.generationsPerLook
                isStrict = policy.isStrict
                allowsMissing = policy.allowsMissing
            }

            /// The same of a gate that counts.
            public init(_ rules: CountRules, _ policy: GatePolicy) {
                let looks = GateRules(
                    minEffect: rules.minEffect,
                    alpha: rules.alpha,
                    maxLooks: rules.repeats.count,
                    generationsPerLook: rules.repeats[0]
                )
                self.init(looks, policy)
                repeats = rules.repeats
            }
        }

        /// The baseline against a copy of itself, with all batches.
        public struct Sentinel: Codable, Sendable {
            /// The benchmark.
            public var id: String
            /// Operations in each batch.
            public var k: Int
            /// ln(copy / baseline); null where there are too few generations.
            public var estimate: Double?
            /// Yuen's 95 % interval of it.
            public var ci95: [Double]?
            /// Whether it shows no difference that matters.
            public var isGood: Bool
            /// Every batch.
            public var raw: BenchmarkResult.Raw

            /// Takes one sentinel's measurements and what they showed.
            public init(_ series: PairedSeries, _ control: NullControl) {
                id = control.id
                k = series.iterations
                estimate = control.effect?.estimate
                ci95 = control.effect.map { [$0.low, $0.high] }
                isGood = control.isGood
                raw = BenchmarkResult.Raw(series)
            }
        }

        /// A benchmark without times of both.
        public struct Unmeasured: Codable, Sendable, Hashable {
            /// Its identifier.
            public var id: String
            /// The verdict's name.
            public var verdict: String
            /// Why.
            public var reason: String?

            /// Takes what is known of it, and why its builds have no times, where the verdict does not say.
            public init(_ judged: BenchmarkJudgement) {
                id = judged.id
                verdict = judged.verdict.rawValue
                switch judged.verdict {
                case .unchanged: reason = "both builds load the same code and data"
                case .missing: reason = "the candidate has no such benchmark"
                case .new: reason = "the baseline has no such benchmark"
                case .redefined: reason = "it means something else in each build"
                default: reason = judged.reason
                }
            }
        }
    }
}
