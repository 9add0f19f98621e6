internal import VectorFiles

/// The named values of one test case: its own, then those of its group and its file.
struct VectorFields {
    let file: String
    let test: String
    private let levels: [[String: Any]]

    /// - Parameter levels: the first that has a name gives its value.
    init(file: String, test: String, _ levels: [[String: Any]]) {
        self.file = file
        self.test = test
        self.levels = levels
    }

    /// The value of `name`, of whatever kind.
    subscript(name: String) -> Any? { levels.lazy.compactMap { $0[name] }.first }

    func has(_ name: String) -> Bool { self[name] != nil }

    func text(_ name: String) throws(VectorFileError) -> String { try value(name, "text") { $0 as? String } }

    /// Written in hexadecimal.
    func octets(_ name: String) throws(VectorFileError) -> HexOctets {
        try value(name, "hexadecimal") { ($0 as? String).flatMap { [UInt8](hexadecimal: $0) }.map(HexOctets.init) }
    }

    /// A number, or the decimal digits of one.
    func number(_ name: String) throws(VectorFileError) -> Int {
        try value(name, "a number") { $0 as? Int ?? ($0 as? String).flatMap { Int($0) } }
    }

    func flag(_ name: String) throws(VectorFileError) -> Bool { try value(name, "true or false") { $0 as? Bool } }

    func list(_ name: String) throws(VectorFileError) -> [[String: Any]] {
        try value(name, "a list of objects") { $0 as? [[String: Any]] }
    }

    /// The values of an object in the place of one.
    func object(_ name: String) throws(VectorFileError) -> VectorFields {
        VectorFields(file: file, test: test, [try value(name, "an object") { $0 as? [String: Any] }])
    }

    /// The name of a hash as registries have it, whatever the file makes of it: SHA256, SHA2-256, HMACSHA256.
    func hash(_ name: String) throws(VectorFileError) -> String { Self.hashName(try text(name)) }

    /// `SHA-256` for all of its spellings.
    static func hashName(_ text: some StringProtocol) -> String {
        var name = text.hasPrefix("HMAC") ? String(text.dropFirst(4).drop { $0 == "-" }) : String(text)
        if name.hasPrefix("SHA2-") { name.remove(at: name.index(name.startIndex, offsetBy: 3)) }
        let rest = name.dropFirst(3)
        // SHA3-256 has its own.
        if name.hasPrefix("SHA"), rest.first?.isNumber == true, !rest.hasPrefix("3-") { name = "SHA-\(rest)" }
        return name
    }

    func malformed(_ name: String, not expected: String) -> VectorFileError {
        .malformed(file: file, test: test, name: name, expected: expected)
    }

    private func value<Value>(
        _ name: String,
        _ expected: String,
        _ convert: (Any) -> Value?
    ) throws(VectorFileError) -> Value {
        guard let found = self[name] else { throw .missing(file: file, test: test, name: name) }
        guard let value = convert(found) else { throw malformed(name, not: expected) }
        return value
    }
}
