internal import VectorFiles

/// The vectors of C2SP Wycheproof: JSON, with a schema for each kind of algorithm.
///
/// What is `acceptable` may be answered either way where no standard for TLS decides it. For key exchanges one does:
/// ``WycheproofKeyExchange``.
enum WycheproofFile {
    /// What a test case must come to.
    enum Verdict: String { case valid, invalid, acceptable }

    static func isOne(_ object: [String: Any]) -> Bool {
        object["numberOfTests"] is Int && object["testGroups"] is [[String: Any]]
    }

    static func cases(_ object: [String: Any], file: String) throws(VectorFileError) -> [VectorCase] {
        let whole = VectorFields(file: file, test: "the file", [object])
        var cases: [VectorCase] = []
        for group in try whole.list("testGroups") {
            for test in try VectorFields(file: file, test: "a group", [group]).list("tests") {
                let id = "test \((test["tcId"] as? Int).map(String.init) ?? "without tcId")"
                let fields = VectorFields(file: file, test: id, [test, group, object])
                cases.append(VectorCase(id: id, content: try content(fields)))
            }
        }
        let count = try whole.number("numberOfTests")
        guard cases.count == count else { throw .count(file: file, expected: count, got: cases.count) }
        return cases
    }

    /// The verdict of a test case.
    static func verdict(_ fields: VectorFields) throws(VectorFileError) -> Verdict {
        guard let verdict = Verdict(rawValue: try fields.text("result")) else {
            throw fields.malformed("result", not: "valid, invalid or acceptable")
        }
        return verdict
    }

    private static func content(_ fields: VectorFields) throws(VectorFileError) -> VectorCase.Content {
        _ = try fields.number("tcId")
        // The files about JSON web tokens have the algorithm in each key.
        let (type, algorithm) = (try fields.text("type"), fields["algorithm"] as? String ?? "JSON")
        switch type {
        case "AeadTest" where algorithm == "AES-GCM": return .steps(try aead("aes-gcm", fields))
        case "AeadTest" where algorithm == "CHACHA20-POLY1305":
            return .steps(try aead("chacha20-poly1305", fields))
        case "MacTest" where algorithm.hasPrefix("HMAC"): return .steps(try mac(fields))
        case "RsaesPkcs1Decrypt":
            return fields.has("privateKey") ? .steps(try decryption(fields)) : olderSchema
        case "RsassaPkcs1Verify", "RsassaPkcs1Generate", "RsassaPssVerify", "RsassaPssWithParametersVerify":
            return try WycheproofSignature.content(fields, type)
        case "EcdsaVerify": return try ecdsa(fields)
        case "EcdhTest", "EcdhEcpointTest", "XdhComp", "XdhAsnComp":
            return try WycheproofKeyExchange.content(fields, type)
        default: return .unsupported("\(algorithm) (\(type))")
        }
    }

    /// Before testvectors_v1 a group had the numbers of its key itself, and others in DER.
    static let olderSchema = VectorCase.Content.unsupported("schema from before testvectors_v1")

    private static func aead(
        _ operation: String,
        _ fields: VectorFields
    ) throws(VectorFileError) -> [VectorCase.Step] {
        let message = try fields.octets("msg")
        return try .aead(
            operation,
            fields,
            plaintext: try verdict(fields) == .invalid ? nil : message,
            names: ("key", "iv", "aad", "ct", "tag")
        )
    }

    /// Signatures in DER; another schema has r and s without.
    private static func ecdsa(_ fields: VectorFields) throws(VectorFileError) -> VectorCase.Content {
        guard fields.has("publicKey") else { return olderSchema }
        let key = try fields.object("publicKey")
        let curve = try key.text("curve")
        guard curve == "secp256r1" else { return .unsupported("ECDSA on \(curve)") }
        let request = KnownAnswerRequest(
            op: "ecdsa-verify",
            hash: try fields.hash("sha"),
            msg: try fields.octets("msg"),
            sig: try fields.octets("sig"),
            public: try key.octets("uncompressed")
        )
        let verdict = try verdict(fields)
        return .steps([VectorCase.Step(request, verdict == .acceptable ? .anyAnswer : .holds(verdict == .valid))])
    }

    private static func mac(_ fields: VectorFields) throws(VectorFileError) -> [VectorCase.Step] {
        let (tag, hash) = (try fields.octets("tag"), try fields.hash("algorithm"))
        guard tag.octets.count * 8 == (try fields.number("tagSize")) else {
            throw fields.malformed("tag", not: "as long as tagSize")
        }
        let steps: [VectorCase.Step] = .hmac(
            hash,
            key: try fields.octets("key"),
            message: try fields.octets("msg"),
            mac: tag
        )
        let verdict = try verdict(fields)
        return steps.map { step in
            switch verdict {
            case .valid: step
            case .invalid: VectorCase.Step(step.request, .otherResults(["mac": tag]))
            case .acceptable: VectorCase.Step(step.request, .anyAnswer)
            }
        }
    }

    private static func decryption(_ fields: VectorFields) throws(VectorFileError) -> [VectorCase.Step] {
        let key = try fields.object("privateKey")
        let request = KnownAnswerRequest(
            op: "rsa-decrypt",
            ct: try fields.octets("ct"),
            n: try key.octets("modulus"),
            e: try key.octets("publicExponent"),
            d: try key.octets("privateExponent"),
            p: try key.octets("prime1"),
            q: try key.octets("prime2")
        )
        let message = ["pt": try fields.octets("msg")]
        switch try verdict(fields) {
        case .valid: return [VectorCase.Step(request, .results(message))]
        case .invalid: return [VectorCase.Step(request, .refusal)]
        case .acceptable: return [VectorCase.Step(request, .resultsOrRefusal(message))]
        }
    }
}
