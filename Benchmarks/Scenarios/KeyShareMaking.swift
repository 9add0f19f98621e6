internal import BenchCore
internal import CryptoBackend

/// Half of an ephemeral key exchange, steps 5 and 7: a private value drawn, and the public one of it.
struct KeyShareMaking: Scenario {
    let group: NamedGroup
    var op: String { "key-share" }
    var primitives: [Primitive] { [.keyShare(group)] }
    var parameters: [Benchmark.Parameter] { [.init("group", group.name)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        Making(share: try Backend.KeyShare(group))
    }

    private final class Making<KeyShare: EphemeralKeyShare>: ReferredWorkload {
        private var share: KeyShare

        init(share: KeyShare) { self.share = share }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let group = share.group
                stopwatch.start()
                for _ in 0..<iterations { share = try KeyShare(group) }
                stopwatch.stop()
            }
        }

        /// Libraries draw what they like, so no digest is common to all.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing {
                // Foretold octets begin again for each check, and may be those of the share.
                var peer: KeyShare
                repeat { peer = try KeyShare(share.group) } while peer.publicValue == share.publicValue
                try expectAgreement(share, peer)
            }
            return []
        }

        /// The last half that was timed.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            try failing { try expectAgreement(share, try Reference.KeyShare(share.group)) }
        }
    }
}

/// Both halves must come to the same secret.
func expectAgreement(_ one: some EphemeralKeyShare, _ other: some EphemeralKeyShare) throws {
    let (mine, theirs) = (one.publicValue, other.publicValue)
    let secret = octets(of: try one.sharedSecret(with: theirs.span))
    try expect(secret == octets(of: try other.sharedSecret(with: mine.span)), "the halves have different secrets")
    try expect(secret.contains { $0 != 0 }, "the secret is zero")
}
