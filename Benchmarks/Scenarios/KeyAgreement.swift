internal import BenchCore
internal import CryptoBackend

/// The other half: the peer's public value checked, and the premaster secret made of it.
struct KeyAgreement: Scenario {
    let group: NamedGroup
    var op: String { "key-agreement" }
    var primitives: [Primitive] { [.keyShare(group)] }
    var parameters: [Benchmark.Parameter] { [.init("group", group.name)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        Agreeing(share: try Backend.KeyShare(group), peer: try Backend.KeyShare(group))
    }

    private final class Agreeing<KeyShare: EphemeralKeyShare>: ReferredWorkload {
        private let share: KeyShare
        private let peer: KeyShare
        private var secret = SecretBytes(zeroed: 0)

        init(share: KeyShare, peer: KeyShare) {
            self.share = share
            self.peer = peer
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let value = peer.publicValue
                stopwatch.start()
                for _ in 0..<iterations { secret = try share.sharedSecret(with: value.span) }
                stopwatch.stop()
            }
        }

        /// Libraries draw what they like, so no digest is common to all.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing {
                try expectAgreement(share, peer)
                let value = share.publicValue
                let other = octets(of: try peer.sharedSecret(with: value.span))
                try expect(octets(of: secret) == other, "the halves have different secrets")
            }
            return []
        }

        /// Each half agrees with one of the reference, so that what they agree on between themselves is right.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            try failing {
                for half in [share, peer] { try expectAgreement(half, try Reference.KeyShare(half.group)) }
            }
        }
    }
}
