internal import CryptoBackend
public import TLSWire

/// What two peers keep of a session, to shake hands again without the private operation (RFC 5246 §F.1.4).
///
/// Only sessions whose master secret binds the handshake are kept (RFC 7627 §5.3). Wiped when it goes.
public final class Session: Sendable {
    /// The suite, which a resumed handshake has too.
    public let cipherSuite: CipherSuite
    /// The name that the client asked for.
    public let serverName: String?
    /// The other side's certificates in DER.
    public let peerCertificates: [[UInt8]]
    /// When it is not to be resumed any more, by the clock of who keeps it.
    public let expiry: SessionTime
    let master: SecretBytes

    init(
        cipherSuite: CipherSuite,
        serverName: String?,
        peerCertificates: [[UInt8]],
        expiry: SessionTime,
        master: consuming SecretBytes
    ) {
        self.cipherSuite = cipherSuite
        self.serverName = serverName
        self.peerCertificates = peerCertificates
        self.expiry = expiry
        self.master = master
    }
}

/// Seconds since some moment that only the one who keeps sessions knows.
public typealias SessionTime = UInt64

/// Tells how late it is for sessions. The engine has no clock of its own.
public typealias SessionClock = @Sendable () -> SessionTime

/// A session as a client keeps it: with what it has to show for it.
public final class ResumableSession: Sendable {
    /// The session.
    public let session: Session
    /// What the server called it; empty if there is a ticket.
    public let sessionID: [UInt8]
    /// The server's ticket; empty without one.
    public let ticket: [UInt8]

    init(session: Session, sessionID: [UInt8], ticket: [UInt8]) {
        self.session = session
        self.sessionID = sessionID
        self.ticket = ticket
    }
}
