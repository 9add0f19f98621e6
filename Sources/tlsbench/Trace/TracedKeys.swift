internal import TLSEngine

/// What records of a traced connection are encrypted under.
enum TracedKeys: String, Hashable, Sendable {
    /// Those of TLS 1.2 (RFC 5246 §6.3).
    case session
    /// TLS 1.3: those of the handshake's own messages, from ServerHello on (RFC 8446 §7.3).
    case handshake
    /// TLS 1.3: those of all that follows an end's Finished.
    case application

    /// The label of the line by which an end's key log shows that it has derived them.
    func label(of sender: Peer) -> String {
        switch (self, sender) {
        case (.session, _): "CLIENT_RANDOM"
        case (.handshake, .client): "CLIENT_HANDSHAKE_TRAFFIC_SECRET"
        case (.handshake, .server): "SERVER_HANDSHAKE_TRAFFIC_SECRET"
        case (.application, .client): "CLIENT_TRAFFIC_SECRET_0"
        case (.application, .server): "SERVER_TRAFFIC_SECRET_0"
        }
    }
}
