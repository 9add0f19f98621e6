internal import TLSEngine
internal import TLSWire

/// One row of a trace: something that was sent, or that both ends did for themselves.
struct TracedMessage: Hashable, Sendable {
    let kind: Kind
    /// Nil where nobody sends, or both do.
    let sender: Peer?
    /// On the wire, with the headers and the expansion of its records.
    let octets: Int
    /// What its records are encrypted under; nil if they are not.
    let keys: TracedKeys?
    /// In a hello message of TLS 1.3, those that settle the keys.
    var extensions: KeyExtensions?
    /// When the client sent it, had received its last octet, or was done with it.
    let clientNs: UInt64?
    /// The same of the server.
    let serverNs: UInt64?

    /// What it is: a step of the handshake, or what comes after the last.
    enum Kind: Hashable, Sendable {
        case step(HandshakeStep)
        /// TLS 1.3: ServerHello with a certain random, for another ClientHello (RFC 8446 §4.1.4).
        case helloRetryRequest
        /// Nothing that is sent: that an end has derived these keys.
        case keys(TracedKeys)
        case applicationData
        /// In a connection that ends well, close_notify.
        case alert

        static func changeCipherSpec(of sender: Peer) -> Kind {
            .step(sender == .client ? .clientChangeCipherSpec : .serverChangeCipherSpec)
        }

        static func finished(of sender: Peer) -> Kind { .step(sender == .client ? .clientFinished : .serverFinished) }

        /// The number in the textbook of TLS 1.2, whose last step ends with application data; nil for what is not in it.
        var number: Int? {
            switch self {
            case .step(let step): step.number
            case .keys(.session): HandshakeStep.sessionKeys.number
            case .applicationData: HandshakeStep.serverFinished.number
            case .helloRetryRequest, .keys, .alert: nil
            }
        }

        /// The name, as RFC 5246 and RFC 8446 write those of messages.
        var name: String {
            switch self {
            case .step(.tcpHandshake): "TCP handshake"
            case .step(.clientChangeCipherSpec), .step(.serverChangeCipherSpec): "ChangeCipherSpec"
            case .step(let step): step.message?.name ?? ""
            case .helloRetryRequest: "HelloRetryRequest"
            case .keys(let keys): "\(keys.rawValue) keys"
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
