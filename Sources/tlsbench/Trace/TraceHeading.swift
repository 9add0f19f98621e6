internal import CryptoBackend
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// What stands above a diagram: the handshake, the library at both ends, and where they are.
struct TraceHeading {
    /// One for each, of at most 80 columns.
    let lines: [String]

    init(_ request: TraceRequest, _ connection: TracedConnection, _ identity: BackendIdentity) {
        let negotiated = connection.negotiated
        let group = negotiated.group.map { ", \($0.name)" } ?? ""
        let agreed = "\(negotiated.cipherSuite.name)\(group)"
        let full = "full handshake, \(request.certificate.name)"
        let handshake =
            switch request.version {
            case .tls13:
                ["TLS 1.3, \(agreed)", Self.kind(of: request, full)]
            default:
                Self.lines(agreed, request.resumption == .none ? full : "resumed by \(request.resumption.rawValue)")
            }
        lines =
            handshake + [
                "\(identity.name) (\(identity.library) \(identity.version)) at both ends",
                "client \(connection.client), server \(connection.server)",
            ]
    }

    /// In one line where there is room for it.
    private static func lines(_ agreed: String, _ kind: String) -> [String] {
        let line = "\(agreed), \(kind)"
        return line.count <= 80 ? [line] : [agreed, kind]
    }

    private static func kind(of request: TraceRequest, _ full: String) -> String {
        let kind =
            switch request.resumption {
            case .none: full
            case .sessionID: "resumed by a pre-shared key; the ticket is the id of a session"
            default: "resumed by a pre-shared key; the ticket holds the session"
            }
        return request.isRetried ? "\(kind), retried" : kind
    }
}
