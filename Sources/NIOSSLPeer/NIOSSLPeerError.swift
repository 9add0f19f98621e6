#if NIOSSL
internal import NIOCore
internal import NIOSSL
public import TLSWire

/// Why NIOSSL did not do what was asked of it.
public enum NIOSSLPeerError: Error, Hashable, Sendable {
    /// NIOSSL cannot negotiate it.
    case unsupported(CipherSuite, group: UInt16?)
    /// Its clients keep no session that could be resumed.
    case unsupportedResumption
    /// Its servers do not speak HTTP.
    case unsupportedService
    /// Not a host name, which is all that NIOSSL asks for and verifies.
    case notAHostName(String)
    /// NIOSSL cannot read a certificate or a key that it was given.
    case unreadableCredentials(reason: String)
    /// Nothing listens at the port.
    case refused(port: Int)
    /// The peer did not do its part in time.
    case timedOut
    /// No chain of certificates leads to the authority.
    case untrusted
    /// The certificate does not name the server.
    case wrongName
    /// The handshake failed, in NIOSSL's words.
    case handshake(reason: String)
    /// The server's messages do not read as TLS.
    case unreadableMessage(DecodeError)
    /// The connection ended too early.
    case closed
    /// So many octets came that nobody had asked for.
    case surplus(octets: Int)
    /// The system refused, for the reason that `errno` names.
    case system(errno: Int32)
    /// Something else, in the words of NIOSSL or of SwiftNIO.
    case other(reason: String)

    /// What an error of a channel says.
    init(_ error: any Error) {
        switch error {
        case let error as NIOSSLPeerError: self = error
        case NIOSSLError.handshakeFailed(.sslError(let stack)) where stack.contains(where: \.isOfVerification):
            self = .untrusted
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .wrongName
        case NIOSSLError.handshakeFailed(let reason): self = .handshake(reason: "\(reason)")
        case NIOSSLError.uncleanShutdown, ChannelError.ioOnClosedChannel, ChannelError.eof: self = .closed
        case ChannelError.connectTimeout: self = .timedOut
        case let error as IOError: self = .system(errno: error.errnoCode)
        default: self = .other(reason: "\(error)")
        }
    }
}

extension BoringSSLInternalError {
    /// Whether it is what BoringSSL says of a chain that it does not accept.
    fileprivate var isOfVerification: Bool { description.contains("CERTIFICATE_VERIFY_FAILED") }
}

/// What NIOSSL and SwiftNIO throw, as the one kind of error that leaves this module.
func failing<Result>(_ body: () throws -> Result) throws(NIOSSLPeerError) -> Result {
    do { return try body() } catch { throw NIOSSLPeerError(error) }
}

extension EventLoopFuture where Value: Sendable {
    /// Blocks the calling thread, which may not be an event loop's.
    func result() throws(NIOSSLPeerError) -> Value { try failing { try wait() } }
}
#endif
