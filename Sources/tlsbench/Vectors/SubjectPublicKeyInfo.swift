internal import VectorFiles

/// Public values inside the DER that certificates have around them (RFC 5280 §4.1.2.7), as one way there is to write them.
///
/// TLS has no use for them in a key exchange, where bare values are sent; so this reads no DER, but knows the octets around a value.
enum SubjectPublicKeyInfo {
    /// A point of P-256 (RFC 5480 §2.1.1), compressed or not, or a number of X25519 (RFC 8410 §4); nil for other octets.
    static func publicValue(in octets: [UInt8], of operation: String) -> [UInt8]? {
        let beginnings =
            operation == "x25519"
            ? ["302a300506032b656e032100"]
            : [
                "3059301306072a8648ce3d020106082a8648ce3d030107034200",
                "3039301306072a8648ce3d020106082a8648ce3d030107032200",
            ]
        return beginnings.lazy.compactMap { rest(of: octets, after: $0) }.first
    }

    /// The private value in an unencrypted PrivateKeyInfo without attributes (RFC 8410 §7); nil for other octets.
    static func privateValueX25519(in octets: [UInt8]) -> [UInt8]? {
        rest(of: octets, after: "302e020100300506032b656e04220420")
    }

    /// What follows these octets, if the second says how many octets follow it.
    private static func rest(of octets: [UInt8], after beginning: String) -> [UInt8]? {
        guard let beginning = [UInt8](hexadecimal: beginning), octets.starts(with: beginning),
            octets.count == 2 + Int(octets[1])
        else { return nil }
        return Array(octets.dropFirst(beginning.count))
    }
}
