internal import BenchCore

/// What came of vectors, for programs: a row for each file, backend and tier.
struct VectorDocument: Codable {
    var schema = "tlsbench-vectors-1"
    /// The version of tlsbench.
    var tool = toolVersion
    var cpu = MachineDescription().name
    let rows: [Row]
    let total: Counts
    /// A line for each test case that failed, with file, test case, backend and tier.
    let failures: [String]
    let unsupported: [Reason]
    /// A line for each file that is meant to have vectors and cannot be understood.
    let malformed: [String]
    let notVectors: [Other]

    /// What one file came to on one tier of a backend.
    struct Row: Codable {
        let file: String
        let backend: String
        let tier: String
        let counts: Counts
    }

    /// How many test cases came to what.
    struct Counts: Codable {
        let passed: Int
        let failed: Int
        let unsupported: Int

        init(_ counts: VectorRun.Counts) {
            passed = counts.passed
            failed = counts.failed
            unsupported = counts.unsupported
        }
    }

    /// Why test cases could not be run on a backend or more, and how many.
    struct Reason: Codable {
        let reason: String
        let testCases: Int
    }

    /// A file without vectors.
    struct Other: Codable {
        let file: String
        let reason: String
    }

    init(_ run: VectorRun, malformed: [String]) {
        rows = zip(run.files, run.counts).filter { !$0.0.cases.isEmpty }.flatMap { file, counts in
            zip(run.tiers, counts).map { tier, counts in
                Row(file: file.name, backend: tier.backend, tier: tier.name, counts: Counts(counts))
            }
        }
        total = Counts(run.total)
        failures = run.failures
        unsupported = run.unsupported.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { Reason(reason: $0.key, testCases: $0.value) }
        self.malformed = malformed
        notVectors = run.files.compactMap { file in
            guard case .noVectors(let reason) = file.content else { return nil }
            return Other(file: file.name, reason: reason)
        }
    }
}
