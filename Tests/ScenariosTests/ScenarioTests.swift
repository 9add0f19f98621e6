import BenchCore
import CryptoBackend
import GMPBackend
import NullBackend
import OpenSSLBackend
import Scenarios
import SwiftCore
import Testing

@Suite struct `All scenarios` {
    static let backends: [any CryptoBackend.Type] = [SwiftBackend.self, GMPBackend.self, OpenSSLBackend.self]

    static let quick = ScenarioCatalogue.groups(
        backends: backends,
        engineAlone: [NullBackend.self],
        suite: .quick
    )

    @Test(arguments: quick.indices)
    func `run, check themselves, and agree between backends`(index: Int) throws {
        let group = Self.quick[index]
        var digests: Set<[UInt8]> = []
        for benchmark in group.benchmarks {
            let workload = try benchmark.prepare(42)
            var stopwatch = Stopwatch(Clock())
            try workload.run(iterations: 2, stopwatch: &stopwatch)
            #expect(stopwatch.elapsed > 0, "\(benchmark.id)")
            digests.insert(try workload.check())
        }
        #expect(digests.count == 1, "\(group.id)")
    }

    @Test func `have the names that other tools rely on`() {
        let full = ScenarioCatalogue.groups(backends: Self.backends, suite: .full)
        let ids = Set(full.flatMap(\.benchmarks).map(\.id))
        for id in [
            "rsa-encrypt/3072/gmp", "rsa-decrypt/4096/swift", "prf-master-secret/sha256/openssl",
            "prf-key-block/sha384/swift", "record-seal/aes-128-gcm/16/openssl", "record-open/aes-256-gcm/1350/gmp",
            "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/client/swift",
            "handshake-full/RSA_WITH_AES_256_GCM_SHA384/2048/memory/both/peer:libssl",
            "handshake-full/RSA_WITH_AES_256_GCM_SHA384/4096/tcp/both/openssl", "tcp-connect/swift",
            "bulk/aes-128-gcm/memory/send/openssl", "bulk/aes-256-gcm/tcp/both/gmp",
        ] { #expect(ids.contains(id), "\(id)") }
        #expect(ids.count == full.flatMap(\.benchmarks).count)
        #expect(!ids.contains { $0.hasSuffix("/null") })
    }

    @Test func `of a smaller suite are among those of a larger one`() {
        let ids = Suite.allCases.map { suite in
            Set(ScenarioCatalogue.groups(backends: Self.backends, suite: suite).map(\.id))
        }
        #expect(ids[0].isSubset(of: ids[1]) && ids[1].isSubset(of: ids[2]))
    }
}
