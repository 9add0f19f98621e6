internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

extension TraceDocument {
    /// Takes a connection and what was seen of it.
    init(
        _ connection: TracedConnection,
        _ messages: [TracedMessage],
        _ identity: BackendIdentity,
        _ certificate: TraceCertificate
    ) {
        let version = connection.negotiated.version
        self.init(
            version: version.name,
            backend: identity.name,
            library: "\(identity.library) \(identity.version)",
            cipherSuite: connection.negotiated.cipherSuite.name,
            group: connection.negotiated.group?.name,
            resumption: connection.negotiated.resumption.rawValue,
            keyKind: certificate.kind.rawValue,
            bits: certificate.bits,
            client: connection.client.description,
            server: connection.server.description,
            messages: messages.map { Message($0, version) },
            applicationData: ApplicationData(
                client: String(decoding: connection.request, as: UTF8.self),
                server: String(decoding: connection.answer, as: UTF8.self)
            )
        )
    }

    /// UTF-8 with sorted keys and a line break at its end.
    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self)) + [0x0a]
    }
}

extension TraceDocument.Message {
    fileprivate init(_ traced: TracedMessage, _ version: ProtocolVersion) {
        self.init(
            step: version == .tls12 ? traced.kind.number : nil,
            phase: version == .tls13 ? traced.kind.phase?.rawValue : nil,
            message: traced.kind.name,
            sender: traced.sender?.rawValue,
            octets: traced.octets,
            protected: traced.keys != nil,
            keys: traced.keys?.rawValue,
            keyShares: traced.extensions?.keyShares,
            preSharedKey: traced.extensions?.hasPreSharedKey,
            clientNs: traced.clientNs,
            serverNs: traced.serverNs
        )
    }
}
