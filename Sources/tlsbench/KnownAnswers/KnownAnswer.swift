/// What is answered to a request: fields by their names, or why there are none.
enum KnownAnswer: Hashable {
    /// Results.
    case results([String: HexOctets])
    /// Whether a signature holds.
    case holds(Bool)
    /// The backend refused, as it must for altered octets.
    case refused(String)
    /// It does not do such a thing: which; nothing if that is not told.
    case unsupported(String?)
    /// The request was none.
    case malformed(String)

    /// The same for who knows nothing but results, refusals and what is skipped.
    var unexplained: KnownAnswer {
        switch self {
        case .unsupported: .unsupported(nil)
        case .malformed(let reason): .refused("not a request: \(reason)")
        case .results, .holds, .refused: self
        }
    }
}

extension KnownAnswer: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }

        static let holds = Name("ok")
        static let refused = Name("err")
        static let unsupported = Name("skip")
        static let reason = Name("reason")
        static let malformed = Name("malformed")
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        switch self {
        case .results(let results):
            for (name, value) in results { try container.encode(value, forKey: Name(name)) }
        case .holds(let holds): try container.encode(holds, forKey: .holds)
        case .refused(let reason): try container.encode(reason, forKey: .refused)
        case .unsupported(let reason):
            try container.encode(true, forKey: .unsupported)
            try container.encodeIfPresent(reason, forKey: .reason)
        case .malformed(let reason): try container.encode(reason, forKey: .malformed)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        if container.contains(.unsupported) {
            self = .unsupported(try container.decodeIfPresent(String.self, forKey: .reason))
        } else if container.contains(.refused) {
            self = .refused(try container.decode(String.self, forKey: .refused))
        } else if container.contains(.malformed) {
            self = .malformed(try container.decode(String.self, forKey: .malformed))
        } else if container.contains(.holds) {
            self = .holds(try container.decode(Bool.self, forKey: .holds))
        } else {
            self = .results(
                try container.allKeys.reduce(into: [:]) { results, name in
                    results[name.stringValue] = try container.decode(HexOctets.self, forKey: name)
                }
            )
        }
    }
}
