internal import VectorFiles

/// RSA signatures of Wycheproof: to verify, and with a private key to make.
enum WycheproofSignature {
    static func content(_ fields: VectorFields, _ type: String) throws(VectorFileError) -> VectorCase.Content {
        let isGeneration = type == "RsassaPkcs1Generate"
        guard fields.has("publicKey") || fields.has("privateKey") else { return WycheproofFile.olderSchema }
        let key = try fields.object(isGeneration ? "privateKey" : "publicKey")
        let hash = try fields.hash("sha")
        var salt: Int?
        if type.hasPrefix("RsassaPss") {
            let mask = try fields.text("mgf")
            guard mask == "MGF1" else { return .unsupported("PSS with \(mask)") }
            let maskHash = try fields.hash("mgfSha")
            guard maskHash == hash else { return .unsupported("PSS with \(hash), and MGF1 with another hash") }
            salt = try fields.number("sLen")
        }
        let vector = SignatureVector(
            n: try key.octets("modulus"),
            e: try key.octets("publicExponent"),
            hash: hash,
            salt: salt,
            message: try fields.octets("msg"),
            signature: try fields.octets("sig")
        )
        let verdict = try WycheproofFile.verdict(fields)
        let verification = vector.verification(
            verdict == .acceptable ? .anyAnswer : .holds(verdict == .valid)
        )
        guard isGeneration else { return .steps([verification]) }
        let results = ["sig": vector.signature]
        let expectation: Expectation =
            switch verdict {
            case .valid: .results(results)
            case .invalid: .otherResults(results)
            case .acceptable: .resultsOrRefusal(results)
            }
        let generation = vector.generation(privateExponent: try key.octets("privateExponent"), expectation)
        return .steps([generation, verification])
    }
}
