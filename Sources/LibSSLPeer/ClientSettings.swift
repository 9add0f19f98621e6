internal import COpenSSL
internal import StackSeam

/// What all connections of a client have in common, and the session that they resume.
final class ClientSettings {
    let context: Context
    private let serverName: String
    private var session: PeerSession?

    init(_ shape: HandshakeShape, _ credentials: StackCredentials) throws(LibSSLError) {
        context = unsafe try Context({ unsafe TLS_client_method() }, shape)
        try context.trust(authorityPEM: credentials.authorityPEM)
        serverName = credentials.serverName
    }

    /// Makes a connection a client's, which offers the session that was kept.
    func prepare(_ connection: Connection) throws(LibSSLError) {
        try connection.beClient(of: serverName)
        if let session { try connection.resume(session) }
    }

    /// Whether the session that is to be resumed begins with a ticket, which comes after a handshake, and has not begun.
    var awaitsTicket: Bool { context.resumption == .preSharedKey && session == nil }

    /// Keeps the session of the first handshake, if one is to be resumed; over TCP not before ``Connection/takeTickets()`` can do without
    /// waiting.
    func keepSession(of connection: Connection) throws(LibSSLError) {
        guard context.resumption != .none, session == nil else { return }
        if context.resumption == .preSharedKey { try connection.takeTickets() }
        session = try connection.session()
    }
}
