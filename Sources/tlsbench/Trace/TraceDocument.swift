internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

extension TraceDocument {
    /// Takes a connection and what was seen of it.
    init(_ connection: TracedConnection, _ messages: [TracedMessage], _ identity: BackendIdentity, bits: Int) {
        self.init(
            backend: identity.name,
            library: "\(identity.library) \(identity.version)",
            cipherSuite: connection.negotiated.cipherSuite.name,
            group: connection.negotiated.group?.name,
            resumption: connection.negotiated.resumption.rawValue,
            bits: bits,
            client: connection.client.description,
            server: connection.server.description,
            messages: messages.map(Message.init),
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
    fileprivate init(_ traced: TracedMessage) {
        self.init(
            step: traced.kind.number,
            message: traced.kind.name,
            sender: traced.sender?.rawValue,
            octets: traced.octets,
            protected: traced.isProtected,
            clientNs: traced.clientNs,
            serverNs: traced.serverNs
        )
    }
}
