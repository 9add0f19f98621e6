internal import Foundation

/// One line of `tlsbench kat`: an operation and what it takes; binary values in hexadecimal.
struct KnownAnswerRequest: Decodable {
    let op: String
    var key, iv, aad, pt, ct, tag: HexOctets?
    var n, e, d, p, q: HexOctets?
    var hash: String?
    var msg, sig: HexOctets?
    var secret, seed: HexOctets?
    var label: String?
    var length: Int?
    var `private`, `public`: HexOctets?
}

/// Octets that are written in hexadecimal.
struct HexOctets: Codable, Hashable {
    let octets: [UInt8]

    init(_ octets: [UInt8]) { self.octets = octets }

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        let digits = text.utf8.map { Self.value($0) }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not hexadecimal")
            throw DecodingError.dataCorrupted(context)
        }
        octets = stride(from: 0, to: digits.count, by: 2).map { (digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(octets.map { String(format: "%02x", $0) }.joined())
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}

/// What is answered: fields by their names, or why there are none.
enum KnownAnswer: Hashable, Encodable {
    /// Results.
    case results([String: HexOctets])
    /// Whether a signature holds.
    case holds(Bool)
    /// The backend refused, as it must for altered octets.
    case refused(String)
    /// It does not do such a thing.
    case unsupported

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        switch self {
        case .results(let results):
            for (name, value) in results { try container.encode(value, forKey: Name(name)) }
        case .holds(let holds): try container.encode(holds, forKey: Name("ok"))
        case .refused(let reason): try container.encode(reason, forKey: Name("err"))
        case .unsupported: try container.encode(true, forKey: Name("skip"))
        }
    }
}
