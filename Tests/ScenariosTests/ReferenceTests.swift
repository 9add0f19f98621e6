import BenchCore
import CryptoBackend
import OpenSSLBackend
import SwiftCore
import Testing

@testable import Scenarios

/// Among the others, for all of them share one sequence of foretold octets.
extension `All scenarios` {
    @Suite(.serialized) struct `of one backend alone` {
        /// One of each kind: lengths of keys, records and transfers change nothing here.
        static let rows: [Benchmark] =
            rows(of: .standard).filter { $0.op != "bulk" } + rows(of: .quick).filter { $0.op == "bulk" }

        private static func rows(of suite: Scenarios.Suite) -> [Benchmark] {
            let groups = ScenarioCatalogue.groups(
                backends: [FaultyBackend.self],
                suite: suite,
                references: `All scenarios`.references
            )
            let others = ["3072", "4096", "/256/", "/1350/", "/16384/", "ffdhe", "/send/", "/receive/"]
            return groups.flatMap(\.benchmarks).filter { benchmark in
                benchmark.backend == "faulty" && !others.contains { benchmark.id.contains($0) }
            }
        }

        /// What each operation cannot be right without.
        private static func faults(of id: String) -> Set<FaultyBackend.Fault> {
            switch id.prefix(while: { $0 != "/" }) {
            case "rsa-encrypt", "rsa-decrypt", "rsa-decrypt-plain": [.encryption]
            case "rsa-sign", "rsa-verify", "ecdsa-sign", "ecdsa-verify": [.signature]
            case "key-share", "key-agreement": [.keyShare]
            case "kem-key", "kem-encapsulate", "kem-decapsulate": [.kem]
            case "prf-master-secret", "prf-key-block": [.prf]
            case "key-schedule": [.hmac]
            case "record-seal", "record-open": [.aead]
            case "chain-verify", "tcp-connect": []
            case "bulk": [.prf, .aead, .keyShare, .signature]
            case _ where id.contains("resumed-psk"): [.hmac, .aead, .keyShare]
            case _ where id.contains("MLKEM"): [.hmac, .aead, .keyShare, .kem, .signature]
            case _ where id.contains("/TLS_"): [.hmac, .aead, .keyShare, .signature]
            case _ where id.contains("resumed"): [.prf, .aead]
            case _ where id.contains("ECDHE"): [.prf, .aead, .keyShare, .signature]
            default: [.prf, .aead, .encryption]
            }
        }

        /// Runs, checks, lets the fault begin, and runs and checks again: what the second check says.
        private func outcome(_ benchmark: Benchmark, _ fault: FaultyBackend.Fault?, isLate: Bool) -> WorkloadFailure? {
            defer { FaultyBackend.begin(nil) }
            if !isLate { FaultyBackend.begin(fault) }
            do throws(WorkloadFailure) {
                let workload = try benchmark.prepare(42)
                var stopwatch = Stopwatch(Clock())
                try workload.run(iterations: 1, stopwatch: &stopwatch)
                if isLate {
                    _ = try workload.check()
                    FaultyBackend.begin(fault)
                    try workload.run(iterations: 1, stopwatch: &stopwatch)
                }
                _ = try workload.check()
                return nil
            } catch { return error }
        }

        @Test(arguments: rows.indices) func `pass while their library is right`(index: Int) {
            let benchmark = Self.rows[index]
            #expect(outcome(benchmark, nil, isLate: true) == nil, "\(benchmark.id)")
        }

        @Test(arguments: rows.indices, FaultyBackend.Fault.allCases)
        func `fail if their library is wrong and agrees with itself`(index: Int, fault: FaultyBackend.Fault) {
            let benchmark = Self.rows[index]
            guard Self.faults(of: benchmark.id).contains(fault) else { return }
            #expect(outcome(benchmark, fault, isLate: false) != nil, "\(benchmark.id)")
        }

        @Test(arguments: rows.indices, FaultyBackend.Fault.allCases)
        func `fail if it becomes wrong while they are timed`(index: Int, fault: FaultyBackend.Fault) {
            let benchmark = Self.rows[index]
            guard Self.faults(of: benchmark.id).contains(fault) else { return }
            #expect(outcome(benchmark, fault, isLate: true) != nil, "\(benchmark.id)")
        }

        @Test func `are of every operation`() {
            let operations = Set(Self.rows.map(\.op))
            #expect(operations == Set(ScenarioCatalogue.operations).subtracting(["handshake-engine"]))
        }

        @Test func `cannot be made ready without a reference`() throws {
            let rows = ScenarioCatalogue.groups(backends: [OpenSSLBackend.self], suite: .quick).flatMap(\.benchmarks)
            let failure = try #require(throws: WorkloadFailure.self) { try rows[0].prepare(1) }
            #expect(failure.description.contains("nothing to hold its results against"))
        }

        @Test func `are held against other code than their own`() {
            let references = `All scenarios`.references
            for backend in `All scenarios`.backends + [FaultyBackend.self] {
                let reference = references.reference(for: backend)
                #expect(reference.identity.name != backend.identity.name)
            }
        }
    }
}
