/// The sizes of a socket's buffers in the kernel, set before `connect` and `listen`: SO_RCVBUF and SO_SNDBUF (socket(7)).
///
/// Without them Linux fits the buffers to the traffic (`tcp_moderate_rcvbuf`, tcp(7)), and so differently in each process.
public struct SocketBuffers: Sendable, Hashable {
    /// What is asked for, in octets. The kernel grants `net.core.rmem_max` and `wmem_max` at most, and doubles what it grants.
    public let octets: Int

    /// The same for both directions.
    public init(octets: Int) { self.octets = octets }
}
