internal import VectorFiles

/// RSA signatures of CAVP: made (SigGen), which must hold, and to be verified (SigVer), which say whether they do.
enum ResponseSignature {
    static func content(_ fields: VectorFields, _ title: String) throws(VectorFileError) -> VectorCase.Content {
        guard !title.contains("9.31") else { return .unsupported("signatures of X9.31") }
        let vector = SignatureVector(
            n: try fields.octets("n"),
            e: try evenDigits(fields, "e"),
            hash: try fields.hash("SHAAlg"),
            salt: title.contains("PSS") ? try fields.octets("SaltVal").octets.count : nil,
            message: try fields.octets("Msg"),
            signature: try fields.octets("S")
        )
        let holds: Bool
        switch (fields["Result"] as? String)?.first {
        case nil, "P": holds = true
        case "F": holds = false
        default: throw fields.malformed("Result", not: "P or F")
        }
        return .steps([vector.verification(.holds(holds))])
    }

    /// An exponent may be written without the zero before its first digit.
    private static func evenDigits(_ fields: VectorFields, _ name: String) throws(VectorFileError) -> HexOctets {
        let text = try fields.text(name)
        guard let octets = [UInt8](hexadecimal: text.count.isMultiple(of: 2) ? text : "0" + text) else {
            throw fields.malformed(name, not: "hexadecimal")
        }
        return HexOctets(octets)
    }
}
