internal import CryptoBackend
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// A server that answered ClientHello with an alert: what it was offered, and what kind of server answers so.
struct RefusedHello: Error, CustomStringConvertible {
    let server: Endpoint
    let alert: AlertDescription
    let versions: [ProtocolVersion]
    let cipherSuites: [CipherSuite]
    let groups: [KeyExchangeGroup]
    let signatureSchemes: [SignatureScheme]

    /// Nil unless `error` tells of one.
    init?<Backend: CryptoBackend>(_ error: any Error, to configuration: ClientConfiguration<Backend>) {
        guard case TransportError.handshake(let server, .helloRefused(let alert)) = error else { return nil }
        self.server = server
        self.alert = alert
        versions = configuration.versions
        cipherSuites =
            (versions.contains(.tls13) ? configuration.tls13CipherSuites : [])
            + (versions.contains(.tls12) ? configuration.cipherSuites : [])
        groups = configuration.groups.filter { group in
            configuration.versions.contains(.tls13)
                || configuration.cipherSuites.contains { $0.keyExchange == group.named?.keyExchange }
        }
        signatureSchemes = Backend.capabilities.signatureSchemes
    }

    var description: String {
        let suites = cipherSuites.map { $0.name.trimmingPrefix("TLS_") }.joined(separator: ", ")
        var offer = "\(versions.map(\.name).joined(separator: " and ")) with \(suites)"
        if !groups.isEmpty { offer += "; groups \(groups.map(\.name).joined(separator: ", "))" }
        offer += "; signatures \(signatureSchemes.map(\.name).joined(separator: ", "))"
        let what = "\(server): the peer sent alert \(alert) in answer to ClientHello, which offered \(offer)"
        return kind.map { "\(what). This is how servers answer that \($0)" } ?? what
    }

    /// The version that was not offered; nil if both were.
    private var otherVersion: ProtocolVersion? {
        [ProtocolVersion.tls13, .tls12].first { !versions.contains($0) }
    }

    private var kind: String? {
        switch alert {
        case .handshakeFailure, .insufficientSecurity:
            "support none of these suites, groups or signatures: servers with only a certificate of another kind"
                + (otherVersion.map { ", or with only \($0.name)" } ?? "")
        case .protocolVersion:
            switch otherVersion {
            case .tls13?: "support only TLS 1.3, or nothing as new as TLS 1.2"
            case .tls12?: "support only TLS 1.2, or nothing as new"
            default: "support nothing as new as TLS 1.2"
            }
        case .unrecognizedName: "do not serve that name; --server-name asks for another"
        case .noApplicationProtocol: "support none of the protocols in --alpn"
        default: nil
        }
    }
}
