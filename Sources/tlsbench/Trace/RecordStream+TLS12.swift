internal import TLSEngine
internal import TLSWire

extension RecordStream {
    /// Its messages in TLS 1.2; what is protected is told apart by the type of its records alone (RFC 5246 §6.2).
    func messages() throws -> [Sent] {
        var messages: [Sent] = []
        var handshake = HandshakeOctets()
        var keys: TracedKeys?
        for record in try records() {
            let count = record.octets.count
            switch record.type {
            case .handshake where keys == nil:
                let overhead = RecordHeader.octetCount
                for message in try handshake.take(record.fragment, overhead: overhead, of: sender) {
                    messages.append(sent(.step(message.step), message.count, under: nil, in: record))
                }
            // Of what the engine sends, Finished alone is a handshake message under the keys.
            case .handshake: messages.append(sent(.finished(of: sender), count, under: keys, in: record))
            case .changeCipherSpec:
                messages.append(sent(.changeCipherSpec(of: sender), count, under: nil, in: record))
                keys = .session
            case .alert: messages.append(sent(.alert, count, under: keys, in: record))
            case .applicationData: messages.append(sent(.applicationData, count, under: keys, in: record))
            }
        }
        return messages
    }
}
