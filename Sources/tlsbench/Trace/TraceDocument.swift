internal import CryptoBackend
internal import Foundation
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// A trace as JSON; the article Tracing describes it.
struct TraceDocument: Encodable {
    let schema = "tlsbench-trace/1"
    let backend: String
    let library: String
    let cipherSuite: String
    let group: String?
    let resumption: String
    let bits: Int
    let client: String
    let server: String
    let messages: [Message]
    let applicationData: ApplicationData

    /// One row.
    struct Message: Encodable {
        let step: Int?
        let message: String
        let sender: String?
        let octets: Int
        let protected: Bool
        let clientNs: UInt64?
        let serverNs: UInt64?
    }

    /// What each side sent, before it was encrypted.
    struct ApplicationData: Encodable {
        let client: String
        let server: String
    }

    init(_ connection: TracedConnection, _ messages: [TracedMessage], _ identity: BackendIdentity, bits: Int) {
        backend = identity.name
        library = "\(identity.library) \(identity.version)"
        cipherSuite = connection.negotiated.cipherSuite.name
        group = connection.negotiated.group?.name
        resumption = connection.negotiated.resumption.rawValue
        self.bits = bits
        client = connection.client.description
        server = connection.server.description
        self.messages = messages.map(Message.init)
        applicationData = ApplicationData(
            client: String(decoding: connection.request, as: UTF8.self),
            server: String(decoding: connection.answer, as: UTF8.self)
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
        step = traced.kind.number
        message = traced.kind.name
        sender = traced.sender?.rawValue
        octets = traced.octets
        protected = traced.isProtected
        clientNs = traced.clientNs
        serverNs = traced.serverNs
    }
}
