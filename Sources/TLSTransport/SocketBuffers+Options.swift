internal import NIOCore
internal import NIOPosix
internal import StackSeam

extension ClientBootstrap {
    /// Sets the buffers of the socket before it connects, for the window that the peer is told begins with them.
    func socketBuffers(_ buffers: SocketBuffers?) -> ClientBootstrap {
        guard let buffers else { return self }
        return channelOption(.socketOption(.so_rcvbuf), value: buffers.octets)
            .channelOption(.socketOption(.so_sndbuf), value: buffers.octets)
    }
}

extension ServerBootstrap {
    /// Sets the buffers of the socket before it listens: those that it accepts inherit them (tcp(7)).
    func socketBuffers(_ buffers: SocketBuffers?) -> ServerBootstrap {
        guard let buffers else { return self }
        return serverChannelOption(.socketOption(.so_rcvbuf), value: buffers.octets)
            .serverChannelOption(.socketOption(.so_sndbuf), value: buffers.octets)
    }
}
