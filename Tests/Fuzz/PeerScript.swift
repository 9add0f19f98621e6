internal import TLSEngine
internal import TLSWire

/// A way through a handshake, told by an input: which valid records to send, alter, repeat or leave out, and what to say beside.
///
/// The input is a row of steps, an octet for the kind of each and then what the kind takes. The null backend makes a protected
/// record of any plaintext, so that no state is behind a wall.
struct PeerScript {
    /// What happens to the connection.
    enum Action {
        case octets([UInt8])
        case send([UInt8])
        case close
        case transportEnds
    }

    let actions: [Action]

    /// - Parameter flight: the records of a peer that means well, in order.
    init(_ input: ArraySlice<UInt8>, flight: [[UInt8]]) {
        var reader = ByteReader(Array(input))
        var rest = flight[...]
        var last: [UInt8] = []
        var actions: [Action] = []
        while let kind = try? reader.uint8(), actions.count < Self.mostActions {
            switch kind & 0x0F {
            case 0...3:
                last = rest.popFirst() ?? last
                actions.append(.octets(last))
            case 4, 5:
                var record = rest.popFirst() ?? last
                guard let place = try? reader.uint16(), let mask = try? reader.uint8(), !record.isEmpty else { break }
                record[Int(place) % record.count] ^= mask
                last = record
                actions.append(.octets(record))
            case 6: last = rest.popFirst() ?? last
            case 7: actions.append(.octets(last))
            case 8, 9, 10:
                // The upper bits say which of the four types, and how it is protected.
                guard var payload = try? reader.vector16() else { break }
                let type = 20 + kind >> 4 & 3
                last = Self.record(type, payload.rest(), Protection(kind))
                actions.append(.octets(last))
            case 11, 12:
                guard let type = try? reader.uint8(), var body = try? reader.vector16() else { break }
                var message = ByteWriter()
                message.uint8(type)
                message.vector24 { $0.opaque(body.rest()) }
                last = Self.record(22, message.octets, Protection(kind))
                actions.append(.octets(last))
            case 13:
                guard var octets = try? reader.vector16() else { break }
                actions.append(.octets(octets.rest()))
            case 14:
                guard var octets = try? reader.vector16() else { break }
                actions.append(.send(octets.rest()))
            default: actions.append(kind & 0x10 == 0 ? .close : .transportEnds)
            }
        }
        self.actions = actions
    }

    /// The form of a record, with the null backend's tag.
    private enum Protection {
        case none
        /// Behind an explicit nonce (RFC 5288 §3).
        case tls12
        /// With its type inside (RFC 8446 §5.2).
        case tls13

        init(_ kind: UInt8) { self = kind & 0x40 == 0 ? .none : kind & 0x80 == 0 ? .tls12 : .tls13 }

        func fragment(_ type: UInt8, _ plaintext: [UInt8]) -> [UInt8] {
            let tag = [UInt8](repeating: 0x33, count: 16)
            return switch self {
            case .none: plaintext
            case .tls12: [UInt8](repeating: 0, count: 8) + plaintext + tag
            case .tls13: plaintext + [type] + tag
            }
        }
    }

    private static func record(_ type: UInt8, _ plaintext: [UInt8], _ protection: Protection) -> [UInt8] {
        let fragment = protection.fragment(type, plaintext)
        var writer = ByteWriter()
        writer.uint8(protection == .tls13 ? ContentType.applicationData.rawValue : type)
        writer.uint16(ProtocolVersion.tls12.rawValue)
        writer.uint16(UInt16(truncatingIfNeeded: fragment.count))
        writer.opaque(fragment)
        return writer.octets
    }

    private static let mostActions = 256
}
