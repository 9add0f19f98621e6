internal import BenchCore
internal import LibSSLPeer

/// The peers of this build that are here, in the order of the columns; those that come with a package trait last.
enum BuiltInPeers {
    static let all: [any PeerStack] = (LibSSLPair.isAvailable ? [LibSSLStack()] : []) + optional

    /// The rows of those that can do such handshakes, with a server's key of so many bits.
    static func rows(
        for shape: HandshakeShape,
        bits: Int = 2048,
        _ prepare: @escaping @Sendable (_ peer: any PeerStack, _ seed: UInt64) throws -> any Workload
    ) -> [Scenario.PeerRow] {
        all.filter { $0.offers(shape) }.map { peer in
            (
                peer.identity.name,
                { seed in ReferredPeer(try prepare(peer, seed), of: peer, shape, bits: bits) }
            )
        }
    }
}

#if NIOSSL
private let optional: [any PeerStack] = [NIOSSLStack()]
#else
private let optional: [any PeerStack] = []
#endif
