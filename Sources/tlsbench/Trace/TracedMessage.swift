internal import TLSEngine
internal import TLSWire

/// One row of a trace: something that was sent, or that both ends did for themselves.
struct TracedMessage: Hashable, Sendable {
    let kind: Kind
    /// Nil where nobody sends, or both do.
    let sender: Peer?
    /// On the wire, with the headers and the expansion of its records.
    let octets: Int
    /// Whether the records are encrypted.
    let isProtected: Bool
    /// When the client sent it, had received its last octet, or was done with it.
    let clientNs: UInt64?
    /// The same of the server.
    let serverNs: UInt64?

    /// What it is: a step of the handshake, or what comes after the last.
    enum Kind: Hashable, Sendable {
        case step(HandshakeStep)
        case applicationData
        /// In a connection that ends well, close_notify.
        case alert

        init(_ step: HandshakeStep) { self = .step(step) }

        static func changeCipherSpec(of sender: Peer) -> Kind {
            .step(sender == .client ? .clientChangeCipherSpec : .serverChangeCipherSpec)
        }

        static func finished(of sender: Peer) -> Kind { .step(sender == .client ? .clientFinished : .serverFinished) }

        /// The number in the textbook, whose last step ends with application data; nil for what is in no textbook.
        var number: Int? {
            switch self {
            case .step(let step): step.number
            case .applicationData: HandshakeStep.serverFinished.number
            case .alert: nil
            }
        }

        /// The name, as RFC 5246 and RFC 8446 write those of messages.
        var name: String {
            switch self {
            case .step(.tcpHandshake): "TCP handshake"
            case .step(.sessionKeys): "session keys"
            case .step(.clientChangeCipherSpec), .step(.serverChangeCipherSpec): "ChangeCipherSpec"
            case .step(let step): step.message?.name ?? ""
            case .applicationData: "application data"
            case .alert: "Alert"
            }
        }
    }
}

extension HandshakeType {
    fileprivate var name: String {
        switch self {
        case .helloRequest: "HelloRequest"
        case .clientHello: "ClientHello"
        case .serverHello: "ServerHello"
        case .newSessionTicket: "NewSessionTicket"
        case .certificate: "Certificate"
        case .serverKeyExchange: "ServerKeyExchange"
        case .certificateRequest: "CertificateRequest"
        case .serverHelloDone: "ServerHelloDone"
        case .certificateVerify: "CertificateVerify"
        case .clientKeyExchange: "ClientKeyExchange"
        case .finished: "Finished"
        case .endOfEarlyData: "EndOfEarlyData"
        case .encryptedExtensions: "EncryptedExtensions"
        case .keyUpdate: "KeyUpdate"
        case .messageHash: "message_hash"
        }
    }
}
