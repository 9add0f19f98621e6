internal import CPlugin

/// What a table has to have before anything in it is called.
enum PluginTable {
    private typealias Functions = [(name: String, isThere: Bool)]

    /// Throws what is missing of a whole.
    static func check() throws(PluginFailure) {
        for function in required where !function.isThere {
            throw .absent(function.name, because: "is required (tlsbench_plugin.h: \"Required\")")
        }
        for functions in optional {
            guard let present = functions.first(where: { $0.isThere }) else { continue }
            for function in functions where !function.isThere {
                throw .absent(function.name, because: "\(present.name) is there (offer all of a kind, or none)")
            }
        }
        guard unsafe PluginText.name(functions.pointee.library) != nil else { throw .badText("library") }
        guard unsafe PluginText.name(functions.pointee.library_version) != nil else {
            throw .badText("library_version")
        }
        try checkRSA()
    }

    /// Whether it has RSA at all.
    static var hasRSA: Bool { unsafe functions.pointee.rsa_public_new != nil }

    private static func checkRSA() throws(PluginFailure) {
        guard hasRSA else { return }
        let (minimum, maximum) = unsafe (functions.pointee.rsa_bits_minimum, functions.pointee.rsa_bits_maximum)
        let exponent = unsafe functions.pointee.rsa_exponent_bits_maximum
        guard minimum > 0, minimum <= maximum, maximum <= 65536, exponent >= 17 else {
            throw .badRSALengths(minimum: minimum, maximum: maximum, exponent: exponent)
        }
    }

    private static var required: Functions {
        let table = unsafe functions.pointee
        return unsafe [
            ("random", table.random != nil), ("hash_new", table.hash_new != nil),
            ("hash_copy", table.hash_copy != nil), ("hash_update", table.hash_update != nil),
            ("hash_digest", table.hash_digest != nil), ("hash_free", table.hash_free != nil),
            ("hmac_new", table.hmac_new != nil), ("hmac_update", table.hmac_update != nil),
            ("hmac_final", table.hmac_final != nil), ("hmac_free", table.hmac_free != nil),
        ]
    }

    private static var optional: [Functions] {
        let table = unsafe functions.pointee
        return unsafe [
            [
                ("aead_new", table.aead_new != nil), ("aead_seal", table.aead_seal != nil),
                ("aead_open", table.aead_open != nil), ("aead_free", table.aead_free != nil),
            ],
            [
                ("share_new", table.share_new != nil), ("share_public", table.share_public != nil),
                ("share_agree", table.share_agree != nil), ("share_free", table.share_free != nil),
            ],
            [
                ("kem_new", table.kem_new != nil), ("kem_public", table.kem_public != nil),
                ("kem_decapsulate", table.kem_decapsulate != nil), ("kem_encapsulate", table.kem_encapsulate != nil),
                ("kem_free", table.kem_free != nil),
            ],
            [
                ("rsa_public_new", table.rsa_public_new != nil), ("rsa_encrypt", table.rsa_encrypt != nil),
                ("rsa_verify", table.rsa_verify != nil), ("rsa_public_free", table.rsa_public_free != nil),
                ("rsa_private_new", table.rsa_private_new != nil), ("rsa_sign", table.rsa_sign != nil),
                ("rsa_private_free", table.rsa_private_free != nil),
            ],
            [
                ("ecdsa_public_new", table.ecdsa_public_new != nil), ("ecdsa_verify", table.ecdsa_verify != nil),
                ("ecdsa_public_free", table.ecdsa_public_free != nil),
                ("ecdsa_private_new", table.ecdsa_private_new != nil), ("ecdsa_sign", table.ecdsa_sign != nil),
                ("ecdsa_private_free", table.ecdsa_private_free != nil),
            ],
        ]
    }
}
