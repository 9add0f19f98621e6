internal import COpenSSL
internal import CryptoBackend

/// Which of its functions OpenSSL 3 takes on x86-64, by the rules of its source: it does not tell.
///
/// Later versions add paths for AVX-512 and newer extensions; the rules here are of the version beside them.
struct OpenSSLCodePath {
    let capabilities: CapabilityVector

    /// The name of the path, after `openssl/`.
    func name(of primitive: Primitive) -> String {
        switch primitive {
        case .aead(.aes128GCM), .aead(.aes256GCM): cipher
        case .aead(.chacha20Poly1305): "\(chaCha)+\(poly1305)"
        case .hash(.sha256): sha256
        case .hash(.sha384): sha512
        case .rsaPublic: montgomery
        case .rsaPrivate(let bits): power(bits: bits / 2)
        case .keyShare(.x25519): capabilities.has(.bmi2, .adx) ? "x25519-fe64" : "x25519-fe51"
        case .keyShare(.secp256r1), .ecdsa: capabilities.has(.bmi2, .adx) ? "nistz256-mulx" : "nistz256-mul"
        case .keyShare(let group): power(bits: 8 * group.publicValueLength)
        // crypto/ml_kem/ml_kem.c, over crypto/sha/asm/keccak1600-x86_64.pl.
        case .kem: "c+keccak1600-x86_64"
        }
    }

    /// providers/implementations/ciphers/cipher_aes_gcm_hw.c: AES-NI, bit-sliced over SSSE3, tables; crypto/modes/gcm128.c:
    /// carry-less products, or tables of 4 bits. With AVX and MOVBE both run in one loop (`AES_GCM_ASM`); 3.1 and later have
    /// one for AVX-512.
    private var cipher: String {
        let has = capabilities
        if Self.version >= 0x3010_0000, has.has(.vaes, .vpclmulqdq, .avx512f, .avx512dq, .avx512bw, .avx512vl) {
            return "vaes-avx512"
        }
        let hash = has.has(.pclmulqdq) ? (has.has(.avx, .movbe) ? "ghash-avx" : "ghash-clmul") : "ghash-4bit"
        if has.has(.aesni) { return hash == "ghash-avx" ? "aesni-gcm-stitched" : "aesni-ctr32+\(hash)" }
        return (has.has(.ssse3) ? "bsaes-ctr32+" : "aes-tables+") + hash
    }

    /// crypto/chacha/asm/chacha-x86_64.pl, the dispatch for long data: 512-bit registers where AVX-512 is, with AVX512VL too for
    /// what is shorter than 16 blocks.
    private var chaCha: String {
        let has = capabilities
        if has.has(.avx512f) { return "chacha-avx512" }
        if has.has(.avx2) { return "chacha-avx2" }
        return has.has(.ssse3) ? "chacha-ssse3" : "chacha-x86_64"
    }

    /// crypto/poly1305/asm/poly1305-x86_64.pl, `poly1305_init`: 44-bit limbs where IFMA is, else 26-bit ones in AVX2 or AVX; AVX2's
    /// hands whole strides to 512-bit registers where they are.
    private var poly1305: String {
        let has = capabilities
        if has.has(.avx512ifma, .avx512vl) { return "poly1305-ifma" }
        if has.has(.avx2, .avx512f) { return "poly1305-avx512" }
        if has.has(.avx2) { return "poly1305-avx2" }
        return has.has(.avx) ? "poly1305-avx" : "poly1305-x86_64"
    }

    /// crypto/sha/asm/sha512-x86_64.pl, the dispatch of the version for SHA-256: the SHA extensions, AMD's XOP, AVX2 with BMI,
    /// AVX on Intel's processors, SSSE3.
    private var sha256: String {
        if capabilities.has(.sha) { return "sha256-shaext" }
        return "sha256-" + (vectorHash ?? (capabilities.has(.ssse3) ? "ssse3" : "x86_64"))
    }

    /// The same for SHA-512 and SHA-384, which neither the SHA extensions of these processors nor SSSE3 speed up.
    private var sha512: String { "sha512-" + (vectorHash ?? "x86_64") }

    private var vectorHash: String? {
        let has = capabilities
        if has.first >> 43 & 1 == 1 { return "xop" }
        if has.has(.avx2, .bmi1, .bmi2) { return "avx2" }
        return has.has(.avx, .ssse3) && has.first >> 30 & 1 == 1 ? "avx" : nil
    }

    /// crypto/bn/bn_exp.c, `BN_mod_exp_mont_consttime`, and crypto/bn/asm/rsaz-*.pl, x86_64-mont5.pl: 52-bit products of
    /// AVX-512, AVX2 if not both BMI2 and ADX are there, MULX and ADX, or MUL.
    private func power(bits: Int) -> String {
        let has = capabilities
        let longest = Self.version >= 0x3010_0000 ? 2048 : 1024
        if (1024...longest).contains(bits), has.has(.avx512f, .avx512dq, .avx512vl, .avx512ifma) {
            return "rsaz-avx512ifma"
        }
        if bits == 1024, has.has(.avx2), !has.has(.bmi2, .adx) { return "rsaz-avx2" }
        return has.has(.bmi1, .bmi2, .adx) ? "powerx5-mulx" : "power5-mul"
    }

    /// crypto/bn/asm/x86_64-mont.pl.
    private var montgomery: String { capabilities.has(.bmi1, .bmi2, .adx) ? "mulx4x-mont" : "mul4x-mont" }

    /// `0xMNN00PP0`, of the library that is loaded.
    static let version = OpenSSL_version_num()
}
