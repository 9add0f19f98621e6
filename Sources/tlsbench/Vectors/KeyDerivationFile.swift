internal import VectorFiles

/// Vectors of the TLS 1.2 PRF and of key derivation, with the source of each: an object with the lists `prf` and `kdf`.
enum KeyDerivationFile {
    static func isOne(_ object: [String: Any]) -> Bool {
        object["prf"] is [[String: Any]] || object["kdf"] is [[String: Any]]
    }

    static func cases(_ object: [String: Any], file: String) throws(VectorFileError) -> [VectorCase] {
        var cases: [VectorCase] = []
        for (list, steps) in [("prf", prf), ("kdf", derivation)] where object[list] != nil {
            let tests = try VectorFields(file: file, test: "the file", [object]).list(list)
            for (number, test) in tests.enumerated() {
                let id = test["id"] as? String ?? "\(list) \(number + 1)"
                cases.append(
                    VectorCase(id: id, content: .steps(try steps(VectorFields(file: file, test: id, [test]))))
                )
            }
        }
        return cases
    }

    private static func prf(_ fields: VectorFields) throws(VectorFileError) -> [VectorCase.Step] {
        let output = try fields.octets("output")
        guard try fields.number("length") == output.octets.count else {
            throw fields.malformed("output", not: "as long as it says")
        }
        return .prf(
            try fields.hash("hash"),
            secret: try fields.octets("secret"),
            label: try fields.text("label"),
            seed: try fields.octets("seed"),
            output
        )
    }

    private static func derivation(_ fields: VectorFields) throws(VectorFileError) -> [VectorCase.Step] {
        let isExtended = try fields.flag("extended_master_secret")
        return KeyDerivation(
            hash: try fields.hash("hash"),
            premaster: try fields.octets("pre_master_secret"),
            label: isExtended ? KeyDerivation.extendedMasterSecret : KeyDerivation.masterSecret,
            seed: isExtended
                ? try fields.octets("session_hash")
                : HexOctets(
                    try fields.octets("client_hello_random").octets + fields.octets("server_hello_random").octets
                ),
            master: try fields.octets("master_secret"),
            serverRandom: try fields.octets("server_random"),
            clientRandom: try fields.octets("client_random"),
            keyBlock: try fields.octets("key_block")
        ).steps
    }
}
