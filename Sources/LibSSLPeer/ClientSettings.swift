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

    /// Keeps the session of the first handshake over memory, if one is to be resumed.
    func keepSession(of connection: Connection) throws(LibSSLError) {
        guard context.resumption != .none, session == nil else { return }
        if context.resumption == .preSharedKey { try connection.takeTickets() }
        session = try connection.session()
    }
}
