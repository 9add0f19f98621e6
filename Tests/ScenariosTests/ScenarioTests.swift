import BenchCore
import CryptoBackend
import Foundation
import GMPBackend
import NullBackend
import OpenSSLBackend
import SwiftCore
import SwiftCryptoBackend
import TLSTrust
import Testing

@testable import Scenarios

/// One test at a time: seeded octets are one sequence for the whole process.
@Suite(.serialized) struct `All scenarios` {
    typealias SeededSwift = SwiftCore<MontgomeryModulus, SeededRandom<SystemRandom>>
    typealias SeededGMP = SwiftCore<GMPModulus, SeededRandom<SystemRandom>>

    static let backends: [any CryptoBackend.Type] =
        [SeededSwift.self, SeededGMP.self, SeededBackend<OpenSSLBackend>.self] + optional

    #if SwiftCrypto
    private static let optional: [any CryptoBackend.Type] = [SeededBackend<SwiftCryptoBackend>.self]
    #else
    private static let optional: [any CryptoBackend.Type] = []
    #endif

    static let references = References(OpenSSLBackend.self, or: SwiftBackend.self)

    static let quick = ScenarioCatalogue.groups(
        backends: backends,
        engineAlone: [SeededBackend<NullBackend>.self],
        suite: .quick,
        references: references
    )

    @Test(arguments: quick.indices)
    func `run, check themselves, and agree for one seed, between backends and however often they ran`(
        index: Int
    ) throws {
        let group = Self.quick[index]
        var digests: Set<[UInt8]> = []
        for (slot, benchmark) in group.benchmarks.enumerated() {
            let workload = try benchmark.prepare(42)
            var stopwatch = Stopwatch(Clock())
            for batch in 0..<2 {
                try workload.run(iterations: 1 + slot + batch, stopwatch: &stopwatch)
                let digest = try workload.check()
                if Self.hasDigest(benchmark) { digests.insert(digest) } else { #expect(digest.isEmpty) }
            }
            #expect(stopwatch.elapsed > 0, "\(benchmark.id)")
        }
        #expect(digests.count == (group.benchmarks.contains(where: Self.hasDigest) ? 1 : 0), "\(group.id)")
    }

    @Test(arguments: quick.indices) func `differ for another seed`(index: Int) throws {
        for benchmark in Self.quick[index].benchmarks where Self.hasDigest(benchmark) {
            let digests = try [UInt64(42), 43].map { seed in
                let workload = try benchmark.prepare(seed)
                var stopwatch = Stopwatch(Clock())
                try workload.run(iterations: 1, stopwatch: &stopwatch)
                return try workload.check()
            }
            #expect(digests[0] != digests[1], "\(benchmark.id)")
        }
    }

    /// A TCP connection moves no octets, a chain is verified with none of them random, and libssl draws its own randoms and
    /// private values.
    private static func hasDigest(_ benchmark: Benchmark) -> Bool {
        !["tcp-connect", "chain-verify", "key-share", "key-agreement"].contains(benchmark.op)
            && !benchmark.op.hasPrefix("kem-")
            && !(benchmark.op.hasPrefix("handshake-") && benchmark.backend.hasPrefix("peer:"))
    }

    @Test func `have the padding that the seed gives`() throws {
        let (swift, gmp, again) = (
            try ciphertext(SeededSwift.self, 42), try ciphertext(SeededGMP.self, 42), try ciphertext(SeededGMP.self, 42)
        )
        #expect(swift == gmp && gmp == again)
        #expect(try ciphertext(SeededSwift.self, 43) != swift)
        #expect(try ciphertext(SwiftBackend.self, 42) != ciphertext(SwiftBackend.self, 42))
    }

    private func ciphertext<Backend: CryptoBackend>(_: Backend.Type, _ seed: UInt64) throws -> [UInt8] {
        let key = try Fixture(.rsa(bits: 2048)).pki.credentials.rsaPrivateKey().publicComponents
        Foretold.begin(seed)
        return try Backend.PublicKey(key).encryptPremaster(premaster(1))
    }

    @Test func `have the names that other tools rely on`() {
        let full = ScenarioCatalogue.groups(backends: Self.backends, suite: .full)
        let ids = Set(full.flatMap(\.benchmarks).map(\.id))
        for id in [
            "rsa-encrypt/3072/gmp", "rsa-decrypt/4096/swift", "rsa-decrypt-plain/3072/openssl",
            "prf-master-secret/sha256/openssl",
            "prf-key-block/sha384/swift", "record-seal/aes-128-gcm/16/openssl", "record-open/aes-256-gcm/1350/gmp",
            "record-seal/tls13-aes-128-gcm/16/swift", "record-open/tls13-aes-128-gcm/16384/openssl",
            "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/client/swift",
            "handshake-full/RSA_WITH_AES_256_GCM_SHA384/2048/memory/both/peer:libssl",
            "handshake-full/RSA_WITH_AES_256_GCM_SHA384/4096/tcp/both/openssl", "tcp-connect/swift",
            "chain-verify/2048/openssl",
            "bulk/aes-128-gcm/memory/send/openssl", "bulk/aes-256-gcm/tcp/both/gmp",
            "bulk/aes-128-gcm/memory/receive/peer:libssl", "bulk/aes-256-gcm/tcp/send/peer:libssl",
            "bulk/tls13-aes-128-gcm/memory/both/swift", "bulk/tls13-aes-128-gcm/tcp/send/peer:libssl",
            "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/tcp/both/peer:libssl",
            "handshake-full/ECDHE_RSA_WITH_AES_256_GCM_SHA384/secp256r1/3072/memory/server/gmp",
            "handshake-full/DHE_RSA_WITH_AES_128_GCM_SHA256/ffdhe3072/2048/tcp/both/peer:libssl",
            "handshake-phases/ECDHE_RSA_WITH_AES_128_GCM_SHA256/x25519/2048/client/swift",
            "handshake-resumed-id/RSA_WITH_AES_128_GCM_SHA256/memory/server/openssl",
            "handshake-resumed-ticket/RSA_WITH_AES_256_GCM_SHA384/tcp/both/peer:libssl",
            "handshake-resumed-psk/TLS_AES_128_GCM_SHA256/x25519/tcp/both/swift",
            "handshake-resumed-psk/TLS_AES_128_GCM_SHA256/x25519/tcp/both/peer:libssl",
            "key-share/secp256r1/swift", "key-agreement/ffdhe2048/gmp",
            "kem-key/ml-kem-768/swift", "kem-encapsulate/ml-kem-768/gmp", "kem-decapsulate/ml-kem-768/swift",
            "rsa-sign/pkcs1-sha256/2048/openssl", "rsa-verify/pss-sha384/4096/swift",
            "ecdsa-sign/p256/swift", "ecdsa-verify/p256/openssl", "chain-verify/ecdsa-p256/openssl",
        ] { #expect(ids.contains(id), "\(id)") }
        #expect(ids.count == full.flatMap(\.benchmarks).count)
        #expect(!ids.contains { $0.hasSuffix("/null") })
        #expect(!ids.contains { $0.hasPrefix("handshake-engine") })
    }

    @Test func `say whose code they measure`() throws {
        let rows = ScenarioCatalogue.groups(backends: Self.backends, suite: .full).flatMap(\.benchmarks)
        let owners = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.codeOf) })
        for (id, owner) in [
            ("rsa-decrypt/2048/gmp", "gmp"), ("rsa-sign/pkcs1-sha256/2048/gmp", "gmp"),
            ("key-agreement/ffdhe2048/gmp", "gmp"),
            ("handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/both/gmp", "gmp"),
            ("record-seal/aes-128-gcm/16384/gmp", "swift"), ("prf-master-secret/sha256/gmp", "swift"),
            ("key-agreement/x25519/gmp", "swift"), ("key-share/secp256r1/gmp", "swift"),
            ("kem-encapsulate/ml-kem-768/gmp", "swift"), ("ecdsa-sign/p256/gmp", "swift"),
            ("bulk/aes-128-gcm/memory/both/gmp", "swift"),
            ("handshake-resumed-id/RSA_WITH_AES_128_GCM_SHA256/memory/both/gmp", "swift"),
            ("record-seal/aes-128-gcm/16384/swift", "swift"), ("record-seal/aes-128-gcm/16384/openssl", "openssl"),
            ("tcp-connect/gmp", "all"), ("chain-verify/2048/swift", "all"),
            ("bulk/aes-128-gcm/memory/send/peer:libssl", "peer:libssl"),
        ] { #expect(owners[id] == owner, "\(id)") }
        // What is lent runs on the lender's path.
        for row in rows where ![row.backend, Benchmark.everybodysCode].contains(row.codeOf) {
            let lender = try #require(rows.first { $0.groupID == row.groupID && $0.backend == row.codeOf }, "\(row.id)")
            #expect(row.codePath == lender.codePath, "\(row.id)")
        }
        // A row of its own runs some code of its own, as far as libraries tell.
        for row in rows where row.backend == "gmp" && row.codeOf == "gmp" {
            let swift = try #require(rows.first { $0.groupID == row.groupID && $0.backend == "swift" }, "\(row.id)")
            #expect(row.codePath != swift.codePath, "\(row.id)")
        }
    }

    @Test func `have no row on a backend that cannot do them`() {
        for (primitive, isIncluded) in [
            (.hash(.sha256), true), (.hash(.sha384), false), (.aead(.aes128GCM), true), (.aead(.aes256GCM), false),
            (.keyShare(.x25519), true), (.keyShare(.ffdhe2048), false), (.kem(.mlkem768), false),
            (.rsaPublic(bits: 2048), true),
            (.rsaPrivate(bits: 3072), false),
        ] as [(Primitive, Bool)] { #expect(Narrow.capabilities.include(primitive) == isIncluded, "\(primitive)") }

        let rows = ScenarioCatalogue.groups(backends: [Narrow.self], suite: .full).flatMap(\.benchmarks).map(\.id)
        #expect(rows.contains("key-share/x25519/narrow"))
        #expect(rows.contains("rsa-decrypt-plain/2048/narrow"))
        #expect(
            rows.contains("handshake-full/ECDHE_RSA_WITH_AES_128_GCM_SHA256/x25519/2048/memory/both/narrow")
        )
        for other in [
            "rsa-decrypt/", "secp256r1", "/RSA_WITH", "DHE_RSA_WITH_AES_256", "aes-256", "sha384", "/3072/tcp",
        ] {
            #expect(!rows.contains { $0.hasSuffix("/narrow") && $0.contains(other) }, "\(other)")
        }
    }

    @Test func `are all known to the schema of results`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let path = root.appending(path: "Sources/BenchReport/Resources/tlsbench-result-1.schema.json")
        let schema = try String(contentsOf: path, encoding: .utf8)
        for operation in ScenarioCatalogue.operations { #expect(schema.contains("\"\(operation)\""), "\(operation)") }
    }

    @Test func `of a smaller suite are among those of a larger one`() {
        let ids = Suite.allCases.map { suite in
            Set(ScenarioCatalogue.groups(backends: Self.backends, suite: suite).map(\.id))
        }
        #expect(ids[0].isSubset(of: ids[1]) && ids[1].isSubset(of: ids[2]))
    }
}
