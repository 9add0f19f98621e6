#if NIOSSL
internal import NIOCore
internal import NIOEmbedded
internal import NIOSSL
internal import StackSeam

/// Clients, or servers, in channels on a loop that has no thread.
final class NIOSSLSide: StackSide {
    private let loop = EmbeddedEventLoop()
    private let address: SocketAddress
    private let makeHandler: () throws -> NIOSSLHandler

    private init(_ makeHandler: @escaping () throws -> NIOSSLHandler) throws(NIOSSLPeerError) {
        address = try failing { try SocketAddress(ipAddress: "127.0.0.1", port: 443) }
        self.makeHandler = makeHandler
    }

    static func client(
        _ negotiation: NIOSSLNegotiation,
        _ credentials: StackCredentials
    ) throws(NIOSSLPeerError) -> NIOSSLSide {
        let context = try NIOSSLContext.client(negotiation, credentials)
        let name = try hostName(credentials.serverName)
        return try NIOSSLSide { try NIOSSLClientHandler(context: context, serverHostname: name) }
    }

    static func server(
        _ negotiation: NIOSSLNegotiation,
        _ credentials: StackCredentials
    ) throws(NIOSSLPeerError) -> NIOSSLSide {
        let context = try NIOSSLContext.server(negotiation, credentials)
        return try NIOSSLSide { NIOSSLServerHandler(context: context) }
    }

    func makeEnd() throws -> any StackEnd { try begin() }

    /// An end that has begun.
    func begin() throws(NIOSSLPeerError) -> End {
        try failing {
            let end = End(try makeHandler(), loop, address)
            try end.begin()
            return end
        }
    }
}
#endif
