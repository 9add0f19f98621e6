internal import VectorFiles

/// Key exchanges of Wycheproof on X25519 and P-256.
///
/// TLS decides what Wycheproof leaves open: a shared secret of zeros is refused (RFC 8422 §5.11), a public value of X25519 that
/// is not canonical or on the twist is not (RFC 7748 §5), and a point comes uncompressed (RFC 8422 §5.4.1).
enum WycheproofKeyExchange {
    static func content(_ fields: VectorFields, _ type: String) throws(VectorFileError) -> VectorCase.Content {
        let curve = try fields.text("curve")
        guard let operation = ["curve25519": "x25519", "secp256r1": "p256"][curve] else {
            return .unsupported("curve \(curve)")
        }
        var (ours, theirs) = (try fields.octets("private"), try fields.octets("public"))
        if type == "EcdhTest" || type == "XdhAsnComp" {
            guard let point = SubjectPublicKeyInfo.publicValue(in: theirs.octets, of: operation) else {
                return .unsupported("public key in an encoding that TLS has no use for")
            }
            theirs = HexOctets(point)
        }
        if type == "XdhAsnComp" {
            guard let value = SubjectPublicKeyInfo.privateValueX25519(in: ours.octets) else {
                return .unsupported("private key in an encoding that TLS has no use for")
            }
            ours = HexOctets(value)
        }
        let request = KnownAnswerRequest(op: operation, private: ours, public: theirs)
        return .steps([VectorCase.Step(request, try expectation(fields, operation))])
    }

    private static func expectation(_ fields: VectorFields, _ operation: String) throws(VectorFileError) -> Expectation
    {
        let shared = try fields.octets("shared")
        let flags = fields["flags"] as? [String] ?? []
        switch try WycheproofFile.verdict(fields) {
        case .valid: return .results(["shared": shared])
        case .invalid: return .refusal
        case .acceptable where operation == "x25519":
            return shared.octets.allSatisfy { $0 == 0 } ? .refusal : .results(["shared": shared])
        case .acceptable:
            return flags.contains("CompressedPoint") ? .refusal : .resultsOrRefusal(["shared": shared])
        }
    }
}
