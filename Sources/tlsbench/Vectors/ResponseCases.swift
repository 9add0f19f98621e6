internal import VectorFiles

/// The test cases of a response file of CAVP, told apart by the names of their values.
struct ResponseCases {
    private(set) var cases: [VectorCase] = []
    /// The first of the hashes that the head of the file names: the length of a digest alone does not tell SHA-512/256 or SHA3-256.
    private let namedHash: String?
    private let title: String
    private var key: [String: Any] = [:]
    private var seed: HexOctets?

    init(_ text: String, file: String) throws(VectorFileError) {
        let response = try ResponseFile(text, file: file)
        title = response.title.joined(separator: " ")
        namedHash = title.split { !($0.isLetter || $0.isNumber || "-/".contains($0)) }.map(VectorFields.hashName)
            .first { $0.hasPrefix("SHA") && $0.contains(where: \.isNumber) }
        for record in response.records {
            let id = "line \(record.line)"
            let fields = VectorFields(file: file, test: id, [record.values, record.section, key])
            if let content = try content(fields, own: Array(record.values.keys)) {
                cases.append(VectorCase(id: id, content: content))
            } else {
                key.merge(record.values.filter { ["n", "e"].contains($0.key) }) { $1 }
            }
        }
        // Files about the generation of keys have nothing else.
        if cases.isEmpty, let first = response.records.first {
            cases.append(VectorCase(id: "line \(first.line)", content: .unsupported("keys without an operation")))
        }
        guard !cases.isEmpty else { throw .missing(file: file, test: "the file", name: "test case") }
    }

    /// Nil for what is no test case, but says something of those that follow.
    private mutating func content(
        _ fields: VectorFields,
        own: [String]
    ) throws(VectorFileError) -> VectorCase.Content? {
        func has(_ names: String...) -> Bool { names.allSatisfy(fields.has) }
        if has("Key", "IV", "Tag") { return .steps(try gcm(fields)) }
        if has("Key", "Msg", "Mac") { return try hmac(fields, "Mac", digest(fields)) }
        if has("Key", "Msg", "MD") { return try hmac(fields, "MD", namedHash) }
        if has("Len", "Msg", "MD") { return try message(fields) }
        if has("pre_master_secret") { return try derivation(fields) }
        if has("QCAVSx", "ZIUT") { return try agreement(fields) }
        if has("SHAAlg", "Msg", "S") { return try ResponseSignature.content(fields, title) }
        if has("Seed"), !has("MD") {
            seed = try fields.octets("Seed")
            return nil
        }
        if has("COUNT", "MD"), let seed {
            let result = try fields.octets("MD")
            defer { self.seed = result }
            guard let hash = namedHash ?? digest(fields) else { return .unsupported("hash without a name") }
            return .steps(.monteCarlo(hash, seed: seed, result))
        }
        // A key, for the signatures that follow.
        if Set(own).isSubset(of: ["n", "e", "d", "p", "q"]) { return nil }
        // A count, or a result, in a block of its own.
        if Set(own).isSubset(of: ["COUNT", "PRK", "OKM"]) { return nil }
        if has("IKM") { return .unsupported("HKDF") }
        if has("PLAINTEXT", "CIPHERTEXT") { return .unsupported("block cipher without GCM") }
        return .unsupported(title.isEmpty ? "vectors without a title" : String(title.prefix(60)))
    }

    /// By its length.
    private func digest(_ fields: VectorFields) -> String? {
        (fields["L"] as? String).flatMap { length in
            ["20": "SHA-1", "28": "SHA-224", "32": "SHA-256", "48": "SHA-384", "64": "SHA-512"][length]
        }
    }

    private func gcm(_ fields: VectorFields) throws(VectorFileError) -> [VectorCase.Step] {
        try .aead(
            "aes-gcm",
            fields,
            plaintext: fields.has("FAIL") ? nil : try fields.octets("PT"),
            names: ("Key", "IV", "AAD", "CT", "Tag")
        )
    }

    private func hmac(
        _ fields: VectorFields,
        _ name: String,
        _ hash: String?
    ) throws(VectorFileError) -> VectorCase.Content {
        guard let hash else { return .unsupported("HMAC with a hash without a name") }
        let (key, message) = (try fields.octets("Key"), try fields.octets("Msg"))
        return .steps(.hmac(hash, key: key, message: message, mac: try fields.octets(name)))
    }

    private func message(_ fields: VectorFields) throws(VectorFileError) -> VectorCase.Content {
        guard let hash = namedHash ?? digest(fields) else { return .unsupported("hash without a name") }
        let bits = try fields.number("Len")
        guard bits.isMultiple(of: 8) else { return .unsupported("message of a part of an octet") }
        // An empty one is written as 00.
        let message = try fields.octets("Msg").octets
        guard message.count == max(1, bits / 8) || message.count == bits / 8 else {
            throw fields.malformed("Msg", not: "\(bits) bits")
        }
        return .steps(.digest(hash, HexOctets(Array(message.prefix(bits / 8))), try fields.octets("MD")))
    }

    private func derivation(_ fields: VectorFields) throws(VectorFileError) -> VectorCase.Content {
        let hashes = ["SHA-256", "SHA-384", "SHA-512"]
        guard let hash = hashes.first(where: { fields.has("TLS 1.2, \($0)") }) else {
            return .unsupported("PRF of TLS 1.0 and 1.1")
        }
        let vector = KeyDerivation(
            hash: hash,
            premaster: try fields.octets("pre_master_secret"),
            label: KeyDerivation.masterSecret,
            seed: HexOctets(
                try fields.octets("clientHello_random").octets + fields.octets("serverHello_random").octets
            ),
            master: try fields.octets("master_secret"),
            serverRandom: try fields.octets("server_random"),
            clientRandom: try fields.octets("client_random"),
            keyBlock: try fields.octets("key_block")
        )
        return .steps(vector.steps)
    }

    private func agreement(_ fields: VectorFields) throws(VectorFileError) -> VectorCase.Content {
        guard fields.has("P-256") else { return .unsupported("ECDH on another curve than P-256") }
        let (x, y) = (try fields.octets("QCAVSx"), try fields.octets("QCAVSy"))
        let request = KnownAnswerRequest(
            op: "p256",
            private: try fields.octets("dIUT"),
            public: HexOctets([0x04] + x.octets + y.octets)
        )
        return .steps([VectorCase.Step(request, .results(["shared": try fields.octets("ZIUT")]))])
    }
}
