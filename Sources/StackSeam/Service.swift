/// What a server does with application data.
public enum Service: Sendable, Hashable {
    /// Sends back what comes.
    case echo
    /// Answers the first HTTP request with one record that tells what was negotiated, then close_notify: what
    /// `openssl s_server -www` does. The engine's server alone has it.
    case http
    /// Drops what comes, and sends one octet each time that `acknowledging` octets more are complete.
    case discard(acknowledging: Int)
    /// Sends `octets` octets for each octet that comes.
    case source(octets: Int)
}
