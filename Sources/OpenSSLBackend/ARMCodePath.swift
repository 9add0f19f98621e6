internal import CryptoBackend

/// Which of its functions OpenSSL takes on AArch64, by the rules of its source. Never compared with a machine: none was at hand.
struct ARMCodePath {
    let capabilities: ARMCapabilities

    /// The name of the path, after `openssl/`.
    func name(of primitive: Primitive) -> String {
        let has = capabilities
        return switch primitive {
        case .aead(.aes128GCM), .aead(.aes256GCM): cipher
        // crypto/chacha/asm/chacha-armv8.pl and -sve.pl, crypto/poly1305/asm/poly1305-armv8.pl.
        case .aead(.chacha20Poly1305):
            (has.has(.sve) ? "chacha-sve" : has.has(.neon) ? "chacha-neon" : "chacha-armv8")
                + (has.has(.neon) ? "+poly1305-neon" : "+poly1305-armv8")
        // crypto/sha/asm/sha512-armv8.pl.
        case .hash(.sha256): has.has(.sha256) ? "sha256-armv8ce" : has.has(.neon) ? "sha256-neon" : "sha256-armv8"
        case .hash(.sha384): has.has(.sha512) ? "sha512-armv8ce" : "sha512-armv8"
        // crypto/bn/asm/armv8-mont.pl.
        case .rsaPublic, .rsaPrivate: "armv8-mont"
        case .keyShare(.x25519): "x25519-c"
        // crypto/ec/asm/ecp_nistz256-armv8.pl.
        case .keyShare(.secp256r1), .ecdsa: "nistz256-armv8"
        case .keyShare: "armv8-mont"
        // crypto/sha/asm/keccak1600-armv8.pl.
        case .kem: has.has(.fastSHA3) ? "c+keccak1600-armv8ce" : "c+keccak1600-armv8"
        }
    }

    /// crypto/aes/asm/aesv8-armx.pl, vpaes-armv8.pl; crypto/modes/asm/ghashv8-armx.pl, aes-gcm-armv8_64.pl,
    /// aes-gcm-armv8-unroll8_64.pl.
    private var cipher: String {
        let has = capabilities
        guard has.has(.aes) else {
            return (has.has(.neon) ? "vpaes+" : "aes-armv8+") + (has.has(.pmull) ? "ghash-pmull" : "ghash-4bit")
        }
        guard has.has(.pmull) else { return "aes-armv8ce+ghash-4bit" }
        return has.has(.unroll8EOR3) ? "aes-gcm-unroll8-eor3" : "aes-gcm-armv8"
    }
}
