public import TLSWire

/// The twelve steps of the textbook HTTPS handshake, what may come between them, and what TLS 1.3 has in their place; the
/// outline of the engine, of its tests and of its reports.
public enum HandshakeStep: Hashable, Sendable, CaseIterable {
    /// SYN, SYN+ACK, ACK: the transport's, before the engine has anything to do.
    case tcpHandshake
    /// Versions, suites, client_random (RFC 5246 §7.4.1.2).
    case clientHello
    /// Version, suite, server_random (RFC 5246 §7.4.1.3).
    case serverHello
    /// The server's public key, signed by a trusted authority (RFC 5246 §7.4.2).
    case certificate
    /// Only where the suite needs it (RFC 5246 §7.4.3); RSA key exchange does not.
    case serverKeyExchange
    /// Only if the server wants the client's certificate (RFC 5246 §7.4.4).
    case certificateRequest
    /// The server waits (RFC 5246 §7.4.5).
    case serverHelloDone
    /// Only if the server wants it; it may be empty (RFC 5246 §7.4.6).
    case clientCertificate
    /// The premaster secret under the server's public key, or half of a key exchange (RFC 5246 §7.4.7).
    case clientKeyExchange
    /// Both sides: master secret and key block (RFC 5246 §8.1, §6.3).
    case sessionKeys
    /// Only with a client's certificate that is not empty: that the key is the client's own (RFC 5246 §7.4.8).
    case certificateVerify
    /// What the client sends from here on is protected (RFC 5246 §7.1).
    case clientChangeCipherSpec
    /// The client's proof (RFC 5246 §7.4.9).
    case clientFinished
    /// Only if both know tickets (RFC 5077 §3.3).
    case newSessionTicket
    /// What the server sends from here on is protected.
    case serverChangeCipherSpec
    /// The server's proof; application data may follow.
    case serverFinished
    /// TLS 1.3: answers to extensions that settle no keys (RFC 8446 §4.3.1).
    case encryptedExtensions
    /// TLS 1.3: that the key of the server's certificate is its own (RFC 8446 §4.4.3).
    case serverCertificateVerify
    /// TLS 1.3: the client's next record is under its next key (RFC 8446 §4.6.3).
    case clientKeyUpdate
    /// TLS 1.3: the server's next record is under its next key.
    case serverKeyUpdate

    /// Its number in the textbook, which messages that are not in it share with their neighbours.
    public var number: Int {
        switch self {
        case .tcpHandshake: 1
        case .clientHello: 2
        case .serverHello, .encryptedExtensions: 3
        case .certificate, .serverCertificateVerify: 4
        case .serverKeyExchange, .certificateRequest: 5
        case .serverHelloDone: 6
        case .clientCertificate, .clientKeyExchange, .certificateVerify: 7
        case .sessionKeys: 8
        case .clientChangeCipherSpec: 9
        case .clientFinished: 10
        case .newSessionTicket, .serverChangeCipherSpec: 11
        case .serverFinished, .clientKeyUpdate, .serverKeyUpdate: 12
        }
    }

    /// Who sends it; nobody sends what each side does for itself.
    public var sender: Peer? {
        switch self {
        case .tcpHandshake, .sessionKeys: nil
        case .clientHello, .clientCertificate, .clientKeyExchange, .certificateVerify, .clientChangeCipherSpec,
            .clientFinished, .clientKeyUpdate:
            .client
        case .serverHello, .certificate, .serverKeyExchange, .certificateRequest, .serverHelloDone,
            .newSessionTicket, .serverChangeCipherSpec, .serverFinished, .encryptedExtensions,
            .serverCertificateVerify, .serverKeyUpdate:
            .server
        }
    }

    /// The handshake message of this step; ChangeCipherSpec is none.
    public var message: HandshakeType? {
        switch self {
        case .tcpHandshake, .sessionKeys, .clientChangeCipherSpec, .serverChangeCipherSpec: nil
        case .clientHello: .clientHello
        case .serverHello: .serverHello
        case .certificate, .clientCertificate: .certificate
        case .serverKeyExchange: .serverKeyExchange
        case .certificateRequest: .certificateRequest
        case .serverHelloDone: .serverHelloDone
        case .certificateVerify, .serverCertificateVerify: .certificateVerify
        case .encryptedExtensions: .encryptedExtensions
        case .clientKeyUpdate, .serverKeyUpdate: .keyUpdate
        case .newSessionTicket: .newSessionTicket
        case .clientKeyExchange: .clientKeyExchange
        case .clientFinished, .serverFinished: .finished
        }
    }
}

/// One of the two ends of a connection.
public enum Peer: String, Hashable, Sendable {
    /// Who opened the connection.
    case client
    /// Who accepted it.
    case server
}
