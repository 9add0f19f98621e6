import VectorSupport

/// The text files of RSA Laboratories: `# Name:` lines, each with its octets in the lines below.
enum RSALaboratoriesFile {
    /// One key, and what was done with it.
    struct Section {
        let key: RSATestKey
        var examples: [Example]
    }

    struct Example {
        let name: String
        var values: [String: [UInt8]] = [:]
    }

    /// The keys of `nist/<name>` with their examples; none where the vectors are not installed.
    static func keys(_ name: String) throws -> [Section] {
        var sections: [Section] = []
        var components: [String: [UInt8]] = [:]
        for field in try fields(name) {
            switch field.name {
            case "Message", "Message to be signed":
                let name = "example \(sections.count).\((sections.last?.examples.count ?? 0) + 1)"
                sections[sections.count - 1].examples.append(Example(name: name, values: ["Message": field.octets]))
            case "Seed", "Encryption", "Signature":
                let last = sections[sections.count - 1].examples.count - 1
                sections[sections.count - 1].examples[last].values[field.name] = field.octets
            default:
                components[field.name] = field.octets
                // The last component of each key.
                if field.name == "Coefficient" { sections.append(Section(key: key(components), examples: [])) }
            }
        }
        return sections
    }

    private static func key(_ components: [String: [UInt8]]) -> RSATestKey {
        RSATestKey(
            modulus: components["Modulus"] ?? [],
            publicExponent: (components["Public exponent"] ?? []).reduce(0) { $0 << 8 | UInt64($1) },
            privateExponent: components["Exponent"] ?? [],
            prime1: components["Prime 1"] ?? [],
            prime2: components["Prime 2"] ?? [],
            exponent1: components["Prime exponent 1"] ?? [],
            exponent2: components["Prime exponent 2"] ?? [],
            coefficient: components["Coefficient"] ?? []
        )
    }

    private static func fields(_ name: String) throws -> [(name: String, octets: [UInt8])] {
        var fields: [(name: String, octets: [UInt8])] = []
        for line in try Vectors.lines("nist/\(name)") {
            if line.hasPrefix("# ") && line.hasSuffix(":") {
                fields.append((line.dropFirst(2).dropLast().description, []))
            } else if !line.isEmpty, line.allSatisfy({ $0.isHexDigit || $0 == " " }), !fields.isEmpty {
                fields[fields.count - 1].octets += [UInt8](hex: line)
            }
        }
        return fields
    }
}
