internal import TLSEngine

/// What a message of a handshake of TLS 1.3 is for (RFC 8446 §2).
enum HandshakePhase: String, Hashable, Sendable {
    /// To have keys, under which all that follows is encrypted.
    case keyExchange = "key exchange"
    /// What else the server settles.
    case serverParameters = "server parameters"
    /// That the server, and perhaps the client, is the one it claims to be.
    case authentication

    /// As it stands in the margin of a diagram.
    var letter: String { String(rawValue.prefix(1)).uppercased() }
}

extension TracedMessage.Kind {
    /// The phase; nil for what is no handshake message, or comes after them.
    var phase: HandshakePhase? {
        switch self {
        case .helloRetryRequest, .step(.clientHello), .step(.serverHello): .keyExchange
        case .step(.encryptedExtensions), .step(.certificateRequest): .serverParameters
        case .step(.certificate), .step(.serverCertificateVerify), .step(.serverFinished), .step(.clientCertificate),
            .step(.certificateVerify), .step(.clientFinished):
            .authentication
        case .step, .keys, .applicationData, .alert: nil
        }
    }
}
