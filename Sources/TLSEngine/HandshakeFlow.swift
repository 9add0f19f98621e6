public import CryptoBackend

/// The legal order of messages (RFC 5246 §7.3, figures 1 and 2; RFC 5077 §3.1), for what two peers have agreed on.
public struct HandshakeFlow: Hashable, Sendable {
    /// How the premaster secret comes about; nil in a session that is resumed.
    public let keyExchange: KeyExchangeAlgorithm?
    /// Whether the server asks for the client's certificate.
    public let requestsCertificate: Bool
    /// Whether the client has one to show.
    public let hasClientCertificate: Bool
    /// Whether the server sends a ticket.
    public let sendsTicket: Bool

    /// Any combination; a session that is resumed has no certificates.
    public init(
        keyExchange: KeyExchangeAlgorithm?,
        requestsCertificate: Bool = false,
        hasClientCertificate: Bool = false,
        sendsTicket: Bool = false
    ) {
        self.keyExchange = keyExchange
        self.requestsCertificate = requestsCertificate
        self.hasClientCertificate = hasClientCertificate
        self.sendsTicket = sendsTicket
    }

    /// The textbook's: RSA, and nothing that is optional.
    public static let rsa = HandshakeFlow(keyExchange: .rsa)
    /// With a ServerKeyExchange.
    public static let ephemeral = HandshakeFlow(keyExchange: .ecdhe)
    /// The abbreviated handshake.
    public static let resumed = HandshakeFlow(keyExchange: nil)

    /// All steps that somebody sends, in order.
    public var steps: [HandshakeStep] {
        let ticket: [HandshakeStep] = sendsTicket ? [.newSessionTicket] : []
        guard let keyExchange else {
            return [.clientHello, .serverHello] + ticket
                + [.serverChangeCipherSpec, .serverFinished, .clientChangeCipherSpec, .clientFinished]
        }
        var steps: [HandshakeStep] = [.clientHello, .serverHello, .certificate]
        if keyExchange != .rsa { steps.append(.serverKeyExchange) }
        if requestsCertificate { steps.append(.certificateRequest) }
        steps.append(.serverHelloDone)
        if requestsCertificate { steps.append(.clientCertificate) }
        steps.append(.clientKeyExchange)
        if requestsCertificate && hasClientCertificate { steps.append(.certificateVerify) }
        return steps + [.clientChangeCipherSpec, .clientFinished] + ticket
            + [.serverChangeCipherSpec, .serverFinished]
    }
}
