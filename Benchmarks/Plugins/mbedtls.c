/* mbedTLS 2.28.
 *
 * Groups of curves carry a table for their generator that the first multiplication fills, and may not be shared between threads: they
 * are kept in pools. A key's context has a lock of its own (MBEDTLS_THREADING_C). */
#include <mbedtls/aesni.h>
#include <mbedtls/chachapoly.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/dhm.h>
#include <mbedtls/ecdh.h>
#include <mbedtls/ecdsa.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/gcm.h>
#include <mbedtls/md.h>
#include <mbedtls/rsa.h>
#include <mbedtls/sha256.h>
#include <mbedtls/sha512.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#include "plugin.h"

#if !defined(MBEDTLS_THREADING_C)
#error "Without MBEDTLS_THREADING_C neither the generator nor a key may be used by several threads."
#endif

/* ── Set-up, errors, random octets ── */

static struct {
    mbedtls_entropy_context entropy;
    mbedtls_ctr_drbg_context generator;
    struct pool p256, x25519;
} library;

static tlsbench_status checked(int result) {
    if (result == 0) return TLSBENCH_OK;
    if (result == MBEDTLS_ERR_MPI_ALLOC_FAILED) return TLSBENCH_NO_RESOURCES;
    return TLSBENCH_LIBRARY_ERROR - result;
}

static const char *error_text(tlsbench_status status) {
    static _Thread_local char text[160];
    mbedtls_strerror(TLSBENCH_LIBRARY_ERROR - status, text, sizeof text);
    return text;
}

static tlsbench_status set_up(void) {
    mbedtls_entropy_init(&library.entropy);
    mbedtls_ctr_drbg_init(&library.generator);
    return checked(mbedtls_ctr_drbg_seed(&library.generator, mbedtls_entropy_func, &library.entropy, NULL, 0));
}

/* For the library's functions that take a generator. */
#define RANDOM mbedtls_ctr_drbg_random, &library.generator

static tlsbench_status random_octets(uint8_t *output, size_t length) {
    while (length > 0) {
        size_t count = length < MBEDTLS_CTR_DRBG_MAX_REQUEST ? length : MBEDTLS_CTR_DRBG_MAX_REQUEST;
        if (mbedtls_ctr_drbg_random(&library.generator, output, count) != 0) return TLSBENCH_NO_RESOURCES;
        output += count;
        length -= count;
    }
    return TLSBENCH_OK;
}

/* ── Hashes ── */

struct hash {
    tlsbench_hash hash;
    union {
        mbedtls_sha256_context sha256;
        mbedtls_sha512_context sha384;
    } state;
};

static tlsbench_status hash_new(tlsbench_hash hash, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    struct hash *running = malloc(sizeof *running);
    if (running == NULL) return TLSBENCH_NO_RESOURCES;
    running->hash = hash;
    int result;
    if (hash == TLSBENCH_SHA384) {
        mbedtls_sha512_init(&running->state.sha384);
        result = mbedtls_sha512_starts_ret(&running->state.sha384, 1);
    } else {
        mbedtls_sha256_init(&running->state.sha256);
        result = mbedtls_sha256_starts_ret(&running->state.sha256, 0);
    }
    if (result == 0)
        *context = running;
    else
        free(running);
    return checked(result);
}

static void clone(struct hash *copy, const struct hash *running) {
    copy->hash = running->hash;
    if (running->hash == TLSBENCH_SHA384)
        mbedtls_sha512_clone(&copy->state.sha384, &running->state.sha384);
    else
        mbedtls_sha256_clone(&copy->state.sha256, &running->state.sha256);
}

static tlsbench_status hash_copy(const void *context, void **copy) {
    struct hash *running = malloc(sizeof *running);
    if (running == NULL) return TLSBENCH_NO_RESOURCES;
    clone(running, context);
    *copy = running;
    return TLSBENCH_OK;
}

static tlsbench_status hash_update(void *context, const uint8_t *octets, size_t length) {
    struct hash *running = context;
    if (length == 0) return TLSBENCH_OK;
    return checked(running->hash == TLSBENCH_SHA384 ? mbedtls_sha512_update_ret(&running->state.sha384, octets, length)
                                                    : mbedtls_sha256_update_ret(&running->state.sha256, octets, length));
}

static tlsbench_status hash_digest(const void *context, uint8_t *digest) {
    struct hash copy;
    uint8_t longest[64];
    clone(&copy, context);
    int result = copy.hash == TLSBENCH_SHA384 ? mbedtls_sha512_finish_ret(&copy.state.sha384, longest)
                                              : mbedtls_sha256_finish_ret(&copy.state.sha256, longest);
    /* SHA-384's digest is written as long as SHA-512's in some versions. */
    memcpy(digest, longest, digest_length(copy.hash));
    wipe(&copy, sizeof copy);
    return checked(result);
}

static void hash_free(void *context) { wipe_and_free(context, sizeof(struct hash)); }

static tlsbench_status hash_whole(tlsbench_hash hash, const uint8_t *message, size_t length, uint8_t *digest) {
    uint8_t longest[64];
    int result = hash == TLSBENCH_SHA384 ? mbedtls_sha512_ret(present(message), length, longest, 1)
                                         : mbedtls_sha256_ret(present(message), length, longest, 0);
    memcpy(digest, longest, digest_length(hash));
    return checked(result);
}

/* ── HMAC and PRF ── */

static mbedtls_md_type_t hash_type(tlsbench_hash hash) {
    return hash == TLSBENCH_SHA384 ? MBEDTLS_MD_SHA384 : MBEDTLS_MD_SHA256;
}

static void hmac_free(void *context) {
    if (context == NULL) return;
    mbedtls_md_free(context);
    free(context);
}

static tlsbench_status hmac_new(tlsbench_hash hash, const uint8_t *key, size_t length, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    mbedtls_md_context_t *mac = malloc(sizeof *mac);
    if (mac == NULL) return TLSBENCH_NO_RESOURCES;
    mbedtls_md_init(mac);
    int result = mbedtls_md_setup(mac, mbedtls_md_info_from_type(hash_type(hash)), 1);
    if (result == 0) result = mbedtls_md_hmac_starts(mac, present(key), length);
    if (result == 0)
        *context = mac;
    else
        hmac_free(mac);
    return checked(result);
}

static tlsbench_status hmac_update(void *context, const uint8_t *octets, size_t length) {
    return length == 0 ? TLSBENCH_OK : checked(mbedtls_md_hmac_update(context, octets, length));
}

static tlsbench_status hmac_final(void *context, uint8_t *mac) {
    int result = mbedtls_md_hmac_finish(context, mac);
    return checked(result != 0 ? result : mbedtls_md_hmac_reset(context));
}

/* The library takes a label that ends with a zero. */
static tlsbench_status prf(tlsbench_hash hash, const uint8_t *secret, size_t secret_length, const uint8_t *label,
                           size_t label_length, const uint8_t *seed, size_t seed_length, uint8_t *output,
                           size_t output_length) {
    char text[128];
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    if (label_length >= sizeof text || (label_length > 0 && memchr(label, 0, label_length) != NULL)) return TLSBENCH_OUT_OF_RANGE;
    if (output_length == 0) return TLSBENCH_OK;
    if (label_length > 0) memcpy(text, label, label_length);
    text[label_length] = 0;
    return checked(mbedtls_ssl_tls_prf(hash == TLSBENCH_SHA384 ? MBEDTLS_SSL_TLS_PRF_SHA384 : MBEDTLS_SSL_TLS_PRF_SHA256,
                                       present(secret), secret_length, text, present(seed), seed_length, output,
                                       output_length));
}

/* ── Records ── */

struct aead {
    int is_gcm;
    union {
        mbedtls_gcm_context gcm;
        mbedtls_chachapoly_context chacha;
    } state;
};

static void aead_free(void *context) {
    struct aead *aead = context;
    if (aead == NULL) return;
    if (aead->is_gcm)
        mbedtls_gcm_free(&aead->state.gcm);
    else
        mbedtls_chachapoly_free(&aead->state.chacha);
    free(aead);
}

static tlsbench_status aead_new(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context) {
    if (aead_key_length(algorithm) == 0) return TLSBENCH_NOT_OFFERED;
    if (length != aead_key_length(algorithm)) return TLSBENCH_OUT_OF_RANGE;
    struct aead *aead = malloc(sizeof *aead);
    if (aead == NULL) return TLSBENCH_NO_RESOURCES;
    aead->is_gcm = algorithm != TLSBENCH_CHACHA20_POLY1305;
    int result;
    if (aead->is_gcm) {
        mbedtls_gcm_init(&aead->state.gcm);
        result = mbedtls_gcm_setkey(&aead->state.gcm, MBEDTLS_CIPHER_ID_AES, key, (unsigned)(8 * length));
    } else {
        mbedtls_chachapoly_init(&aead->state.chacha);
        result = mbedtls_chachapoly_setkey(&aead->state.chacha, key);
    }
    if (result == 0)
        *context = aead;
    else
        aead_free(aead);
    return checked(result);
}

static tlsbench_status aead_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    struct aead *aead = context;
    return checked(aead->is_gcm ? mbedtls_gcm_crypt_and_tag(&aead->state.gcm, MBEDTLS_GCM_ENCRYPT, length, nonce, NONCE_LENGTH,
                                                            additional, additional_length, record, record, TAG_LENGTH,
                                                            record + length)
                                : mbedtls_chachapoly_encrypt_and_tag(&aead->state.chacha, length, nonce, additional,
                                                                     additional_length, record, record, record + length));
}

/* The library clears what it decrypted where the tag does not hold. */
static tlsbench_status aead_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    struct aead *aead = context;
    int result = aead->is_gcm ? mbedtls_gcm_auth_decrypt(&aead->state.gcm, length, nonce, NONCE_LENGTH, additional,
                                                         additional_length, record + length, TAG_LENGTH, record, record)
                              : mbedtls_chachapoly_auth_decrypt(&aead->state.chacha, length, nonce, additional,
                                                                additional_length, record + length, record, record);
    if (result == MBEDTLS_ERR_GCM_AUTH_FAILED || result == MBEDTLS_ERR_CHACHAPOLY_AUTH_FAILED) return TLSBENCH_BAD_TAG;
    return checked(result);
}

/* ── Curves ── */

static struct pool *pool_of(mbedtls_ecp_group_id curve) {
    return curve == MBEDTLS_ECP_DP_SECP256R1 ? &library.p256 : &library.x25519;
}

/* NULL without memory. */
static mbedtls_ecp_group *take_group(mbedtls_ecp_group_id curve) {
    mbedtls_ecp_group *group = pool_take(pool_of(curve));
    if (group != NULL || (group = malloc(sizeof *group)) == NULL) return group;
    mbedtls_ecp_group_init(group);
    if (mbedtls_ecp_group_load(group, curve) == 0) return group;
    mbedtls_ecp_group_free(group);
    free(group);
    return NULL;
}

static void give_group(mbedtls_ecp_group *group) {
    if (group == NULL || pool_give(pool_of(group->id), group)) return;
    mbedtls_ecp_group_free(group);
    free(group);
}

/* ── Key exchange ── */

/* RFC 7919 appendix A, and as many octets of exponents as section 5.2 asks bits for. */
static const unsigned char prime_2048[] = MBEDTLS_DHM_RFC7919_FFDHE2048_P_BIN;
static const unsigned char prime_3072[] = MBEDTLS_DHM_RFC7919_FFDHE3072_P_BIN;
enum { EXPONENT_2048 = 29, EXPONENT_3072 = 35 };

struct share {
    tlsbench_group group;
    size_t public_length;
    uint8_t public_value[LONGEST_FIELD];
    mbedtls_mpi private_value;
    mbedtls_dhm_context field;
};

static int is_field(tlsbench_group group) { return group == TLSBENCH_FFDHE2048 || group == TLSBENCH_FFDHE3072; }

static mbedtls_ecp_group_id curve_of(tlsbench_group group) {
    return group == TLSBENCH_SECP256R1 ? MBEDTLS_ECP_DP_SECP256R1 : MBEDTLS_ECP_DP_CURVE25519;
}

static int new_field_share(struct share *share) {
    int is_2048 = share->group == TLSBENCH_FFDHE2048;
    mbedtls_mpi prime, generator;
    mbedtls_mpi_init(&prime);
    mbedtls_mpi_init(&generator);
    int result = mbedtls_mpi_read_binary(&prime, is_2048 ? prime_2048 : prime_3072, share->public_length);
    if (result == 0) result = mbedtls_mpi_lset(&generator, 2);
    if (result == 0) result = mbedtls_dhm_set_group(&share->field, &prime, &generator);
    if (result == 0)
        result = mbedtls_dhm_make_public(&share->field, is_2048 ? EXPONENT_2048 : EXPONENT_3072, share->public_value,
                                         share->public_length, RANDOM);
    mbedtls_mpi_free(&prime);
    mbedtls_mpi_free(&generator);
    return result;
}

static int new_curve_share(struct share *share) {
    mbedtls_ecp_group *group = take_group(curve_of(share->group));
    if (group == NULL) return MBEDTLS_ERR_MPI_ALLOC_FAILED;
    mbedtls_ecp_point point;
    mbedtls_ecp_point_init(&point);
    size_t written;
    int result = mbedtls_ecdh_gen_public(group, &share->private_value, &point, RANDOM);
    if (result == 0)
        result = mbedtls_ecp_point_write_binary(group, &point, MBEDTLS_ECP_PF_UNCOMPRESSED, &written, share->public_value,
                                                share->public_length);
    mbedtls_ecp_point_free(&point);
    give_group(group);
    return result;
}

static void share_free(void *context) {
    struct share *share = context;
    if (share == NULL) return;
    mbedtls_mpi_free(&share->private_value);
    mbedtls_dhm_free(&share->field);
    free(share);
}

static tlsbench_status share_new(tlsbench_group group, void **result) {
    size_t length = group == TLSBENCH_X25519      ? 32
                    : group == TLSBENCH_SECP256R1 ? POINT_LENGTH
                    : group == TLSBENCH_FFDHE2048 ? 256
                    : group == TLSBENCH_FFDHE3072 ? 384
                                                  : 0;
    if (length == 0) return TLSBENCH_NOT_OFFERED;
    struct share *share = malloc(sizeof *share);
    if (share == NULL) return TLSBENCH_NO_RESOURCES;
    share->group = group;
    share->public_length = length;
    mbedtls_mpi_init(&share->private_value);
    mbedtls_dhm_init(&share->field);
    tlsbench_status status = checked(is_field(group) ? new_field_share(share) : new_curve_share(share));
    if (status == TLSBENCH_OK)
        *result = share;
    else
        share_free(share);
    return status;
}

static tlsbench_status share_public(const void *context, uint8_t *output) {
    const struct share *share = context;
    memcpy(output, share->public_value, share->public_length);
    return TLSBENCH_OK;
}

static tlsbench_status field_agree(struct share *share, const uint8_t *peer, size_t length, uint8_t *secret) {
    /* mbedtls_dhm_read_public takes any number, and an error of the calculation would not say why. */
    const uint8_t *prime = share->group == TLSBENCH_FFDHE2048 ? prime_2048 : prime_3072;
    if (!is_field_value(peer, length, prime, share->public_length)) return TLSBENCH_INVALID_PUBLIC_VALUE;
    size_t written = 0;
    int result = mbedtls_dhm_read_public(&share->field, peer, length);
    if (result == 0) result = mbedtls_dhm_calc_secret(&share->field, secret, length, &written, RANDOM);
    if (result != 0) return checked(result);
    /* The library leaves leading zeros out, as TLS 1.2 does. */
    memmove(secret + length - written, secret, written);
    memset(secret, 0, length - written);
    return TLSBENCH_OK;
}

static tlsbench_status share_agree(void *context, const uint8_t *peer, size_t length, uint8_t *secret) {
    struct share *share = context;
    if (is_field(share->group)) return field_agree(share, peer, length, secret);
    int is_point = share->group == TLSBENCH_SECP256R1;
    if (is_point ? !is_uncompressed_point(peer, length) : length != 32) return TLSBENCH_INVALID_PUBLIC_VALUE;
    mbedtls_ecp_group *group = take_group(curve_of(share->group));
    if (group == NULL) return TLSBENCH_NO_RESOURCES;
    mbedtls_ecp_point point;
    mbedtls_mpi product;
    mbedtls_ecp_point_init(&point);
    mbedtls_mpi_init(&product);
    /* The multiplication looks whether the point is on the curve, and whether the result is infinity. */
    int result = mbedtls_ecp_point_read_binary(group, &point, peer, length);
    if (result == 0) result = mbedtls_ecdh_compute_shared(group, &product, &point, &share->private_value, RANDOM);
    if (result == 0)
        result = is_point ? mbedtls_mpi_write_binary(&product, secret, 32) : mbedtls_mpi_write_binary_le(&product, secret, 32);
    mbedtls_mpi_free(&product);
    mbedtls_ecp_point_free(&point);
    give_group(group);
    if (result == MBEDTLS_ERR_MPI_ALLOC_FAILED) return TLSBENCH_NO_RESOURCES;
    return result != 0 || (!is_point && is_zero(secret, 32)) ? TLSBENCH_INVALID_PUBLIC_VALUE : TLSBENCH_OK;
}

/* ── RSA, public ── */

struct rsa_public {
    mbedtls_rsa_context key;
};

static void rsa_public_free(void *context) {
    struct rsa_public *key = context;
    if (key == NULL) return;
    mbedtls_rsa_free(&key->key);
    free(key);
}

static tlsbench_status rsa_public_new(tlsbench_octets n, tlsbench_octets e, void **result) {
    tlsbench_status status = check_rsa_public(n, e, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct rsa_public *key = malloc(sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    mbedtls_rsa_init(&key->key, MBEDTLS_RSA_PKCS_V15, 0);
    status = checked(mbedtls_rsa_import_raw(&key->key, n.octets, n.length, NULL, 0, NULL, 0, NULL, 0, e.octets, e.length));
    if (status == TLSBENCH_OK && (mbedtls_rsa_complete(&key->key) != 0 || mbedtls_rsa_check_pubkey(&key->key) != 0))
        status = TLSBENCH_INVALID_KEY;
    if (status == TLSBENCH_OK)
        *result = key;
    else
        rsa_public_free(key);
    return status;
}

static tlsbench_status rsa_encrypt(void *context, const uint8_t *premaster, uint8_t *ciphertext) {
    struct rsa_public *key = context;
    return checked(mbedtls_rsa_rsaes_pkcs1_v15_encrypt(&key->key, RANDOM, MBEDTLS_RSA_PUBLIC, PREMASTER_LENGTH, premaster,
                                                       ciphertext));
}

static tlsbench_status rsa_verify(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length) {
    struct rsa_public *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0 || signature_length != mbedtls_rsa_get_len(&key->key)) return TLSBENCH_BAD_SIGNATURE;
    uint8_t digest[LONGEST_DIGEST];
    tlsbench_status status = hash_whole(hash, message, message_length, digest);
    if (status != TLSBENCH_OK) return status;
    mbedtls_md_type_t type = hash_type(hash);
    unsigned length = (unsigned)digest_length(hash);
    int result = is_pss(scheme)
                     ? mbedtls_rsa_rsassa_pss_verify_ext(&key->key, NULL, NULL, MBEDTLS_RSA_PUBLIC, type, length, digest, type,
                                                         (int)length, signature)
                     : mbedtls_rsa_rsassa_pkcs1_v15_verify(&key->key, NULL, NULL, MBEDTLS_RSA_PUBLIC, type, length, digest,
                                                           signature);
    return result == 0 ? TLSBENCH_OK : TLSBENCH_BAD_SIGNATURE;
}

/* ── RSA, private ── */

/* A context has one padding and one hash: the same key for PKCS#1 v1.5, and for PSS with either hash. */
enum { PKCS1, PSS_SHA256, PSS_SHA384, CONTEXTS };
struct rsa_private {
    mbedtls_rsa_context contexts[CONTEXTS];
    struct modulus modulus;
};

/* The library computes dP, dQ and qInv itself. Leaks: lengths, the answer, and what mbedtls_mpi's comparison leaks. */
static int has_values(const mbedtls_rsa_context *key, const tlsbench_rsa_components *c) {
    const tlsbench_octets octets[3] = {c->dp, c->dq, c->qinv};
    mbedtls_mpi own[3], given;
    for (size_t i = 0; i < 3; i++) mbedtls_mpi_init(&own[i]);
    mbedtls_mpi_init(&given);
    int holds = mbedtls_rsa_export_crt(key, &own[0], &own[1], &own[2]) == 0;
    for (size_t i = 0; i < 3; i++)
        holds &= mbedtls_mpi_read_binary(&given, octets[i].octets, octets[i].length) == 0 &&
                 mbedtls_mpi_cmp_mpi(&given, &own[i]) == 0;
    for (size_t i = 0; i < 3; i++) mbedtls_mpi_free(&own[i]);
    mbedtls_mpi_free(&given);
    return holds;
}

static void rsa_private_free(void *context) {
    struct rsa_private *key = context;
    if (key == NULL) return;
    for (size_t i = 0; i < CONTEXTS; i++) mbedtls_rsa_free(&key->contexts[i]);
    free(key);
}

static tlsbench_status rsa_private_new(const tlsbench_rsa_components *c, void **result) {
    tlsbench_status status = check_rsa_lengths(c, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct rsa_private *key = malloc(sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    set_modulus(&key->modulus, c->n);
    mbedtls_rsa_context *contexts = key->contexts;
    mbedtls_rsa_init(&contexts[PKCS1], MBEDTLS_RSA_PKCS_V15, 0);
    mbedtls_rsa_init(&contexts[PSS_SHA256], MBEDTLS_RSA_PKCS_V21, MBEDTLS_MD_SHA256);
    mbedtls_rsa_init(&contexts[PSS_SHA384], MBEDTLS_RSA_PKCS_V21, MBEDTLS_MD_SHA384);
    status = checked(mbedtls_rsa_import_raw(&contexts[PKCS1], c->n.octets, c->n.length, c->p.octets, c->p.length, c->q.octets,
                                            c->q.length, c->d.octets, c->d.length, c->e.octets, c->e.length));
    if (status == TLSBENCH_OK && (mbedtls_rsa_complete(&contexts[PKCS1]) != 0 ||
                                  mbedtls_rsa_check_privkey(&contexts[PKCS1]) != 0 || !has_values(&contexts[PKCS1], c)))
        status = TLSBENCH_INVALID_KEY;
    for (size_t i = PSS_SHA256; i < CONTEXTS && status == TLSBENCH_OK; i++) {
        int hash = contexts[i].hash_id;
        status = checked(mbedtls_rsa_copy(&contexts[i], &contexts[PKCS1]));
        mbedtls_rsa_set_padding(&contexts[i], MBEDTLS_RSA_PKCS_V21, hash);
    }
    if (status == TLSBENCH_OK)
        *result = key;
    else
        rsa_private_free(key);
    return status;
}

/* As the library's own server does it: the result and the length are secret, and used without a branch. An error of another kind than
 * padding looks the same. */
static tlsbench_status rsa_decrypt_premaster(void *context, const uint8_t *ciphertext, size_t length, uint16_t client_version,
                                             uint8_t *premaster) {
    struct rsa_private *key = context;
    tlsbench_status status = check_ciphertext(&key->modulus, ciphertext, length);
    if (status != TLSBENCH_OK) return status;
    uint8_t message[PREMASTER_LENGTH] = {0};
    size_t written = 0;
    int result = mbedtls_rsa_rsaes_pkcs1_v15_decrypt(&key->contexts[PKCS1], RANDOM, MBEDTLS_RSA_PRIVATE, &written, ciphertext,
                                                     message, sizeof message);
    take_premaster((uint32_t)result | (uint32_t)(written ^ PREMASTER_LENGTH), message, client_version, premaster);
    wipe(message, sizeof message);
    return TLSBENCH_OK;
}

static tlsbench_status rsa_sign(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t length,
                                uint8_t *signature) {
    struct rsa_private *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0) return TLSBENCH_NOT_OFFERED;
    uint8_t digest[LONGEST_DIGEST];
    tlsbench_status status = hash_whole(hash, message, length, digest);
    if (status != TLSBENCH_OK) return status;
    unsigned digest_count = (unsigned)digest_length(hash);
    int result = is_pss(scheme)
                     ? mbedtls_rsa_rsassa_pss_sign_ext(&key->contexts[hash == TLSBENCH_SHA384 ? PSS_SHA384 : PSS_SHA256], RANDOM,
                                                       hash_type(hash), digest_count, digest, (int)digest_count, signature)
                     : mbedtls_rsa_rsassa_pkcs1_v15_sign(&key->contexts[PKCS1], RANDOM, MBEDTLS_RSA_PRIVATE, hash_type(hash),
                                                         digest_count, digest, signature);
    return result == MBEDTLS_ERR_RSA_PRIVATE_FAILED || result == MBEDTLS_ERR_RSA_VERIFY_FAILED ? TLSBENCH_FAULT
                                                                                                : checked(result);
}

/* ── ECDSA ── */

struct ecdsa_key {
    mbedtls_mpi private_value;
    mbedtls_ecp_point point;
};

static void ecdsa_free(void *context) {
    struct ecdsa_key *key = context;
    if (key == NULL) return;
    mbedtls_mpi_free(&key->private_value);
    mbedtls_ecp_point_free(&key->point);
    free(key);
}

/* 0 unless the private value is between 0 and n, and gives the point. */
static int is_pair(mbedtls_ecp_group *group, struct ecdsa_key *key, const uint8_t *value) {
    mbedtls_ecp_point product;
    mbedtls_ecp_point_init(&product);
    int holds = mbedtls_mpi_read_binary(&key->private_value, value, 32) == 0 &&
                mbedtls_ecp_check_privkey(group, &key->private_value) == 0 &&
                mbedtls_ecp_mul(group, &product, &key->private_value, &group->G, RANDOM) == 0 &&
                mbedtls_ecp_point_cmp(&product, &key->point) == 0;
    mbedtls_ecp_point_free(&product);
    return holds;
}

static tlsbench_status ecdsa_new(const uint8_t *value, const uint8_t *point, size_t length, void **result) {
    if (!is_uncompressed_point(point, length)) return TLSBENCH_INVALID_KEY;
    struct ecdsa_key *key = malloc(sizeof *key);
    mbedtls_ecp_group *group = key == NULL ? NULL : take_group(MBEDTLS_ECP_DP_SECP256R1);
    if (group == NULL) {
        free(key);
        return TLSBENCH_NO_RESOURCES;
    }
    mbedtls_mpi_init(&key->private_value);
    mbedtls_ecp_point_init(&key->point);
    int is_key = mbedtls_ecp_point_read_binary(group, &key->point, point, length) == 0 &&
                 mbedtls_ecp_check_pubkey(group, &key->point) == 0 && (value == NULL || is_pair(group, key, value));
    give_group(group);
    if (is_key)
        *result = key;
    else
        ecdsa_free(key);
    return is_key ? TLSBENCH_OK : TLSBENCH_INVALID_KEY;
}

static tlsbench_status ecdsa_public_new(const uint8_t *point, size_t length, void **result) {
    return ecdsa_new(NULL, point, length, result);
}

static tlsbench_status ecdsa_private_new(const uint8_t *value, size_t length, const uint8_t *point, size_t point_length,
                                         void **result) {
    return length == 32 ? ecdsa_new(value, point, point_length, result) : TLSBENCH_OUT_OF_RANGE;
}

static tlsbench_status ecdsa_verify(void *context, const uint8_t *message, size_t message_length, const uint8_t *signature,
                                    size_t signature_length) {
    struct ecdsa_key *key = context;
    uint8_t numbers[64], digest[32];
    if (!read_signature(signature, signature_length, numbers)) return TLSBENCH_BAD_SIGNATURE;
    tlsbench_status status = hash_whole(TLSBENCH_SHA256, message, message_length, digest);
    if (status != TLSBENCH_OK) return status;
    mbedtls_ecp_group *group = take_group(MBEDTLS_ECP_DP_SECP256R1);
    if (group == NULL) return TLSBENCH_NO_RESOURCES;
    mbedtls_mpi r, s;
    mbedtls_mpi_init(&r);
    mbedtls_mpi_init(&s);
    int result = mbedtls_mpi_read_binary(&r, numbers, 32);
    if (result == 0) result = mbedtls_mpi_read_binary(&s, numbers + 32, 32);
    if (result == 0) result = mbedtls_ecdsa_verify(group, digest, sizeof digest, &key->point, &r, &s);
    mbedtls_mpi_free(&r);
    mbedtls_mpi_free(&s);
    give_group(group);
    return result == 0 ? TLSBENCH_OK : TLSBENCH_BAD_SIGNATURE;
}

/* With a random nonce: mbedtls_ecdsa_write_signature would make a deterministic one (RFC 6979), as no other column does. */
static tlsbench_status ecdsa_sign(void *context, const uint8_t *message, size_t length, uint8_t *signature,
                                  size_t *signature_length) {
    struct ecdsa_key *key = context;
    uint8_t numbers[64], digest[32];
    tlsbench_status status = hash_whole(TLSBENCH_SHA256, message, length, digest);
    if (status != TLSBENCH_OK) return status;
    mbedtls_ecp_group *group = take_group(MBEDTLS_ECP_DP_SECP256R1);
    if (group == NULL) return TLSBENCH_NO_RESOURCES;
    mbedtls_mpi r, s;
    mbedtls_mpi_init(&r);
    mbedtls_mpi_init(&s);
    int result = mbedtls_ecdsa_sign(group, &r, &s, &key->private_value, digest, sizeof digest, RANDOM);
    if (result == 0) result = mbedtls_mpi_write_binary(&r, numbers, 32);
    if (result == 0) result = mbedtls_mpi_write_binary(&s, numbers + 32, 32);
    if (result == 0) *signature_length = write_signature(numbers, signature);
    mbedtls_mpi_free(&r);
    mbedtls_mpi_free(&s);
    give_group(group);
    return checked(result);
}

/* ── The table ── */

/* Of the rest the library tells nothing: it is C, with assembly for the products of limbs. */
static const char *code_path(const char *what) {
    if (strcmp(what, "aes-128-gcm") != 0 && strcmp(what, "aes-256-gcm") != 0) return NULL;
    int has_aes = mbedtls_aesni_has_support(MBEDTLS_AESNI_AES), has_clmul = mbedtls_aesni_has_support(MBEDTLS_AESNI_CLMUL);
    if (has_aes) return has_clmul ? "aesni+clmul, block by block" : "aesni+ghash-4bit, block by block";
    return has_clmul ? "aes-tables+clmul" : "aes-tables+ghash-4bit";
}

static const char *const refusals[] = {"ML-KEM: mbedTLS has none."};

PLUGIN_EXPORT const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    static char version[16];
    static const tlsbench_plugin_table table = {
        .size = sizeof table,
        .version = TLSBENCH_PLUGIN_VERSION,
        .library = "mbedTLS",
        .library_version = version,
        .refusals = refusals,
        .refusal_count = sizeof refusals / sizeof *refusals,
        .set_up = set_up,
        .code_path = code_path,
        .error_text = error_text,
        .rsa_bits_minimum = RSA_BITS_MINIMUM,
        .rsa_bits_maximum = RSA_BITS_MAXIMUM,
        .rsa_exponent_bits_maximum = RSA_EXPONENT_BITS_MAXIMUM,
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
        .prf = prf,
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
        .rsa_public_free = rsa_public_free,
        .rsa_private_new = rsa_private_new,
        .rsa_decrypt_premaster = rsa_decrypt_premaster,
        .rsa_sign = rsa_sign,
        .rsa_private_free = rsa_private_free,
        .ecdsa_public_new = ecdsa_public_new,
        .ecdsa_verify = ecdsa_verify,
        .ecdsa_public_free = ecdsa_free,
        .ecdsa_private_new = ecdsa_private_new,
        .ecdsa_sign = ecdsa_sign,
        .ecdsa_private_free = ecdsa_free,
    };
    if (host_version != TLSBENCH_PLUGIN_VERSION) return NULL;
    mbedtls_version_get_string(version);
    return &table;
}
