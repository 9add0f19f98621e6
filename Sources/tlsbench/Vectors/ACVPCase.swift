internal import VectorFiles

/// What a test case of ACVP asks; the names are those of its specifications (pages.nist.gov/ACVP).
enum ACVPCase {
    static func content(_ fields: VectorFields) throws(VectorFileError) -> VectorCase.Content {
        let algorithm = try fields.text("algorithm")
        let mode = fields["mode"] as? String
        switch (algorithm, mode) {
        case ("ACVP-AES-GCM", _): return try gcm(fields)
        case ("TLS-v1.2", "KDF"): return .steps(try derivation(fields, isExtended: true))
        case ("kdf-components", "tls"):
            let version = try fields.text("tlsVersion")
            guard version == "v1.2" else { return .unsupported("PRF of TLS \(version)") }
            return .steps(try derivation(fields, isExtended: false))
        case ("RSA", "sigVer"), ("RSA", "sigGen"): return try signature(fields, isMade: mode == "sigGen")
        case (let name, _) where name.hasPrefix("HMAC-SHA"): return .steps(try hmac(fields))
        case (let name, _) where name.hasPrefix("SHA"): return try hash(fields)
        default: return .unsupported([algorithm, mode].compactMap(\.self).joined(separator: " "))
        }
    }

    private static func gcm(_ fields: VectorFields) throws(VectorFileError) -> VectorCase.Content {
        // The module is to make the nonce itself, so that the file has no answer for any nonce that could be given.
        if fields["ivGen"] as? String == "internal", !fields.has("iv") {
            return .unsupported("nonce of the module's own")
        }
        // What must be refused may have its plaintext beside it.
        let isRefused = fields.has("testPassed") ? try !fields.flag("testPassed") : false
        return .steps(
            try .aead(
                "aes-gcm",
                fields,
                plaintext: isRefused ? nil : try fields.octets("pt"),
                names: ("key", "iv", "aad", "ct", "tag")
            )
        )
    }

    private static func hmac(_ fields: VectorFields) throws(VectorFileError) -> [VectorCase.Step] {
        .hmac(
            try fields.hash("algorithm"),
            key: try fields.octets("key"),
            message: try fields.octets("msg"),
            mac: try fields.octets("mac")
        )
    }

    private static func hash(_ fields: VectorFields) throws(VectorFileError) -> VectorCase.Content {
        let hash = try fields.hash("algorithm")
        switch try fields.text("testType") {
        case "AFT":
            let bits = try fields.number("len")
            guard bits.isMultiple(of: 8) else { return .unsupported("message of a part of an octet") }
            let message = try fields.octets("msg").octets.prefix(bits / 8)
            return .steps(.digest(hash, HexOctets(Array(message)), try fields.octets("md")))
        case "MCT":
            if let version = fields["mctVersion"] as? String, version.lowercased() != "standard" {
                return .unsupported("Monte Carlo test, \(version)")
            }
            var seed = try fields.octets("msg")
            var steps: [VectorCase.Step] = []
            for checkpoint in try fields.list("resultsArray") {
                let digest = try VectorFields(file: fields.file, test: fields.test, [checkpoint]).octets("md")
                steps += .monteCarlo(hash, seed: seed, digest)
                seed = digest
            }
            guard !steps.isEmpty else { throw fields.malformed("resultsArray", not: "a list of digests") }
            return .steps(steps)
        case let type: return .unsupported("\(hash), test of type \(type)")
        }
    }

    private static func derivation(
        _ fields: VectorFields,
        isExtended: Bool
    ) throws(VectorFileError) -> [VectorCase.Step] {
        KeyDerivation(
            hash: try fields.hash("hashAlg"),
            premaster: try fields.octets("preMasterSecret"),
            label: isExtended ? KeyDerivation.extendedMasterSecret : KeyDerivation.masterSecret,
            seed: isExtended
                ? try fields.octets("sessionHash")
                : HexOctets(
                    try fields.octets("clientHelloRandom").octets + fields.octets("serverHelloRandom").octets
                ),
            master: try fields.octets("masterSecret"),
            serverRandom: try fields.octets("serverRandom"),
            clientRandom: try fields.octets("clientRandom"),
            keyBlock: try fields.octets("keyBlock")
        ).steps
    }

    /// One that was made comes with the key that it must hold under.
    private static func signature(
        _ fields: VectorFields,
        isMade: Bool
    ) throws(VectorFileError) -> VectorCase.Content {
        let (type, hash) = (try fields.text("sigType"), try fields.hash("hashAlg"))
        guard ["pkcs1v1.5", "pss"].contains(type) else { return .unsupported("signatures of \(type)") }
        let mask = fields["maskFunction"] as? String ?? "mgf1"
        guard type != "pss" || mask == "mgf1" else { return .unsupported("PSS with \(mask)") }
        let vector = SignatureVector(
            n: try fields.octets("n"),
            e: try fields.octets("e"),
            hash: hash,
            salt: type == "pss" ? try fields.number("saltLen") : nil,
            message: try fields.octets("message"),
            signature: try fields.octets("signature")
        )
        return .steps([vector.verification(.holds(isMade ? true : try fields.flag("testPassed")))])
    }
}
