internal import VectorFiles

/// The examples of RSA Laboratories: decryption, and signatures, whose hash is SHA-1 throughout.
enum LaboratoriesCases {
    static func cases(_ text: String, file: String) throws(VectorFileError) -> [VectorCase] {
        var cases: [VectorCase] = []
        for section in try RSALaboratoriesFile(text, file: file).sections {
            for example in section.examples {
                cases.append(VectorCase(id: example.name, content: try content(example, section.key, file)))
            }
        }
        return cases
    }

    private static func content(
        _ example: RSALaboratoriesFile.Example,
        _ key: [String: [UInt8]],
        _ file: String
    ) throws(VectorFileError) -> VectorCase.Content {
        func need(_ values: [String: [UInt8]], _ name: String) throws(VectorFileError) -> HexOctets {
            guard let octets = values[name] else { throw .missing(file: file, test: example.name, name: name) }
            return HexOctets(octets)
        }
        if example.values["Signature"] != nil { return .unsupported("SHA-1") }
        let request = KnownAnswerRequest(
            op: "rsa-decrypt",
            ct: try need(example.values, "Encryption"),
            n: try need(key, "Modulus"),
            e: try need(key, "Public exponent"),
            d: try need(key, "Exponent"),
            p: try need(key, "Prime 1"),
            q: try need(key, "Prime 2")
        )
        let message = try need(example.values, "Message")
        return .steps([VectorCase.Step(request, .results(["pt": message]))])
    }
}
