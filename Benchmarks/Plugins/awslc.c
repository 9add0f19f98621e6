/* AWS-LC or BoringSSL, against the public headers that they share.
 *
 * Neither is packaged for use by others, so that a folder of either is named (`.ci/plugins`). Contexts and keys of both are plain
 * objects without locks: a key may be used by several threads. */
#include <openssl/aead.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/curve25519.h>
#include <openssl/dh.h>
#include <openssl/digest.h>
#include <openssl/ec.h>
#include <openssl/ec_key.h>
#include <openssl/ecdh.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/hmac.h>
#include <openssl/mem.h>
#include <openssl/nid.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#if defined(OPENSSL_IS_AWSLC)
#include <openssl/kdf.h>
#include <openssl/service_indicator.h>
#endif

#include "plugin.h"

#if !defined(OPENSSL_IS_BORINGSSL) && !defined(OPENSSL_IS_AWSLC)
#error "These are not the headers of AWS-LC or BoringSSL."
#endif

/* Public exponents have 33 bits at most. */
enum { EXPONENT_BITS = 33 };

/* ── Errors and random octets ── */

/* The first error in the queue, by its library and reason; the queue is emptied, so that no later call finds an old one. */
static tlsbench_status failure(void) {
    uint32_t code = ERR_get_error();
    ERR_clear_error();
    if (ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE) return TLSBENCH_NO_RESOURCES;
    return TLSBENCH_LIBRARY_ERROR + (tlsbench_status)((ERR_GET_LIB(code) & 0xFF) << 12 | (ERR_GET_REASON(code) & 0xFFF));
}

static tlsbench_status checked(int result) { return result == 1 ? TLSBENCH_OK : failure(); }

static tlsbench_status refused(tlsbench_status status) {
    ERR_clear_error();
    return status;
}

static const char *error_text(tlsbench_status status) {
    uint32_t code = (uint32_t)(status - TLSBENCH_LIBRARY_ERROR);
    return ERR_reason_error_string((code >> 12) << 24 | (code & 0xFFF));
}

static tlsbench_status random_octets(uint8_t *output, size_t length) {
    return RAND_bytes(output, length) == 1 ? TLSBENCH_OK : TLSBENCH_NO_RESOURCES;
}

/* ── Hashes ── */

struct hash {
    tlsbench_hash hash;
    union {
        SHA256_CTX sha256;
        SHA512_CTX sha384;
    } state;
};

static tlsbench_status hash_new(tlsbench_hash hash, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    struct hash *running = malloc(sizeof *running);
    if (running == NULL) return TLSBENCH_NO_RESOURCES;
    running->hash = hash;
    if (hash == TLSBENCH_SHA384)
        SHA384_Init(&running->state.sha384);
    else
        SHA256_Init(&running->state.sha256);
    *context = running;
    return TLSBENCH_OK;
}

static tlsbench_status hash_copy(const void *context, void **copy) {
    struct hash *running = malloc(sizeof *running);
    if (running == NULL) return TLSBENCH_NO_RESOURCES;
    *running = *(const struct hash *)context;
    *copy = running;
    return TLSBENCH_OK;
}

static tlsbench_status hash_update(void *context, const uint8_t *octets, size_t length) {
    struct hash *running = context;
    if (length == 0) return TLSBENCH_OK;
    return checked(running->hash == TLSBENCH_SHA384 ? SHA384_Update(&running->state.sha384, octets, length)
                                                    : SHA256_Update(&running->state.sha256, octets, length));
}

static tlsbench_status hash_digest(const void *context, uint8_t *digest) {
    struct hash copy = *(const struct hash *)context;
    return checked(copy.hash == TLSBENCH_SHA384 ? SHA384_Final(digest, &copy.state.sha384)
                                                : SHA256_Final(digest, &copy.state.sha256));
}

static void hash_free(void *context) { wipe_and_free(context, sizeof(struct hash)); }

static void hash_whole(tlsbench_hash hash, const uint8_t *message, size_t length, uint8_t *digest) {
    if (hash == TLSBENCH_SHA384)
        SHA384(present(message), length, digest);
    else
        SHA256(present(message), length, digest);
}

static const EVP_MD *hash_method(tlsbench_hash hash) { return hash == TLSBENCH_SHA384 ? EVP_sha384() : EVP_sha256(); }

/* ── HMAC ── */

static tlsbench_status hmac_new(tlsbench_hash hash, const uint8_t *key, size_t length, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    HMAC_CTX *mac = HMAC_CTX_new();
    if (mac == NULL) return failure();
    /* No address at all would mean the key as before. */
    if (HMAC_Init_ex(mac, present(key), length, hash_method(hash), NULL) != 1) {
        HMAC_CTX_free(mac);
        return failure();
    }
    *context = mac;
    return TLSBENCH_OK;
}

static tlsbench_status hmac_update(void *context, const uint8_t *octets, size_t length) {
    return length == 0 ? TLSBENCH_OK : checked(HMAC_Update(context, octets, length));
}

static tlsbench_status hmac_final(void *context, uint8_t *mac) {
    unsigned written;
    if (HMAC_Final(context, mac, &written) != 1) return failure();
    return checked(HMAC_Init_ex(context, NULL, 0, NULL, NULL));
}

static void hmac_free(void *context) { HMAC_CTX_free(context); }

#if defined(OPENSSL_IS_AWSLC)
static tlsbench_status prf(tlsbench_hash hash, const uint8_t *secret, size_t secret_length, const uint8_t *label,
                           size_t label_length, const uint8_t *seed, size_t seed_length, uint8_t *output,
                           size_t output_length) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    if (output_length == 0) return TLSBENCH_OK;
    return checked(CRYPTO_tls1_prf(hash_method(hash), output, output_length, present(secret), secret_length,
                                   (const char *)present(label), label_length, present(seed), seed_length, NULL, 0));
}
#endif

/* ── Records ── */

static tlsbench_status aead_new(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context) {
    if (aead_key_length(algorithm) == 0) return TLSBENCH_NOT_OFFERED;
    if (length != aead_key_length(algorithm)) return TLSBENCH_OUT_OF_RANGE;
    const EVP_AEAD *method = algorithm == TLSBENCH_AES_128_GCM   ? EVP_aead_aes_128_gcm()
                             : algorithm == TLSBENCH_AES_256_GCM ? EVP_aead_aes_256_gcm()
                                                                 : EVP_aead_chacha20_poly1305();
    EVP_AEAD_CTX *aead = EVP_AEAD_CTX_new(method, key, length, TAG_LENGTH);
    if (aead == NULL) return failure();
    *context = aead;
    return TLSBENCH_OK;
}

static tlsbench_status aead_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    size_t written;
    return checked(EVP_AEAD_CTX_seal(context, record, &written, length + TAG_LENGTH, nonce, NONCE_LENGTH, record, length,
                                     additional, additional_length));
}

/* The library clears what it decrypted where the tag does not hold, and has no other reason to fail here. */
static tlsbench_status aead_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    size_t written;
    if (EVP_AEAD_CTX_open(context, record, &written, length, nonce, NONCE_LENGTH, record, length + TAG_LENGTH, additional,
                          additional_length) == 1)
        return TLSBENCH_OK;
    wipe(record, length);
    return refused(TLSBENCH_BAD_TAG);
}

static void aead_free(void *context) { EVP_AEAD_CTX_free(context); }

/* ── Key exchange ── */

/* RFC 7919 appendix A; exponents have twice the strength that section 5.2 states, and a bit. */
static const uint8_t prime_2048[] = {FFDHE2048_PRIME}, prime_3072[] = {FFDHE3072_PRIME};
enum { EXPONENT_2048 = 225, EXPONENT_3072 = 275 };

struct share {
    tlsbench_group group;
    size_t public_length;
    uint8_t private_value[32], public_value[LONGEST_FIELD];
    EC_KEY *point;
    DH *field;
};

static void share_free(void *context) {
    struct share *share = context;
    if (share == NULL) return;
    EC_KEY_free(share->point);
    DH_free(share->field);
    wipe_and_free(share, sizeof *share);
}

static int new_point_share(struct share *share) {
    share->point = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
    return share->point != NULL && EC_KEY_generate_key(share->point) == 1 &&
           EC_POINT_point2oct(EC_KEY_get0_group(share->point), EC_KEY_get0_public_key(share->point),
                              POINT_CONVERSION_UNCOMPRESSED, share->public_value, POINT_LENGTH, NULL) == POINT_LENGTH;
}

static int new_field_share(struct share *share) {
    int is_2048 = share->group == TLSBENCH_FFDHE2048;
    BIGNUM *prime = BN_bin2bn(is_2048 ? prime_2048 : prime_3072, share->public_length, NULL), *generator = BN_new();
    share->field = DH_new();
    if (prime == NULL || generator == NULL || share->field == NULL || BN_set_word(generator, 2) != 1 ||
        DH_set0_pqg(share->field, prime, NULL, generator) != 1) {
        BN_free(prime);
        BN_free(generator);
        return 0;
    }
    const BIGNUM *value = NULL;
    if (DH_set_length(share->field, is_2048 ? EXPONENT_2048 : EXPONENT_3072) != 1 || DH_generate_key(share->field) != 1) return 0;
    DH_get0_key(share->field, &value, NULL);
    return BN_bn2bin_padded(share->public_value, share->public_length, value) == 1;
}

static tlsbench_status share_new(tlsbench_group group, void **result) {
    size_t length = group == TLSBENCH_X25519      ? 32
                    : group == TLSBENCH_SECP256R1 ? POINT_LENGTH
                    : group == TLSBENCH_FFDHE2048 ? 256
                    : group == TLSBENCH_FFDHE3072 ? 384
                                                  : 0;
    if (length == 0) return TLSBENCH_NOT_OFFERED;
    struct share *share = calloc(1, sizeof *share);
    if (share == NULL) return TLSBENCH_NO_RESOURCES;
    share->group = group;
    share->public_length = length;
    int is_made = 1;
    if (group == TLSBENCH_X25519)
        X25519_keypair(share->public_value, share->private_value);
    else
        is_made = group == TLSBENCH_SECP256R1 ? new_point_share(share) : new_field_share(share);
    if (is_made) {
        *result = share;
        return TLSBENCH_OK;
    }
    share_free(share);
    return failure();
}

static tlsbench_status share_public(const void *context, uint8_t *output) {
    const struct share *share = context;
    memcpy(output, share->public_value, share->public_length);
    return TLSBENCH_OK;
}

static tlsbench_status point_agree(struct share *share, const uint8_t *peer, size_t length, uint8_t *secret) {
    if (!is_uncompressed_point(peer, length)) return TLSBENCH_INVALID_PUBLIC_VALUE;
    const EC_GROUP *group = EC_KEY_get0_group(share->point);
    EC_POINT *point = EC_POINT_new(group);
    tlsbench_status status = TLSBENCH_OK;
    if (point == NULL)
        status = TLSBENCH_NO_RESOURCES;
    else if (EC_POINT_oct2point(group, point, peer, length, NULL) != 1)
        status = refused(TLSBENCH_INVALID_PUBLIC_VALUE);
    else if (ECDH_compute_key(secret, 32, point, share->point, NULL) != 32)
        status = failure();
    EC_POINT_free(point);
    return status;
}

static tlsbench_status field_agree(struct share *share, const uint8_t *peer, size_t length, uint8_t *secret) {
    if (!is_field_value(peer, length, share->group == TLSBENCH_FFDHE2048 ? prime_2048 : prime_3072, share->public_length))
        return TLSBENCH_INVALID_PUBLIC_VALUE;
    BIGNUM *value = BN_bin2bn(peer, length, NULL);
    if (value == NULL) return failure();
    int written = DH_compute_key_padded(secret, value, share->field);
    BN_free(value);
    return written == (int)length ? TLSBENCH_OK : failure();
}

static tlsbench_status share_agree(void *context, const uint8_t *peer, size_t length, uint8_t *secret) {
    struct share *share = context;
    if (share->group == TLSBENCH_SECP256R1) return point_agree(share, peer, length, secret);
    if (share->group != TLSBENCH_X25519) return field_agree(share, peer, length, secret);
    /* The function looks whether the secret is zero. */
    return length == 32 && X25519(secret, share->private_value, peer) == 1 ? TLSBENCH_OK : TLSBENCH_INVALID_PUBLIC_VALUE;
}

/* ── RSA ── */

struct rsa_key {
    RSA *key;
    struct modulus modulus;
};

static void rsa_free(void *context) {
    struct rsa_key *key = context;
    if (key == NULL) return;
    RSA_free(key->key);
    free(key);
}

static BIGNUM *number_of(tlsbench_octets octets) { return BN_bin2bn(octets.octets, octets.length, NULL); }

/* n, e, and d where it is a private key. */
static tlsbench_status new_rsa_key(tlsbench_octets n, tlsbench_octets e, const tlsbench_octets *d, struct rsa_key **result) {
    tlsbench_status status = check_rsa_public(n, e, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    if (bits_of(e) > EXPONENT_BITS) return TLSBENCH_NOT_OFFERED;
    struct rsa_key *key = calloc(1, sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    set_modulus(&key->modulus, n);
    key->key = RSA_new();
    BIGNUM *modulus = number_of(n), *exponent = number_of(e), *private_exponent = d == NULL ? NULL : number_of(*d);
    if (key->key != NULL && modulus != NULL && exponent != NULL && (d == NULL || private_exponent != NULL) &&
        RSA_set0_key(key->key, modulus, exponent, private_exponent) == 1) {
        *result = key;
        return TLSBENCH_OK;
    }
    BN_free(modulus);
    BN_free(exponent);
    BN_clear_free(private_exponent);
    rsa_free(key);
    return failure();
}

static tlsbench_status rsa_public_new(tlsbench_octets n, tlsbench_octets e, void **result) {
    struct rsa_key *key = NULL;
    tlsbench_status status = new_rsa_key(n, e, NULL, &key);
    if (status == TLSBENCH_OK) *result = key;
    return status;
}

static tlsbench_status rsa_encrypt(void *context, const uint8_t *premaster, uint8_t *ciphertext) {
    struct rsa_key *key = context;
    size_t written;
    return checked(
        RSA_encrypt(key->key, &written, ciphertext, key->modulus.length, premaster, PREMASTER_LENGTH, RSA_PKCS1_PADDING));
}

static int hash_nid(tlsbench_hash hash) { return hash == TLSBENCH_SHA384 ? NID_sha384 : NID_sha256; }

static tlsbench_status rsa_verify(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length) {
    struct rsa_key *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0 || signature_length != key->modulus.length) return TLSBENCH_BAD_SIGNATURE;
    uint8_t digest[LONGEST_DIGEST];
    size_t count = digest_length(hash);
    hash_whole(hash, message, message_length, digest);
    int result = is_pss(scheme) ? RSA_verify_pss_mgf1(key->key, digest, count, hash_method(hash), NULL, (int)count, signature,
                                                      signature_length)
                                : RSA_verify(hash_nid(hash), digest, count, signature, signature_length, key->key);
    return result == 1 ? TLSBENCH_OK : refused(TLSBENCH_BAD_SIGNATURE);
}

static int set_factors(RSA *key, const tlsbench_rsa_components *c) {
    BIGNUM *p = number_of(c->p), *q = number_of(c->q);
    if (p != NULL && q != NULL && RSA_set0_factors(key, p, q) == 1) return 1;
    BN_clear_free(p);
    BN_clear_free(q);
    return 0;
}

static int set_exponents(RSA *key, const tlsbench_rsa_components *c) {
    BIGNUM *dp = number_of(c->dp), *dq = number_of(c->dq), *qinv = number_of(c->qinv);
    if (dp != NULL && dq != NULL && qinv != NULL && RSA_set0_crt_params(key, dp, dq, qinv) == 1) return 1;
    BN_clear_free(dp);
    BN_clear_free(dq);
    BN_clear_free(qinv);
    return 0;
}

/* RSA_check_key looks at all numbers, and not whether p and q are primes. */
static tlsbench_status rsa_private_new(const tlsbench_rsa_components *c, void **result) {
    tlsbench_status status = check_rsa_lengths(c, RSA_BITS_MAXIMUM);
    struct rsa_key *key = NULL;
    if (status == TLSBENCH_OK) status = new_rsa_key(c->n, c->e, &c->d, &key);
    if (status != TLSBENCH_OK) return status;
    if (!set_factors(key->key, c) || !set_exponents(key->key, c))
        status = failure();
    else if (RSA_check_key(key->key) != 1)
        status = refused(TLSBENCH_INVALID_KEY);
    if (status == TLSBENCH_OK)
        *result = key;
    else
        rsa_free(key);
    return status;
}

/* As the library's own server does it: the private operation alone, blinded, and the padding in constant time. */
static tlsbench_status rsa_decrypt_premaster(void *context, const uint8_t *ciphertext, size_t length, uint16_t client_version,
                                             uint8_t *premaster) {
    struct rsa_key *key = context;
    tlsbench_status status = check_ciphertext(&key->modulus, ciphertext, length);
    if (status != TLSBENCH_OK) return status;
    uint8_t block[RSA_BITS_MAXIMUM / 8];
    size_t written;
    status = checked(RSA_decrypt(key->key, &written, block, length, ciphertext, length, RSA_NO_PADDING));
    if (status == TLSBENCH_OK) take_premaster_of_block(block, length, client_version, premaster);
    wipe(block, length);
    return status;
}

static tlsbench_status rsa_sign(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t length,
                                uint8_t *signature) {
    struct rsa_key *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0) return TLSBENCH_NOT_OFFERED;
    uint8_t digest[LONGEST_DIGEST];
    size_t count = digest_length(hash), written;
    unsigned written_pkcs1;
    hash_whole(hash, message, length, digest);
    return checked(is_pss(scheme) ? RSA_sign_pss_mgf1(key->key, &written, signature, key->modulus.length, digest, count,
                                                      hash_method(hash), NULL, (int)count)
                                  : RSA_sign(hash_nid(hash), digest, (unsigned)count, signature, &written_pkcs1, key->key));
}

/* ── ECDSA ── */

static void ecdsa_free(void *context) { EC_KEY_free(context); }

/* NULL unless the point is on the curve. */
static EC_KEY *point_key(const uint8_t *octets, size_t length) {
    if (!is_uncompressed_point(octets, length)) return NULL;
    EC_KEY *key = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
    EC_POINT *point = key == NULL ? NULL : EC_POINT_new(EC_KEY_get0_group(key));
    int is_point = point != NULL && EC_POINT_oct2point(EC_KEY_get0_group(key), point, octets, length, NULL) == 1 &&
                   EC_KEY_set_public_key(key, point) == 1;
    EC_POINT_free(point);
    if (is_point) return key;
    EC_KEY_free(key);
    return NULL;
}

static tlsbench_status ecdsa_public_new(const uint8_t *point, size_t length, void **result) {
    EC_KEY *key = point_key(point, length);
    if (key == NULL) return refused(TLSBENCH_INVALID_KEY);
    *result = key;
    return TLSBENCH_OK;
}

static tlsbench_status ecdsa_verify(void *context, const uint8_t *message, size_t message_length, const uint8_t *signature,
                                    size_t signature_length) {
    uint8_t digest[32];
    hash_whole(TLSBENCH_SHA256, message, message_length, digest);
    return ECDSA_verify(0, digest, sizeof digest, signature, signature_length, context) == 1 ? TLSBENCH_OK
                                                                                             : refused(TLSBENCH_BAD_SIGNATURE);
}

static tlsbench_status ecdsa_private_new(const uint8_t *value, size_t length, const uint8_t *point, size_t point_length,
                                         void **result) {
    if (length != 32) return TLSBENCH_OUT_OF_RANGE;
    EC_KEY *key = point_key(point, point_length);
    BIGNUM *number = BN_bin2bn(value, length, NULL);
    int is_pair = key != NULL && number != NULL && EC_KEY_set_private_key(key, number) == 1 && EC_KEY_check_key(key) == 1;
    BN_clear_free(number);
    if (is_pair) {
        *result = key;
        return TLSBENCH_OK;
    }
    EC_KEY_free(key);
    return refused(TLSBENCH_INVALID_KEY);
}

static tlsbench_status ecdsa_sign(void *context, const uint8_t *message, size_t length, uint8_t *signature,
                                  size_t *signature_length) {
    uint8_t digest[32];
    unsigned written;
    hash_whole(TLSBENCH_SHA256, message, length, digest);
    if (ECDSA_sign(0, digest, sizeof digest, signature, &written, context) != 1) return failure();
    *signature_length = written;
    return TLSBENCH_OK;
}

/* ── The table ── */

static const char *const refusals[] = {
#if !defined(OPENSSL_IS_AWSLC)
    "PRF: no public header of BoringSSL has it; it is made of HMAC.",
#endif
    "ML-KEM: the two libraries have it behind interfaces of their own, which this plug-in does not use.",
    "Code paths: the library does not tell which it has chosen.",
};

PLUGIN_EXPORT const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    static tlsbench_plugin_table table = {
        .size = sizeof table,
        .version = TLSBENCH_PLUGIN_VERSION,
#if defined(OPENSSL_IS_AWSLC)
        .library = "AWS-LC",
#else
        .library = "BoringSSL",
#endif
        .refusals = refusals,
        .refusal_count = sizeof refusals / sizeof *refusals,
        .error_text = error_text,
        .rsa_bits_minimum = RSA_BITS_MINIMUM,
        .rsa_bits_maximum = RSA_BITS_MAXIMUM,
        .rsa_exponent_bits_maximum = EXPONENT_BITS,
        .random = random_octets,
        .hash_new = hash_new,
        .hash_copy = hash_copy,
        .hash_update = hash_update,
        .hash_digest = hash_digest,
        .hash_free = hash_free,
        .hmac_new = hmac_new,
        .hmac_update = hmac_update,
        .hmac_final = hmac_final,
        .hmac_free = hmac_free,
#if defined(OPENSSL_IS_AWSLC)
        .prf = prf,
#endif
        .aead_new = aead_new,
        .aead_seal = aead_seal,
        .aead_open = aead_open,
        .aead_free = aead_free,
        .share_new = share_new,
        .share_public = share_public,
        .share_agree = share_agree,
        .share_free = share_free,
        .rsa_public_new = rsa_public_new,
        .rsa_encrypt = rsa_encrypt,
        .rsa_verify = rsa_verify,
        .rsa_public_free = rsa_free,
        .rsa_private_new = rsa_private_new,
        .rsa_decrypt_premaster = rsa_decrypt_premaster,
        .rsa_sign = rsa_sign,
        .rsa_private_free = rsa_free,
        .ecdsa_public_new = ecdsa_public_new,
        .ecdsa_verify = ecdsa_verify,
        .ecdsa_public_free = ecdsa_free,
        .ecdsa_private_new = ecdsa_private_new,
        .ecdsa_sign = ecdsa_sign,
        .ecdsa_private_free = ecdsa_free,
    };
    if (host_version != TLSBENCH_PLUGIN_VERSION) return NULL;
#if defined(OPENSSL_IS_AWSLC)
    table.library_version = awslc_version_string();
#else
    /* BoringSSL has no releases. */
    table.library_version = OpenSSL_version(OPENSSL_VERSION);
#endif
    return &table;
}
