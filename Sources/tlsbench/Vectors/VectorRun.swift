internal import Foundation

/// Test cases of files on backends and tiers: what came of each.
struct VectorRun {
    /// How many test cases came to what.
    struct Counts: Hashable {
        var passed = 0
        var failed = 0
        var unsupported = 0

        static func + (left: Counts, right: Counts) -> Counts {
            Counts(
                passed: left.passed + right.passed,
                failed: left.failed + right.failed,
                unsupported: left.unsupported + right.unsupported
            )
        }
    }

    let files: [VectorFile]
    let tiers: [VectorTier]
    /// By file and tier.
    private(set) var counts: [[Counts]]
    /// One line each.
    private(set) var failures: [String] = []
    /// How many test cases a backend or more did not do, by the reason.
    var unsupported: [String: Int] { reasons.mapValues(\.count) }
    private var reasons: [String: Set<String>] = [:]

    /// - Parameters:
    ///   - answers: what a tier answers to a file of requests; told to the last argument as they come.
    ///   - progress: told the tier that is asked, and how many of all answers have come, four times for each tier.
    init(
        _ files: [VectorFile],
        _ tiers: [VectorTier],
        answers: @escaping (VectorTier, URL, (Int) -> Void) throws -> [KnownAnswer] = { tier, requests, progress in
            try tier.answers(to: requests, progress: progress)
        },
        progress: (_ step: String, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
    ) throws {
        self.files = files
        self.tiers = tiers
        counts = files.map { _ in tiers.map { _ in Counts() } }
        let requests = FileManager.default.temporaryDirectory.appending(path: "tlsbench-\(UUID().uuidString).requests")
        defer { try? FileManager.default.removeItem(at: requests) }
        try Self.lines(of: files).write(to: requests)
        let each = files.flatMap(\.cases).map(\.steps.count).reduce(0, +)
        for (place, tier) in tiers.enumerated() {
            var quarters = -1
            func show(_ come: Int) {
                guard 4 * come / max(each, 1) > quarters else { return }
                quarters = 4 * come / max(each, 1)
                progress("\(tier.backend) \(tier.name)", place * each + min(come, each), tiers.count * each)
            }
            show(0)
            count(try answers(tier, requests, show), place, tier)
        }
    }

    var total: Counts { counts.joined().reduce(Counts(), +) }

    private mutating func count(_ answers: [KnownAnswer], _ place: Int, _ tier: VectorTier) {
        var next = 0
        for (index, file) in files.enumerated() {
            for test in file.cases {
                let own = test.steps.indices.map { _ in
                    defer { next += 1 }
                    return next < answers.count ? answers[next] : nil
                }
                switch test.outcome(own) {
                case .passed: counts[index][place].passed += 1
                case .failed(let reason):
                    counts[index][place].failed += 1
                    failures.append("\(file.name): \(test.id): \(tier.backend) \(tier.name): \(reason)")
                case .unsupported(let reason):
                    counts[index][place].unsupported += 1
                    reasons[reason, default: []].insert("\(file.name) \(test.id)")
                }
            }
        }
    }

    /// All requests, a line each.
    private static func lines(of files: [VectorFile]) throws -> Data {
        let encoder = JSONEncoder()
        return try files.flatMap(\.cases).flatMap(\.steps).reduce(into: Data()) { data, step in
            data += try encoder.encode(step.request) + [0x0A]
        }
    }
}

extension VectorCase {
    /// None if it is unsupported.
    var steps: [Step] {
        guard case .steps(let steps) = content else { return [] }
        return steps
    }
}
