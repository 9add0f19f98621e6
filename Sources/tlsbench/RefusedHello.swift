internal import CryptoBackend
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// A server that answered ClientHello with an alert: what it was offered, and what kind of server answers so.
struct RefusedHello: Error, CustomStringConvertible {
    let server: Endpoint
    let alert: AlertDescription
    let cipherSuites: [CipherSuite]
    let groups: [NamedGroup]
    let signatureSchemes: [SignatureScheme]

    /// Nil unless `error` tells of one.
    init?<Backend: CryptoBackend>(_ error: any Error, to configuration: ClientConfiguration<Backend>) {
        guard case TransportError.handshake(let server, .helloRefused(let alert)) = error else { return nil }
        self.server = server
        self.alert = alert
        cipherSuites = configuration.cipherSuites
        groups = configuration.groups
        signatureSchemes = Backend.capabilities.signatureSchemes
    }

    var description: String {
        let suites = cipherSuites.map { $0.name.trimmingPrefix("TLS_") }.joined(separator: ", ")
        var offer = "TLS 1.2 with \(suites)"
        if !groups.isEmpty { offer += "; groups \(groups.map(\.name).joined(separator: ", "))" }
        offer += "; signatures \(signatureSchemes.map(\.name).joined(separator: ", "))"
        let what = "\(server): the peer sent alert \(alert) in answer to ClientHello, which offered \(offer)"
        return kind.map { "\(what). This is how servers answer that \($0)" } ?? what
    }

    private var kind: String? {
        switch alert {
        case .handshakeFailure, .insufficientSecurity:
            "support none of these suites or groups: servers with only an ECDSA certificate, or with only TLS 1.3"
        case .protocolVersion: "support only TLS 1.3, or nothing as new as TLS 1.2"
        case .unrecognizedName: "do not serve that name; --server-name asks for another"
        case .noApplicationProtocol: "support none of the protocols in --alpn"
        default: nil
        }
    }
}
