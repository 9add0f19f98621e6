internal import NIOCore

/// What a server does with application data.
public enum Service: Sendable, Hashable {
    /// Sends back what comes.
    case echo
    /// Answers the first HTTP request with one record that tells what was negotiated, then close_notify: what
    /// `openssl s_server -www` does.
    case http
    /// Drops what comes, and sends one octet each time that `acknowledging` octets more are complete.
    case discard(acknowledging: Int)
    /// Sends `octets` octets for each octet that comes.
    case source(octets: Int)

    /// The last handler of a connection's pipeline.
    func makeHandler() -> any ChannelHandler {
        switch self {
        case .echo: EchoHandler()
        case .http: HTTPHandler()
        case .discard(let interval): DiscardHandler(acknowledging: interval)
        case .source(let count): SourceHandler(octets: count)
        }
    }
}
