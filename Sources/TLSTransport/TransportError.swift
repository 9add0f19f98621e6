internal import Glibc
public import TLSEngine

/// Why a connection could not be made, or did not end as it should. Each case carries the address.
public enum TransportError: Error, Equatable, Sendable {
    /// Another process listens there.
    case portInUse(Endpoint)
    /// The system refuses to listen there, for the reason that `errno` names.
    case cannotListen(Endpoint, errno: Int32)
    /// No address belongs to the host name.
    case unknownHost(Endpoint)
    /// Nothing listens there.
    case refused(Endpoint)
    /// The system cannot connect or go on, for the reason that `errno` names.
    case system(Endpoint, errno: Int32)
    /// The peer did not do its part within the limit.
    case timedOut(Endpoint, waitingFor: Awaited, limit: Duration)
    /// One side ended the connection with an alert, or had to.
    case handshake(Endpoint, HandshakeError)
    /// The peer closed the TCP connection before the handshake was complete.
    case closedDuringHandshake(Endpoint)
    /// The TCP connection ended without close_notify: data may be missing (RFC 5246 §7.2.1).
    case truncated(Endpoint)
    /// The peer reset the TCP connection.
    case reset(Endpoint)
    /// The connection is closed already.
    case closed(Endpoint)

    /// What did not come in time.
    public enum Awaited: String, Sendable {
        /// The TCP connection.
        case connection
        /// The end of the TLS handshake.
        case handshake
        /// The next octets in either direction.
        case data
        /// The end of the whole connection.
        case end
    }
}

extension TransportError: CustomStringConvertible {
    /// One line that names the address.
    public var description: String {
        switch self {
        case .portInUse(let endpoint): "\(endpoint): the port is in use"
        case .cannotListen(let endpoint, let errno): "\(endpoint): cannot listen: \(message(errno))"
        case .unknownHost(let endpoint): "\(endpoint): unknown host"
        case .refused(let endpoint): "\(endpoint): connection refused"
        case .system(let endpoint, let errno): "\(endpoint): \(message(errno))"
        case .timedOut(let endpoint, let awaited, let limit):
            "\(endpoint): timed out waiting for the \(awaited.rawValue) (limit \(limit))"
        case .handshake(let endpoint, let error): "\(endpoint): \(error)"
        case .closedDuringHandshake(let endpoint): "\(endpoint): the peer closed the connection during the handshake"
        case .truncated(let endpoint): "\(endpoint): the connection ended without close_notify (truncated)"
        case .reset(let endpoint): "\(endpoint): the peer reset the connection"
        case .closed(let endpoint): "\(endpoint): the connection is closed"
        }
    }
}

/// The system's text for an error number.
private func message(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
}
