internal import LibSSLPeer
internal import NIOSSLPeer
internal import StackSeam

/// The peers of this build that are here, in the order of the columns; those that come with a package trait last.
enum BuiltInPeers {
    static let all: [any PeerStack.Type] = (LibSSLPair.isAvailable ? [LibSSLStack.self] : []) + optional
}

#if NIOSSL
private let optional: [any PeerStack.Type] = [NIOSSLStack.self]
#else
private let optional: [any PeerStack.Type] = []
#endif
