/* A cryptographic library as a column of tlsbench: what a plug-in has to offer.
 *
 * A plug-in is a shared object with one exported function, tlsbench_plugin(). It is loaded by `tlsbench … --plugin NAME=PATH` into a
 * worker process of its own, one plug-in in each, and every operation is checked against known answers and against the Swift backend
 * before it is timed.
 *
 * Conventions, for every function below:
 *   - Octets in, octets out; lengths are in octets. A pointer is never NULL unless the length beside it is 0, or the comment says so.
 *     Input and output do not overlap, except where a record is worked on in place.
 *   - Numbers are big-endian.
 *   - The caller owns every buffer that it passes, and the callee keeps no pointer to one after it returns. An object that a `_new`
 *     function hands out belongs to the caller until it passes it to the `_free` of its kind, exactly once; `_free` wipes secrets.
 *   - One object is used by one thread at a time, and by several one after the other, except keys (rsa_private, rsa_public,
 *     ecdsa_private, ecdsa_public), which several threads may use at once. Different objects may be used at once.
 *   - Nothing is printed, no signal handler or exit handler is set, no thread is started that outlives the call, and nobody calls
 *     exit(). The standard output of a worker is a pipe that it talks through.
 *   - A function returns TLSBENCH_OK or one of the errors below. What it wrote before an error is not looked at.
 *   - Absent (NULL) means: not offered. Then the rows that need it are absent as well, with that reason. The functions of one kind
 *     (`aead_*`, say) are offered together or not at all, unless a comment says otherwise; `rsa_public_*` and `rsa_private_*` are
 *     one kind, and so are `ecdsa_public_*` and `ecdsa_private_*`.
 *   - "Leaks" names what the time and the memory accesses of a function may depend on, beside public values. Where a comment says
 *     nothing of it, they may depend on lengths alone.
 *
 * Specifications: RFC 5246 (TLS 1.2), RFC 5288 (AES-GCM), RFC 7905 (ChaCha20-Poly1305), RFC 7748 (X25519), RFC 8017 (RSA),
 * RFC 7919 (finite fields), SEC 1 and FIPS 186-5 (P-256, ECDSA), FIPS 203 (ML-KEM).
 */
#ifndef TLSBENCH_PLUGIN_H
#define TLSBENCH_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. It changes when something that was there gets another meaning; what is only added makes `size`
 * larger, and an older plug-in stays usable. */
#define TLSBENCH_PLUGIN_VERSION 1u

/* What every function returns. */
typedef int32_t tlsbench_status;
enum {
    TLSBENCH_OK = 0,
    /* The algorithm, curve, length of key or scheme is not one that the plug-in has. */
    TLSBENCH_NOT_OFFERED = 1,
    /* A key whose parts do not belong together, or that is none. */
    TLSBENCH_INVALID_KEY = 2,
    /* A public number that is not below the modulus, or an input of a length that cannot be right. */
    TLSBENCH_OUT_OF_RANGE = 3,
    /* The tag of a record does not hold. */
    TLSBENCH_BAD_TAG = 4,
    /* A signature does not hold. */
    TLSBENCH_BAD_SIGNATURE = 5,
    /* A peer's public value that must not be used: off the curve, of low order, not between 1 and p - 1; or a KEM's key that
     * fails its check. */
    TLSBENCH_INVALID_PUBLIC_VALUE = 6,
    /* The private operation's own check failed. */
    TLSBENCH_FAULT = 7,
    /* No random octets, or no memory. */
    TLSBENCH_NO_RESOURCES = 8,
    /* The library refused for another reason. Values from here on are the plug-in's own, and `error_text` says what they mean. */
    TLSBENCH_LIBRARY_ERROR = 256
};

/* Algorithms. A value that the plug-in does not know is answered with TLSBENCH_NOT_OFFERED. */
enum { TLSBENCH_SHA256 = 1, TLSBENCH_SHA384 = 2 };
typedef int32_t tlsbench_hash;

enum { TLSBENCH_AES_128_GCM = 1, TLSBENCH_AES_256_GCM = 2, TLSBENCH_CHACHA20_POLY1305 = 3 };
typedef int32_t tlsbench_aead;

/* Code points of TLS (supported_groups; signature_algorithms). */
enum {
    TLSBENCH_SECP256R1 = 0x0017,
    TLSBENCH_X25519 = 0x001D,
    TLSBENCH_FFDHE2048 = 0x0100,
    TLSBENCH_FFDHE3072 = 0x0101,
    TLSBENCH_MLKEM768 = 0x0201
};
typedef int32_t tlsbench_group;

enum {
    TLSBENCH_RSA_PKCS1_SHA256 = 0x0401,
    TLSBENCH_RSA_PKCS1_SHA384 = 0x0501,
    TLSBENCH_ECDSA_SECP256R1_SHA256 = 0x0403,
    TLSBENCH_RSA_PSS_SHA256 = 0x0804,
    TLSBENCH_RSA_PSS_SHA384 = 0x0805
};
typedef int32_t tlsbench_scheme;

/* Octets that somebody else owns. */
typedef struct {
    const uint8_t *octets;
    size_t length;
} tlsbench_octets;

/* An RSA key pair (RFC 8017 section 3.2), without leading zero octets in n; d has as many octets as n, the other private values have
 * half as many, rounded up, with leading zeros where they are shorter. Lengths are public, values of d to qinv are secret. */
typedef struct {
    tlsbench_octets n, e, d, p, q, dp, dq, qinv;
} tlsbench_rsa_components;

/* What a plug-in is and has. It and what it points to stay valid and unchanged for the life of the process. */
typedef struct {
    /* sizeof(tlsbench_plugin_table) as the plug-in was compiled; functions behind it count as NULL. */
    size_t size;
    /* TLSBENCH_PLUGIN_VERSION as the plug-in was compiled. */
    uint32_t version;
    /* 0; room for later. */
    uint32_t reserved;

    /* "Nettle", in at most 64 octets of printable ASCII. */
    const char *library;
    /* The version that the loaded library reports of itself, not that of its headers: "3.8.1". */
    const char *library_version;
    /* What cannot be done and why, a line each, for `tlsbench plugin check`; NULL for none. */
    const char *const *refusals;
    size_t refusal_count;

    /* Called once, after the environment of the process is final and before anything else; NULL if nothing has to be set up. */
    tlsbench_status (*set_up)(void);
    /* Which code the library has chosen for `what` ("aes-128-gcm", "sha256", "rsa", "x25519", …, as in the identifiers of rows) on
     * this processor, in a few words; NULL or an absent function for unknown. */
    const char *(*code_path)(const char *what);
    /* What a status from TLSBENCH_LIBRARY_ERROR on means, in one line of English; NULL or absent for no words. */
    const char *(*error_text)(tlsbench_status status);

    /* Which lengths of an RSA modulus are taken, in bits, and how long a public exponent may be; 0 to 0 without RSA. */
    uint32_t rsa_bits_minimum, rsa_bits_maximum, rsa_exponent_bits_maximum, reserved2;

    /* Fills a buffer from the library's generator for keys. Required. */
    tlsbench_status (*random)(uint8_t *output, size_t length);

    /* A running hash. Required for both hashes or for SHA-256 alone. */
    tlsbench_status (*hash_new)(tlsbench_hash hash, void **context);
    tlsbench_status (*hash_copy)(const void *context, void **copy);
    tlsbench_status (*hash_update)(void *context, const uint8_t *octets, size_t length);
    /* Writes the digest of what came so far, 32 or 48 octets. The context goes on afterwards as if nothing had happened. */
    tlsbench_status (*hash_digest)(const void *context, uint8_t *digest);
    void (*hash_free)(void *context);

    /* HMAC (RFC 2104), keyed once for many messages. The key has any length, and is secret. Required. */
    tlsbench_status (*hmac_new)(tlsbench_hash hash, const uint8_t *key, size_t length, void **context);
    tlsbench_status (*hmac_update)(void *context, const uint8_t *octets, size_t length);
    /* Writes the MAC, 32 or 48 octets, and begins an empty message under the same key. */
    tlsbench_status (*hmac_final)(void *context, uint8_t *mac);
    void (*hmac_free)(void *context);

    /* PRF(secret, label, seed) of RFC 5246 section 5, for any length of output. Optional: without it, it is made of HMAC above. */
    tlsbench_status (*prf)(tlsbench_hash hash, const uint8_t *secret, size_t secret_length, const uint8_t *label,
                           size_t label_length, const uint8_t *seed, size_t seed_length, uint8_t *output, size_t output_length);

    /* Protection of records under one key of 16 or 32 octets, which is secret. */
    tlsbench_status (*aead_new)(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context);
    /* Encrypts the first `length` octets of `record` in place and writes the tag into the 16 behind them. The nonce has 12 octets.
     * `length` is 0 to 2^14 + 1, `additional_length` 0 to 128. */
    tlsbench_status (*aead_seal)(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length);
    /* Checks the tag behind the first `length` octets of `record`, in constant time, and decrypts these in place. Where it does not
     * hold the result is TLSBENCH_BAD_TAG, and `record` holds no plaintext afterwards. */
    tlsbench_status (*aead_open)(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length);
    void (*aead_free)(void *context);

    /* Half of an ephemeral key exchange: X25519, P-256 (points without compression, 65 octets), RFC 7919's fields (numbers as long
     * as the prime). */
    tlsbench_status (*share_new)(tlsbench_group group, void **share);
    /* Writes the public value: 32, 65, 256 or 384 octets. */
    tlsbench_status (*share_public)(const void *share, uint8_t *output);
    /* Writes the shared secret, 32 octets on a curve, in a field as many as the prime with leading zeros. `peer` has any length:
     * a wrong one is TLSBENCH_INVALID_PUBLIC_VALUE, as a value is that must not be used (X25519: the result is zero). */
    tlsbench_status (*share_agree)(void *share, const uint8_t *peer, size_t length, uint8_t *secret);
    void (*share_free)(void *share);

    /* ML-KEM-768: a key pair of one exchange. */
    tlsbench_status (*kem_new)(tlsbench_group group, void **pair);
    /* Writes the encapsulation key, 1184 octets. */
    tlsbench_status (*kem_public)(const void *pair, uint8_t *output);
    /* Writes the secret, 32 octets, that is inside a ciphertext of 1088; for a ciphertext of another key some other secret, without
     * an error (FIPS 203 section 6.3). */
    tlsbench_status (*kem_decapsulate)(void *pair, const uint8_t *ciphertext, size_t length, uint8_t *secret);
    /* Writes a ciphertext and the secret inside it, for a key of 1184 octets, which is checked (FIPS 203 section 7.2). */
    tlsbench_status (*kem_encapsulate)(tlsbench_group group, const uint8_t *key, size_t length, uint8_t *ciphertext,
                                       uint8_t *secret);
    void (*kem_free)(void *pair);

    /* RSA with the public key. Everything but the premaster secret is public. */
    tlsbench_status (*rsa_public_new)(tlsbench_octets n, tlsbench_octets e, void **key);
    /* RSAES-PKCS1-v1_5 of the 48 octets of a premaster secret; writes as many octets as n has. */
    tlsbench_status (*rsa_encrypt)(void *key, const uint8_t *premaster, uint8_t *ciphertext);
    /* TLSBENCH_OK or TLSBENCH_BAD_SIGNATURE; of a signature of another length than n's the latter. The message is not hashed yet. */
    tlsbench_status (*rsa_verify)(void *key, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length);
    void (*rsa_public_free)(void *key);

    /* RSA with the private key, blinded. Whether the parts belong together is checked: TLSBENCH_INVALID_KEY. */
    tlsbench_status (*rsa_private_new)(const tlsbench_rsa_components *components, void **key);
    /* The premaster secret inside a ciphertext (RFC 5246 section 7.4.7.1). `premaster` has 48 octets, which the caller has filled
     * with random ones. They are overwritten by the message if the padding is right, the message has 48 octets, and its first two
     * are `client_version`; otherwise they stay, the result is TLSBENCH_OK all the same, and neither the time nor the memory
     * accesses tell which. What is an error is public: another length than n's, or a number that is not below n
     * (TLSBENCH_OUT_OF_RANGE). Optional by itself: a library that cannot do it in constant time leaves it out and says so in
     * `refusals`. */
    tlsbench_status (*rsa_decrypt_premaster)(void *key, const uint8_t *ciphertext, size_t length, uint16_t client_version,
                                             uint8_t *premaster);
    /* Writes a signature of the message, which is not hashed yet, as many octets as n has; a salt of PSS is as long as the digest. */
    tlsbench_status (*rsa_sign)(void *key, tlsbench_scheme scheme, const uint8_t *message, size_t length, uint8_t *signature);
    void (*rsa_private_free)(void *key);

    /* ECDSA on P-256 with SHA-256. `point` is 04 X Y, 65 octets; the private value has 32. A signature is the DER of an
     * Ecdsa-Sig-Value (RFC 3279 section 2.2.3), at most 72 octets. */
    tlsbench_status (*ecdsa_public_new)(const uint8_t *point, size_t length, void **key);
    tlsbench_status (*ecdsa_verify)(void *key, const uint8_t *message, size_t message_length, const uint8_t *signature,
                                    size_t signature_length);
    void (*ecdsa_public_free)(void *key);
    tlsbench_status (*ecdsa_private_new)(const uint8_t *value, size_t length, const uint8_t *point, size_t point_length,
                                         void **key);
    /* `*signature_length` is set to the length of what was written. */
    tlsbench_status (*ecdsa_sign)(void *key, const uint8_t *message, size_t length, uint8_t *signature,
                                  size_t *signature_length);
    void (*ecdsa_private_free)(void *key);
} tlsbench_plugin_table;

/* What a plug-in exports. `host_version` is TLSBENCH_PLUGIN_VERSION of whoever loads it. Returns NULL if the plug-in cannot serve
 * that version, or cannot work here. Called once. */
const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version);

#ifdef __cplusplus
}
#endif

#endif
