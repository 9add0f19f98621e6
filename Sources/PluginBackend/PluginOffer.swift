internal import CPlugin
internal import CryptoBackend

/// What a plug-in offers: it is asked for each algorithm once, and answers TLSBENCH_NOT_OFFERED for those that it does not have. Another
/// error counts as an offer, so that verification shows it.
enum PluginOffer {
    /// Of a process without a plug-in.
    static let nothing = Capabilities(
        hashes: [],
        aeads: [],
        signatureSchemes: [],
        keyExchanges: [],
        groups: [],
        rsaModulusBits: 0...0,
        rsaExponentBits: 0
    )

    /// Asks.
    static func capabilities() -> Capabilities {
        let groups = NamedGroup.allCases.filter { group in
            isOffered { () throws(CryptoError) in
                _ = try PluginKeyShare(group)
            }
        }
        var exchanges: [KeyExchangeAlgorithm] = unsafe functions.pointee.rsa_decrypt_premaster == nil ? [] : [.rsa]
        if !PluginTable.hasRSA { exchanges = [] }
        exchanges += [.ecdhe, .dhe].filter { exchange in groups.contains { $0.keyExchange == exchange } }
        let bits = unsafe (functions.pointee.rsa_bits_minimum, functions.pointee.rsa_bits_maximum)
        let exponentBits = unsafe functions.pointee.rsa_exponent_bits_maximum
        return Capabilities(
            hashes: HashAlgorithm.allCases.filter { hash in
                isOffered { () throws(CryptoError) in
                    _ = try PluginHash(hash)
                }
            },
            aeads: AEADAlgorithm.allCases.filter { aead in
                isOffered { () throws(CryptoError) in
                    _ = try PluginAEAD(aead, key: SecretBytes(zeroed: aead.keyLength))
                }
            },
            signatureSchemes: schemes(),
            keyExchanges: exchanges,
            groups: groups,
            kems: KEMAlgorithm.allCases.filter { kem in
                isOffered { () throws(CryptoError) in
                    _ = try PluginKEMKey(kem)
                }
            },
            rsaModulusBits: PluginTable.hasRSA ? Int(bits.0)...Int(bits.1) : 0...0,
            rsaExponentBits: PluginTable.hasRSA ? min(Int(exponentBits), 64) : 0
        )
    }

    private static func isOffered(_ make: () throws(CryptoError) -> Void) -> Bool {
        do throws(CryptoError) { try make() } catch { return error != .notOffered }
        return true
    }

    private static func schemes() -> [SignatureScheme] {
        let key = probe()
        return SignatureScheme.allCases.filter { scheme in
            switch scheme.keyKind {
            case .ecdsa: unsafe functions.pointee.ecdsa_public_new != nil
            case .rsa: PluginTable.hasRSA && key.map { knows(scheme, $0) } ?? true
            }
        }
    }

    /// Whether a signature that cannot hold is refused for another reason than its scheme.
    private static func knows(_ scheme: SignatureScheme, _ key: PluginObject) -> Bool {
        let (signature, message) = ([UInt8](repeating: 0, count: 256), [UInt8](repeating: 1, count: 16))
        let status = try? PluginPublicKey.status(of: signature.span, over: message.span, scheme, key)
        return status.map { Int($0) != TLSBENCH_NOT_OFFERED } ?? true
    }

    /// A public key that nobody has the other half of: any odd number of 2,048 bits is one. Nil where the plug-in does not take it, and
    /// verification is to show why.
    private static func probe() -> PluginObject? {
        guard PluginTable.hasRSA, let modulus = NamedGroup.ffdhe2048.prime else { return nil }
        return try? PluginPublicKey.object(RSAPublicComponents(modulus: modulus, exponent: 65537))
    }
}
