import Glibc

@testable import SwiftCore

/// Runs the agreement tests of every tier that may run, then the vectors on standard input, and prints what it did.
///
/// Exit status: 0 if all held, 1 if not.
@main
enum Driver {
    static func main() {
        print("tiers: \(Dispatch.description)")
        var report = Report()
        Agreement.sealed(&report)
        Agreement.refused(&report)
        Agreement.sha256(&report)
        Agreement.sha384(&report)
        Vectors.run(&report)
        report.finish()
        exit(report.failures == 0 ? 0 : 1)
    }
}

/// What was tried, by kind, and what failed.
struct Report {
    private(set) var failures = 0
    private var kinds: [(name: String, count: Int)] = []

    /// Counts one check; prints the first few that do not hold.
    mutating func expect(_ holds: Bool, _ kind: String, _ number: Int) {
        if let place = kinds.firstIndex(where: { $0.name == kind }) {
            kinds[place].count += 1
        } else {
            kinds.append((kind, 1))
        }
        guard !holds else { return }
        failures += 1
        if failures <= 10 { print("FAILED: \(kind), number \(number)") }
    }

    func finish() {
        for kind in kinds { print("\(kind.name): \(kind.count)") }
        print("failures: \(failures)")
    }
}
