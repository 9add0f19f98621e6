internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

extension RecordStream {
    /// Its messages in TLS 1.3, whose types only the secrets can show (RFC 8446 §5.2).
    ///
    /// - Parameter open: opens a record under the sender's keys; each of them begins with the first record after the last of those
    ///   before.
    func messages(
        opening open: (RecordStream.Record, TracedKeys) throws -> (type: ContentType, octets: [UInt8])
    ) throws -> [Sent] {
        var messages: [Sent] = []
        var handshake = HandshakeOctets()
        var protection = TracedKeys.handshake
        for record in try records() {
            // Protected records, and no others, have this type.
            let keys = record.type == .applicationData ? protection : nil
            let (type, content) =
                if let keys { try open(record, keys) } else { (record.type, Array(record.fragment)) }
            let count = record.octets.count
            switch type {
            case .handshake:
                for message in try handshake.take(content, overhead: count - content.count, of: sender) {
                    let (kind, extensions) = try Self.kind(of: message)
                    messages.append(sent(kind, message.count, under: keys, in: record, extensions))
                    // What follows an end's Finished is application data, or comes after the handshake (RFC 8446 §4.4.4).
                    if kind == .finished(of: sender) { protection = .application }
                }
            case .changeCipherSpec:
                messages.append(sent(.changeCipherSpec(of: sender), count, under: keys, in: record))
            case .alert: messages.append(sent(.alert, count, under: keys, in: record))
            case .applicationData: messages.append(sent(.applicationData, count, under: keys, in: record))
            }
        }
        return messages
    }

    /// What a message is, and which of its extensions settle the keys.
    private static func kind(
        of message: HandshakeOctets.Message
    ) throws -> (TracedMessage.Kind, KeyExtensions?) {
        switch message.step {
        case .clientHello:
            return (.step(.clientHello), KeyExtensions(try ClientHello(decoding: message.body).extensions))
        case .serverHello:
            let hello = try ServerHello(decoding: message.body)
            return (hello.isRetryRequest ? .helloRetryRequest : .step(.serverHello), KeyExtensions(hello.extensions))
        default: return (.step(message.step), nil)
        }
    }
}
