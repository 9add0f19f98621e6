internal import CryptoBackend
public import TLSWire

/// What two peers keep of a session, to shake hands again without the private operation (RFC 5246 §F.1.4).
///
/// Only sessions whose secret binds the handshake are kept (RFC 7627 §5.3); that of TLS 1.3 always does. Wiped when it goes.
public final class Session: Sendable {
    /// The version, which a resumed handshake has too.
    public let version: ProtocolVersion
    /// The suite: a resumed handshake of TLS 1.2 has it too, one of TLS 1.3 has its hash.
    public let cipherSuite: CipherSuite
    /// The name that the client asked for.
    public let serverName: String?
    /// The other side's certificates in DER.
    public let peerCertificates: [[UInt8]]
    /// When it is not to be resumed any more, by the clock of who keeps it.
    public let expiry: SessionTime
    /// When it began, by the same clock.
    let beginning: SessionTime
    /// What is added to the age of a ticket, to hide it (RFC 8446 §4.6.1).
    let ageAdd: UInt32
    /// The master secret of TLS 1.2, or the pre-shared key that it is resumed with.
    let secret: SecretBytes

    init(
        version: ProtocolVersion,
        cipherSuite: CipherSuite,
        serverName: String?,
        peerCertificates: [[UInt8]],
        expiry: SessionTime,
        beginning: SessionTime = 0,
        ageAdd: UInt32 = 0,
        secret: consuming SecretBytes
    ) {
        self.version = version
        self.cipherSuite = cipherSuite
        self.serverName = serverName
        self.peerCertificates = peerCertificates
        self.expiry = expiry
        self.beginning = beginning
        self.ageAdd = ageAdd
        self.secret = secret
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
