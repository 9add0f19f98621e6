import VectorFiles
import VectorSupport

extension RSALaboratoriesFile {
    /// The keys of `nist/<name>` with their examples; none where the vectors are not installed.
    static func keys(_ name: String) throws -> [Section] {
        try Vectors.text("nist/\(name)").map { try RSALaboratoriesFile($0, file: name).sections } ?? []
    }
}

extension RSALaboratoriesFile.Section {
    /// The key, as the tests have keys.
    var testKey: RSATestKey {
        RSATestKey(
            modulus: key["Modulus"] ?? [],
            publicExponent: (key["Public exponent"] ?? []).reduce(0) { $0 << 8 | UInt64($1) },
            privateExponent: key["Exponent"] ?? [],
            prime1: key["Prime 1"] ?? [],
            prime2: key["Prime 2"] ?? [],
            exponent1: key["Prime exponent 1"] ?? [],
            exponent2: key["Prime exponent 2"] ?? [],
            coefficient: key["Coefficient"] ?? []
        )
    }
}
