internal import CryptoBackend
internal import TLSEngine

/// What the connections of one thread are made with. Each thread has one: what is in it counts its references, and threads that share
/// it would wait for each other.
struct LoadSetup<Backend: CryptoBackend>: Sendable {
    let address: SocketAddress
    /// For full handshakes, of which nothing is kept.
    let full: ClientConfiguration<Backend>
    /// For those that resume a session, and those that bring one.
    let resuming: ClientConfiguration<Backend>

    init(_ configuration: ClientConfiguration<Backend>, to address: SocketAddress, sessions: ClientSessionCache) {
        self.address = address
        var (full, resuming) = (configuration, configuration)
        full.sessions = nil
        resuming.sessions = sessions
        self.full = full
        self.resuming = resuming
    }

    /// Whether there is a session to resume.
    var hasSession: Bool { resuming.sessions?.session(for: resuming.serverName) != nil }
}
