/// The text files of RSA Laboratories: `# Name:` lines, each with its octets in the lines below.
public struct RSALaboratoriesFile: Sendable {
    /// The keys, in order, with what was done with them.
    public let sections: [Section]

    /// One key.
    public struct Section: Sendable {
        /// "Modulus", "Public exponent", "Exponent" (the private one), "Prime 1", "Prime exponent 1", "Coefficient" and so on.
        public let key: [String: [UInt8]]
        /// In order.
        public fileprivate(set) var examples: [Example]
    }

    /// One message.
    public struct Example: Sendable {
        /// "example 3.14": key and message, counted from 1.
        public let name: String
        /// "Message", and "Seed" and "Encryption", or "Signature".
        public fileprivate(set) var values: [String: [UInt8]]
    }

    /// Whether `text` is one of them.
    public static func isOne(_ text: String) -> Bool { text.contains("# Modulus:") }

    /// Reads `text`, with line ends of either kind; `file` is how errors name it.
    public init(_ text: String, file: String) throws(VectorFileError) {
        var sections: [Section] = []
        var components: [String: [UInt8]] = [:]
        for field in try Self.fields(text, file) {
            switch field.name {
            case "Message", "Message to be signed":
                guard let place = sections.indices.last else {
                    throw .missing(file: file, test: "line \(field.line)", name: "key")
                }
                let name = "example \(sections.count).\(sections[place].examples.count + 1)"
                sections[place].examples.append(Example(name: name, values: ["Message": field.octets]))
            case "Seed", "Encryption", "Signature":
                guard let place = sections.indices.last, let last = sections[place].examples.indices.last else {
                    throw .missing(file: file, test: "line \(field.line)", name: "Message")
                }
                sections[place].examples[last].values[field.name] = field.octets
            default:
                components[field.name] = field.octets
                // The last component of each key.
                if field.name == "Coefficient" {
                    sections.append(Section(key: components, examples: []))
                    components = [:]
                }
            }
        }
        self.sections = sections
    }

    private struct Field {
        let name: String
        let line: Int
        var octets: [UInt8] = []
    }

    private static func fields(_ text: String, _ file: String) throws(VectorFileError) -> [Field] {
        var fields: [Field] = []
        var isInField = false
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.map(trimmed).enumerated() {
            if line.hasPrefix("# ") && line.hasSuffix(":") {
                fields.append(Field(name: String(line.dropFirst(2).dropLast()), line: index + 1))
                isInField = true
            } else if line.isEmpty {
                isInField = false
            } else if isInField {
                guard let octets = [UInt8](hexadecimal: line.filter { !$0.isWhitespace }) else {
                    throw .strangeLine(file: file, line: index + 1)
                }
                fields[fields.count - 1].octets += octets
            }
        }
        return fields
    }
}
