public import TLSWire

/// The twelve steps of the textbook HTTPS handshake; the outline of the engine, of its tests and of its reports.
public enum HandshakeStep: Int, Hashable, Sendable, CaseIterable {
    /// SYN, SYN+ACK, ACK: the transport's, before the engine has anything to do.
    case tcpHandshake = 1
    /// Versions, suites, client_random (RFC 5246 §7.4.1.2).
    case clientHello
    /// Version, suite, server_random (RFC 5246 §7.4.1.3).
    case serverHello
    /// The server's public key, signed by a trusted authority (RFC 5246 §7.4.2).
    case certificate
    /// Only where the suite needs it (RFC 5246 §7.4.3); RSA key exchange does not.
    case serverKeyExchange
    /// The server waits (RFC 5246 §7.4.5).
    case serverHelloDone
    /// The premaster secret under the server's public key (RFC 5246 §7.4.7).
    case clientKeyExchange
    /// Both sides: master secret and key block (RFC 5246 §8.1, §6.3).
    case sessionKeys
    /// What the client sends from here on is protected (RFC 5246 §7.1).
    case clientChangeCipherSpec
    /// The client's proof (RFC 5246 §7.4.9).
    case clientFinished
    /// What the server sends from here on is protected.
    case serverChangeCipherSpec
    /// The server's proof; application data may follow.
    case serverFinished

    /// Who sends it; nobody sends what each side does for itself.
    public var sender: Peer? {
        switch self {
        case .tcpHandshake, .sessionKeys: nil
        case .clientHello, .clientKeyExchange, .clientChangeCipherSpec, .clientFinished: .client
        case .serverHello, .certificate, .serverKeyExchange, .serverHelloDone, .serverChangeCipherSpec,
            .serverFinished:
            .server
        }
    }

    /// The handshake message of this step; ChangeCipherSpec is none.
    public var message: HandshakeType? {
        switch self {
        case .tcpHandshake, .sessionKeys, .clientChangeCipherSpec, .serverChangeCipherSpec: nil
        case .clientHello: .clientHello
        case .serverHello: .serverHello
        case .certificate: .certificate
        case .serverKeyExchange: .serverKeyExchange
        case .serverHelloDone: .serverHelloDone
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

/// The legal order of messages, for each way to come by the premaster secret (RFC 5246 §7.3, figure 1).
public enum HandshakeFlow {
    /// RSA key exchange without client authentication: no ServerKeyExchange.
    public static let rsa: [HandshakeStep] = [
        .clientHello, .serverHello, .certificate, .serverHelloDone, .clientKeyExchange, .clientChangeCipherSpec,
        .clientFinished, .serverChangeCipherSpec, .serverFinished,
    ]

    /// What `peer` has to wait for after `step`, in `flow`; nil when nothing more comes.
    static func expected(by peer: Peer, after step: HandshakeStep?, in flow: [HandshakeStep]) -> HandshakeStep? {
        let rest = step.map { step in flow.drop { $0 != step }.dropFirst() } ?? flow[...]
        return rest.first { $0.sender != nil && $0.sender != peer }
    }
}
