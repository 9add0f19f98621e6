public import CryptoBackend
internal import Glibc
public import TLSEngine
public import TLSWire

/// Why a connection of a load client failed. They are counted apart.
public enum LoadFailure: Error, Hashable, Sendable {
    /// Nothing listens there.
    case refused
    /// This process may open no more descriptors.
    case outOfDescriptors
    /// All local ports are taken, by connections that ended only just now too.
    case outOfPorts
    /// The system does not connect or go on, for the reason that `errno` names.
    case system(errno: Int32)
    /// What did not come in time.
    case timedOut(Awaited)
    /// The peer ended the connection before the handshake was complete.
    case closedEarly
    /// The peer reset the connection.
    case reset
    /// The peer closed a connection that was to stay open.
    case closedWhileHeld
    /// The peer gave up, and says why.
    case alert(AlertDescription)
    /// The certificate is not to be trusted.
    case certificate(CertificateRejection.Reason)
    /// The server chose a version that was not offered.
    case wrongVersion(ProtocolVersion)
    /// The server chose a suite or a group that was not offered, or did what the protocol does not allow.
    case protocolViolation
    /// An operation of the backend failed here.
    case crypto
    /// A version that is not among those that are expected.
    case unexpectedVersion(ProtocolVersion)
    /// A suite that is not among those that are expected.
    case unexpectedCipherSuite(CipherSuite)
    /// A group that is not among those that are expected; nil for none.
    case unexpectedGroup(KeyExchangeGroup?)
    /// A session that was offered, and not resumed.
    case notResumed
    /// A server that gave no session to resume.
    case noSession
    /// An answer of another status than 2xx.
    case status(Int)
    /// A connection that ended without a whole answer, or an answer that is no HTTP.
    case noWholeAnswer

    /// What was waited for.
    public enum Awaited: String, Sendable {
        /// The TCP connection.
        case connection
        /// The end of the handshake.
        case handshake
        /// The end of the answer.
        case answer
    }
}

extension LoadFailure {
    /// What an error number of a socket says.
    init(errno number: Int32) {
        switch number {
        case ECONNREFUSED: self = .refused
        case ECONNRESET, EPIPE: self = .reset
        case ETIMEDOUT: self = .timedOut(.connection)
        case EMFILE, ENFILE: self = .outOfDescriptors
        case EADDRNOTAVAIL: self = .outOfPorts
        default: self = .system(errno: number)
        }
    }

    /// What an error of the engine says.
    init(_ error: HandshakeError) {
        switch error {
        case .alertReceived(let alert), .helloRefused(let alert): self = .alert(alert)
        case .certificate(let rejection): self = .certificate(rejection.reason)
        case .peerMisbehaved(.wrongServerVersion(let version)):
            self = .wrongVersion(ProtocolVersion(rawValue: version))
        case .truncated: self = .closedEarly
        case .crypto, .misuse: self = .crypto
        case .invalidMessage, .peerMisbehaved, .incompatible: self = .protocolViolation
        }
    }
}

extension LoadFailure: CustomStringConvertible {
    /// A few words without anything that a peer could have chosen.
    public var description: String {
        switch self {
        case .refused: "refused"
        case .outOfDescriptors: "out of descriptors"
        case .outOfPorts: "out of local ports"
        case .system(let number): unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
        case .timedOut(let awaited): "timed out: \(awaited.rawValue)"
        case .closedEarly: "closed during the handshake"
        case .reset: "reset"
        case .closedWhileHeld: "closed while held open"
        case .alert(let alert): "alert \(alert)"
        case .certificate(let reason): "certificate: \(reason.rawValue)"
        case .wrongVersion(let version): "version not offered: \(version.name)"
        case .protocolViolation: "the peer broke the protocol"
        case .crypto: "cryptographic operation failed"
        case .unexpectedVersion(let version): "not expected: \(version.name)"
        case .unexpectedCipherSuite(let suite): "not expected: \(suite.name)"
        case .unexpectedGroup(let group): "not expected: \(group.map { "group \($0.name)" } ?? "no group")"
        case .notResumed: "session not resumed"
        case .noSession: "no session given"
        case .status(let number): "status \(number)"
        case .noWholeAnswer: "no whole answer"
        }
    }
}
