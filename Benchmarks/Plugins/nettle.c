/* Nettle with Hogweed, and GMP below: three libraries that are one in practice.
 *
 * Nettle's contexts are plain structures without any allocation. It has neither a generator of its own (random octets are the
 * kernel's), nor TLS's PRF, nor Diffie-Hellman in fields, which is one call of GMP's mpn_sec_powm. */
#include <nettle/chacha-poly1305.h>
#include <nettle/curve25519.h>
#include <nettle/dsa.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>
#include <nettle/ecdsa.h>
#include <nettle/gcm.h>
#include <nettle/hmac.h>
#include <nettle/memops.h>
#include <nettle/rsa.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stdio.h>
#include <sys/random.h>

#include "plugin.h"

/* ── Random octets ── */

static tlsbench_status random_octets(uint8_t *output, size_t length) {
    while (length > 0) {
        /* Not more than 256 octets: no signal interrupts such a call (getrandom(2)). */
        ssize_t count = getrandom(output, length > 256 ? 256 : length, 0);
        if (count <= 0) return TLSBENCH_NO_RESOURCES;
        output += count;
        length -= (size_t)count;
    }
    return TLSBENCH_OK;
}

/* For Nettle, whose callback cannot fail; the kernel's generator does not either, once it has started. */
static void fill(void *unused, size_t length, uint8_t *output) {
    (void)unused;
    if (random_octets(output, length) != TLSBENCH_OK) abort();
}

/* ── Hashes ── */

struct hash {
    tlsbench_hash hash;
    union {
        struct sha256_ctx sha256;
        struct sha512_ctx sha384;
    } state;
};

static tlsbench_status hash_new(tlsbench_hash hash, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    struct hash *running = malloc(sizeof *running);
    if (running == NULL) return TLSBENCH_NO_RESOURCES;
    running->hash = hash;
    if (hash == TLSBENCH_SHA384)
        sha384_init(&running->state.sha384);
    else
        sha256_init(&running->state.sha256);
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
    if (running->hash == TLSBENCH_SHA384)
        sha384_update(&running->state.sha384, length, octets);
    else
        sha256_update(&running->state.sha256, length, octets);
    return TLSBENCH_OK;
}

static tlsbench_status hash_digest(const void *context, uint8_t *digest) {
    struct hash copy = *(const struct hash *)context;
    if (copy.hash == TLSBENCH_SHA384)
        sha384_digest(&copy.state.sha384, 48, digest);
    else
        sha256_digest(&copy.state.sha256, 32, digest);
    return TLSBENCH_OK;
}

static void hash_free(void *context) { wipe_and_free(context, sizeof(struct hash)); }

static void hash_whole(tlsbench_hash hash, const uint8_t *message, size_t length, uint8_t *digest) {
    if (hash == TLSBENCH_SHA384) {
        struct sha512_ctx state;
        sha384_init(&state);
        if (length > 0) sha384_update(&state, length, message);
        sha384_digest(&state, 48, digest);
    } else {
        struct sha256_ctx state;
        sha256_init(&state);
        if (length > 0) sha256_update(&state, length, message);
        sha256_digest(&state, 32, digest);
    }
}

/* ── HMAC ── */

struct hmac {
    tlsbench_hash hash;
    union {
        struct hmac_sha256_ctx sha256;
        struct hmac_sha512_ctx sha384;
    } state;
};

static tlsbench_status mac_new(tlsbench_hash hash, const uint8_t *key, size_t length, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    struct hmac *mac = malloc(sizeof *mac);
    if (mac == NULL) return TLSBENCH_NO_RESOURCES;
    mac->hash = hash;
    if (hash == TLSBENCH_SHA384)
        hmac_sha384_set_key(&mac->state.sha384, length, present(key));
    else
        hmac_sha256_set_key(&mac->state.sha256, length, present(key));
    *context = mac;
    return TLSBENCH_OK;
}

static tlsbench_status mac_update(void *context, const uint8_t *octets, size_t length) {
    struct hmac *mac = context;
    if (length == 0) return TLSBENCH_OK;
    if (mac->hash == TLSBENCH_SHA384)
        hmac_sha384_update(&mac->state.sha384, length, octets);
    else
        hmac_sha256_update(&mac->state.sha256, length, octets);
    return TLSBENCH_OK;
}

/* The library's function begins the next message itself. */
static tlsbench_status mac_final(void *context, uint8_t *output) {
    struct hmac *mac = context;
    if (mac->hash == TLSBENCH_SHA384)
        hmac_sha384_digest(&mac->state.sha384, 48, output);
    else
        hmac_sha256_digest(&mac->state.sha256, 32, output);
    return TLSBENCH_OK;
}

static void mac_free(void *context) { wipe_and_free(context, sizeof(struct hmac)); }

/* ── Records ── */

struct aead {
    tlsbench_aead algorithm;
    union {
        struct gcm_aes128_ctx aes128;
        struct gcm_aes256_ctx aes256;
        struct chacha_poly1305_ctx chacha;
    } state;
};

static tlsbench_status aead_new(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context) {
    if (aead_key_length(algorithm) == 0) return TLSBENCH_NOT_OFFERED;
    if (length != aead_key_length(algorithm)) return TLSBENCH_OUT_OF_RANGE;
    struct aead *aead = malloc(sizeof *aead);
    if (aead == NULL) return TLSBENCH_NO_RESOURCES;
    aead->algorithm = algorithm;
    switch (algorithm) {
    case TLSBENCH_AES_128_GCM: gcm_aes128_set_key(&aead->state.aes128, key); break;
    case TLSBENCH_AES_256_GCM: gcm_aes256_set_key(&aead->state.aes256, key); break;
    default: chacha_poly1305_set_key(&aead->state.chacha, key);
    }
    *context = aead;
    return TLSBENCH_OK;
}

static tlsbench_status aead_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    struct aead *aead = context;
    switch (aead->algorithm) {
    case TLSBENCH_AES_128_GCM:
        gcm_aes128_set_iv(&aead->state.aes128, NONCE_LENGTH, nonce);
        if (additional_length > 0) gcm_aes128_update(&aead->state.aes128, additional_length, additional);
        gcm_aes128_encrypt(&aead->state.aes128, length, record, record);
        gcm_aes128_digest(&aead->state.aes128, TAG_LENGTH, record + length);
        break;
    case TLSBENCH_AES_256_GCM:
        gcm_aes256_set_iv(&aead->state.aes256, NONCE_LENGTH, nonce);
        if (additional_length > 0) gcm_aes256_update(&aead->state.aes256, additional_length, additional);
        gcm_aes256_encrypt(&aead->state.aes256, length, record, record);
        gcm_aes256_digest(&aead->state.aes256, TAG_LENGTH, record + length);
        break;
    default:
        chacha_poly1305_set_nonce(&aead->state.chacha, nonce);
        if (additional_length > 0) chacha_poly1305_update(&aead->state.chacha, additional_length, additional);
        chacha_poly1305_encrypt(&aead->state.chacha, length, record, record);
        chacha_poly1305_digest(&aead->state.chacha, TAG_LENGTH, record + length);
    }
    return TLSBENCH_OK;
}

/* Decrypts, then checks: a record whose tag does not hold is wiped. */
static tlsbench_status aead_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    struct aead *aead = context;
    uint8_t tag[TAG_LENGTH];
    switch (aead->algorithm) {
    case TLSBENCH_AES_128_GCM:
        gcm_aes128_set_iv(&aead->state.aes128, NONCE_LENGTH, nonce);
        if (additional_length > 0) gcm_aes128_update(&aead->state.aes128, additional_length, additional);
        gcm_aes128_decrypt(&aead->state.aes128, length, record, record);
        gcm_aes128_digest(&aead->state.aes128, TAG_LENGTH, tag);
        break;
    case TLSBENCH_AES_256_GCM:
        gcm_aes256_set_iv(&aead->state.aes256, NONCE_LENGTH, nonce);
        if (additional_length > 0) gcm_aes256_update(&aead->state.aes256, additional_length, additional);
        gcm_aes256_decrypt(&aead->state.aes256, length, record, record);
        gcm_aes256_digest(&aead->state.aes256, TAG_LENGTH, tag);
        break;
    default:
        chacha_poly1305_set_nonce(&aead->state.chacha, nonce);
        if (additional_length > 0) chacha_poly1305_update(&aead->state.chacha, additional_length, additional);
        chacha_poly1305_decrypt(&aead->state.chacha, length, record, record);
        chacha_poly1305_digest(&aead->state.chacha, TAG_LENGTH, tag);
    }
    int holds = memeql_sec(tag, record + length, TAG_LENGTH);
    /* The right tag of a forged record is a secret too. */
    wipe(tag, sizeof tag);
    if (holds) return TLSBENCH_OK;
    wipe(record, length);
    return TLSBENCH_BAD_TAG;
}

static void aead_free(void *context) { wipe_and_free(context, sizeof(struct aead)); }

/* ── Numbers ── */

/* mpz_clear leaves what it frees as it is. */
static void wipe_and_clear(mpz_t number) {
    size_t count = mpz_size(number);
    if (count > 0) wipe(mpz_limbs_modify(number, (mp_size_t)count), count * sizeof(mp_limb_t));
    mpz_clear(number);
}

static void wipe_and_clear_scalar(struct ecc_scalar *scalar) {
    wipe(scalar->p, (size_t)ecc_size(scalar->ecc) * sizeof(mp_limb_t));
    ecc_scalar_clear(scalar);
}

static void wipe_and_clear_point(struct ecc_point *point) {
    wipe(point->p, (size_t)ecc_size_a(point->ecc) * sizeof(mp_limb_t));
    ecc_point_clear(point);
}

/* Big-endian octets of limbs, in constant time, where mpz would drop zeros at the beginning. */
static void write_limbs(const mp_limb_t *limbs, uint8_t *output, size_t length) {
    for (size_t i = 0; i < length; i++)
        output[length - 1 - i] = (uint8_t)(limbs[i / sizeof(mp_limb_t)] >> (8 * (i % sizeof(mp_limb_t))));
}

static void read_limbs(mp_limb_t *limbs, const uint8_t *octets, size_t length) {
    memset(limbs, 0, (length + sizeof(mp_limb_t) - 1) / sizeof(mp_limb_t) * sizeof(mp_limb_t));
    for (size_t i = 0; i < length; i++)
        limbs[i / sizeof(mp_limb_t)] |= (mp_limb_t)octets[length - 1 - i] << (8 * (i % sizeof(mp_limb_t)));
}

/* 0 unless it is a point of the curve, which is initialised either way. */
static int read_point(struct ecc_point *point, const uint8_t *octets, size_t length) {
    ecc_point_init(point, nettle_get_secp_256r1());
    if (!is_uncompressed_point(octets, length)) return 0;
    mpz_t x, y;
    nettle_mpz_init_set_str_256_u(x, 32, octets + 1);
    nettle_mpz_init_set_str_256_u(y, 32, octets + 33);
    int is_on_curve = ecc_point_set(point, x, y);
    mpz_clear(x);
    mpz_clear(y);
    return is_on_curve;
}

static void write_point(const struct ecc_point *point, uint8_t output[POINT_LENGTH]) {
    output[0] = 4;
    write_limbs(point->p, output + 1, 32);
    write_limbs(point->p + ecc_size(point->ecc), output + 33, 32);
}

/* ── Key exchange ── */

enum { LONGEST_FIELD_LIMBS = LONGEST_FIELD / sizeof(mp_limb_t), LONGEST_EXPONENT = 35 };

/* RFC 7919 appendix A; the exponents have twice the strength that section 5.2 states for the field, and a bit. */
static const struct field {
    tlsbench_group group;
    size_t length;
    mp_bitcnt_t exponent_bits;
    uint8_t prime[LONGEST_FIELD];
} fields[] = {
    {TLSBENCH_FFDHE2048, 256, 225, {FFDHE2048_PRIME}},
    {TLSBENCH_FFDHE3072, 384, 275, {FFDHE3072_PRIME}},
};

struct share {
    tlsbench_group group;
    const struct field *field;
    uint8_t public_value[LONGEST_FIELD];
    /* Of X25519 or of a field, and of P-256. */
    uint8_t private_value[LONGEST_EXPONENT];
    struct ecc_scalar scalar;
};

/* base to the power of the share's private value, in constant time. */
static tlsbench_status field_power(const struct share *share, const uint8_t *base, uint8_t *result) {
    mp_limb_t prime[LONGEST_FIELD_LIMBS], number[LONGEST_FIELD_LIMBS], power[LONGEST_FIELD_LIMBS];
    mp_limb_t exponent[(LONGEST_EXPONENT + sizeof(mp_limb_t) - 1) / sizeof(mp_limb_t)];
    const struct field *field = share->field;
    size_t exponent_length = (field->exponent_bits + 7) / 8;
    mp_size_t count = (mp_size_t)(field->length / sizeof(mp_limb_t));
    size_t scratch_size = (size_t)mpn_sec_powm_itch(count, field->exponent_bits, count) * sizeof(mp_limb_t);
    mp_limb_t *scratch = malloc(scratch_size);
    if (scratch == NULL) return TLSBENCH_NO_RESOURCES;
    read_limbs(prime, field->prime, field->length);
    read_limbs(number, base, field->length);
    read_limbs(exponent, share->private_value, exponent_length);
    mpn_sec_powm(power, number, count, exponent, field->exponent_bits, prime, count, scratch);
    write_limbs(power, result, field->length);
    wipe_and_free(scratch, scratch_size);
    wipe(exponent, sizeof exponent);
    wipe(power, sizeof power);
    return TLSBENCH_OK;
}

static tlsbench_status field_share(struct share *share) {
    size_t length = (share->field->exponent_bits + 7) / 8;
    uint8_t generator[LONGEST_FIELD] = {0};
    tlsbench_status status = random_octets(share->private_value, length);
    if (status != TLSBENCH_OK) return status;
    share->private_value[0] &= (uint8_t)(0xFF >> (8 * length - share->field->exponent_bits));
    generator[share->field->length - 1] = 2;
    return field_power(share, generator, share->public_value);
}

static void point_share(struct share *share) {
    struct ecc_point point;
    ecc_point_init(&point, nettle_get_secp_256r1());
    ecc_scalar_init(&share->scalar, nettle_get_secp_256r1());
    ecc_scalar_random(&share->scalar, NULL, fill);
    ecc_point_mul_g(&point, &share->scalar);
    write_point(&point, share->public_value);
    ecc_point_clear(&point);
}

static tlsbench_status share_new(tlsbench_group group, void **result) {
    const struct field *field = group == TLSBENCH_FFDHE2048 ? &fields[0] : group == TLSBENCH_FFDHE3072 ? &fields[1] : NULL;
    if (field == NULL && group != TLSBENCH_X25519 && group != TLSBENCH_SECP256R1) return TLSBENCH_NOT_OFFERED;
    struct share *share = malloc(sizeof *share);
    if (share == NULL) return TLSBENCH_NO_RESOURCES;
    share->group = group;
    share->field = field;
    tlsbench_status status = TLSBENCH_OK;
    if (group == TLSBENCH_X25519) {
        status = random_octets(share->private_value, 32);
        if (status == TLSBENCH_OK) curve25519_mul_g(share->public_value, share->private_value);
    } else if (group == TLSBENCH_SECP256R1)
        point_share(share);
    else
        status = field_share(share);
    if (status == TLSBENCH_OK)
        *result = share;
    else
        wipe_and_free(share, sizeof *share);
    return status;
}

static size_t public_length(const struct share *share) {
    return share->field != NULL ? share->field->length : share->group == TLSBENCH_SECP256R1 ? POINT_LENGTH : 32;
}

static tlsbench_status share_public(const void *context, uint8_t *output) {
    const struct share *share = context;
    memcpy(output, share->public_value, public_length(share));
    return TLSBENCH_OK;
}

static tlsbench_status point_agree(const struct share *share, const uint8_t *peer, size_t length, uint8_t *secret) {
    struct ecc_point point;
    int is_point = read_point(&point, peer, length);
    if (is_point) {
        ecc_point_mul(&point, &share->scalar, &point);
        write_limbs(point.p, secret, 32);
    }
    wipe_and_clear_point(&point);
    return is_point ? TLSBENCH_OK : TLSBENCH_INVALID_PUBLIC_VALUE;
}

static tlsbench_status share_agree(void *context, const uint8_t *peer, size_t length, uint8_t *secret) {
    const struct share *share = context;
    if (share->group == TLSBENCH_SECP256R1) return point_agree(share, peer, length, secret);
    if (share->field != NULL) {
        if (!is_field_value(peer, length, share->field->prime, share->field->length)) return TLSBENCH_INVALID_PUBLIC_VALUE;
        return field_power(share, peer, secret);
    }
    if (length != CURVE25519_SIZE) return TLSBENCH_INVALID_PUBLIC_VALUE;
    curve25519_mul(secret, share->private_value, peer);
    return is_zero(secret, CURVE25519_SIZE) ? TLSBENCH_INVALID_PUBLIC_VALUE : TLSBENCH_OK;
}

static void share_free(void *context) {
    struct share *share = context;
    if (share == NULL) return;
    if (share->group == TLSBENCH_SECP256R1) wipe_and_clear_scalar(&share->scalar);
    wipe_and_free(share, sizeof *share);
}

/* ── RSA, public ── */

static tlsbench_status rsa_public_new(tlsbench_octets n, tlsbench_octets e, void **result) {
    tlsbench_status status = check_rsa_public(n, e, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct rsa_public_key *key = malloc(sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    rsa_public_key_init(key);
    nettle_mpz_set_str_256_u(key->n, n.length, n.octets);
    nettle_mpz_set_str_256_u(key->e, e.length, e.octets);
    if (rsa_public_key_prepare(key)) {
        *result = key;
        return TLSBENCH_OK;
    }
    rsa_public_key_clear(key);
    free(key);
    return TLSBENCH_INVALID_KEY;
}

static tlsbench_status rsa_encrypt_premaster(void *context, const uint8_t *premaster, uint8_t *ciphertext) {
    const struct rsa_public_key *key = context;
    mpz_t number;
    mpz_init(number);
    int result = rsa_encrypt(key, NULL, fill, PREMASTER_LENGTH, premaster, number);
    if (result) nettle_mpz_get_str_256(key->size, ciphertext, number);
    mpz_clear(number);
    return result ? TLSBENCH_OK : TLSBENCH_OUT_OF_RANGE;
}

/* What is signed with PKCS#1 v1.5 (RFC 8017 section 9.2). Nettle has functions of their own for SHA-256, and this for others. */
static size_t write_digest_info(tlsbench_hash hash, const uint8_t *digest, uint8_t *output) {
    memcpy(output, digest_info(hash), DIGEST_INFO_LENGTH);
    memcpy(output + DIGEST_INFO_LENGTH, digest, digest_length(hash));
    return DIGEST_INFO_LENGTH + digest_length(hash);
}

static int verify_digest(const struct rsa_public_key *key, tlsbench_scheme scheme, const uint8_t *digest, const mpz_t number) {
    uint8_t info[DIGEST_INFO_LENGTH + LONGEST_DIGEST];
    switch (scheme) {
    case TLSBENCH_RSA_PKCS1_SHA256: return rsa_sha256_verify_digest(key, digest, number);
    case TLSBENCH_RSA_PKCS1_SHA384: return rsa_pkcs1_verify(key, write_digest_info(TLSBENCH_SHA384, digest, info), info, number);
    case TLSBENCH_RSA_PSS_SHA256: return rsa_pss_sha256_verify_digest(key, 32, digest, number);
    default: return rsa_pss_sha384_verify_digest(key, 48, digest, number);
    }
}

static tlsbench_status rsa_verify(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length) {
    const struct rsa_public_key *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0 || signature_length != key->size) return TLSBENCH_BAD_SIGNATURE;
    uint8_t digest[LONGEST_DIGEST];
    hash_whole(hash, message, message_length, digest);
    mpz_t number;
    nettle_mpz_init_set_str_256_u(number, signature_length, signature);
    int holds = verify_digest(key, scheme, digest, number);
    mpz_clear(number);
    return holds ? TLSBENCH_OK : TLSBENCH_BAD_SIGNATURE;
}

static void rsa_public_free(void *context) {
    if (context == NULL) return;
    rsa_public_key_clear(context);
    free(context);
}

/* ── RSA, private ── */

struct key_pair {
    struct rsa_public_key public;
    struct rsa_private_key private;
    struct modulus modulus;
};

/* Whether left × right is a number, modulo another one where there is one. Constant time: GMP's mpn_sec functions. Leaks: how many
 * limbs the numbers have, and the answer. */
static int is_product(const mpz_t left, const mpz_t right, const mp_limb_t *modulus, size_t count, const mpz_t expected) {
    const mpz_srcptr larger = mpz_size(left) >= mpz_size(right) ? left : right, smaller = larger == left ? right : left;
    mp_size_t larger_count = (mp_size_t)mpz_size(larger), smaller_count = (mp_size_t)mpz_size(smaller);
    size_t product_count = mpz_size(left) + mpz_size(right);
    if (modulus == NULL) count = product_count;
    if (smaller_count == 0 || product_count < count || mpz_size(expected) > count) return 0;
    mp_size_t itch = mpn_sec_mul_itch(larger_count, smaller_count);
    mp_size_t division = mpn_sec_div_r_itch((mp_size_t)product_count, (mp_size_t)count);
    if (division > itch) itch = division;
    size_t size = ((size_t)itch + product_count) * sizeof(mp_limb_t);
    mp_limb_t *product = malloc(size), rest = 0;
    if (product == NULL) return 0;
    mp_limb_t *scratch = product + product_count;
    mpn_sec_mul(product, mpz_limbs_read(larger), larger_count, mpz_limbs_read(smaller), smaller_count, scratch);
    if (modulus != NULL) mpn_sec_div_r(product, (mp_size_t)product_count, modulus, (mp_size_t)count, scratch);
    for (size_t i = 0; i < count; i++)
        rest |= product[i] ^ (i < mpz_size(expected) ? mpz_limbs_read(expected)[i] : 0);
    wipe_and_free(product, size);
    return rest == 0;
}

/* e x = 1 and d = x, both modulo p - 1. */
static int is_exponent(const mpz_t x, const mpz_t e, const mpz_t d, const mpz_t p, const mpz_t one) {
    if (mpz_cmp_ui(p, 1) <= 0) return 0;
    size_t count = mpz_size(p), size = count * sizeof(mp_limb_t);
    mp_limb_t *order = malloc(size);
    if (order == NULL) return 0;
    memcpy(order, mpz_limbs_read(p), size);
    /* p is odd, for n is. */
    order[0] &= ~(mp_limb_t)1;
    int holds = is_product(x, e, order, count, one) && is_product(d, one, order, count, x);
    wipe_and_free(order, size);
    return holds;
}

/* Whether the numbers belong together (RFC 8017 section 3.2). Nettle leaves that to its callers. */
static int is_consistent(const struct rsa_public_key *public, const struct rsa_private_key *private) {
    const mpz_srcptr p = private->p, q = private->q;
    mpz_t one;
    mpz_init_set_ui(one, 1);
    int holds = is_product(p, q, NULL, 0, public->n) && is_exponent(private->a, public->e, private->d, p, one) &&
                is_exponent(private->b, public->e, private->d, q, one) &&
                is_product(private->c, q, mpz_limbs_read(p), mpz_size(p), one);
    mpz_clear(one);
    return holds;
}

static void rsa_private_free(void *context) {
    struct key_pair *key = context;
    if (key == NULL) return;
    mpz_ptr secrets[] = {key->private.d, key->private.p, key->private.q, key->private.a, key->private.b, key->private.c};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        wipe_and_clear(secrets[i]);
        mpz_init(secrets[i]);
    }
    rsa_private_key_clear(&key->private);
    rsa_public_key_clear(&key->public);
    wipe_and_free(key, sizeof *key);
}

static tlsbench_status rsa_private_new(const tlsbench_rsa_components *c, void **result) {
    tlsbench_status status = check_rsa_lengths(c, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct key_pair *key = malloc(sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    rsa_public_key_init(&key->public);
    rsa_private_key_init(&key->private);
    set_modulus(&key->modulus, c->n);
    nettle_mpz_set_str_256_u(key->public.n, c->n.length, c->n.octets);
    nettle_mpz_set_str_256_u(key->public.e, c->e.length, c->e.octets);
    nettle_mpz_set_str_256_u(key->private.d, c->d.length, c->d.octets);
    nettle_mpz_set_str_256_u(key->private.p, c->p.length, c->p.octets);
    nettle_mpz_set_str_256_u(key->private.q, c->q.length, c->q.octets);
    nettle_mpz_set_str_256_u(key->private.a, c->dp.length, c->dp.octets);
    nettle_mpz_set_str_256_u(key->private.b, c->dq.length, c->dq.octets);
    nettle_mpz_set_str_256_u(key->private.c, c->qinv.length, c->qinv.octets);
    if (is_consistent(&key->public, &key->private) && rsa_public_key_prepare(&key->public) &&
        rsa_private_key_prepare(&key->private)) {
        *result = key;
        return TLSBENCH_OK;
    }
    rsa_private_free(key);
    return TLSBENCH_INVALID_KEY;
}

/* rsa_sec_decrypt takes the length of the message and neither branches on the block nor writes where something is wrong. */
static tlsbench_status rsa_decrypt_premaster(void *context, const uint8_t *ciphertext, size_t length, uint16_t client_version,
                                             uint8_t *premaster) {
    struct key_pair *key = context;
    tlsbench_status status = check_ciphertext(&key->modulus, ciphertext, length);
    if (status != TLSBENCH_OK) return status;
    uint8_t message[PREMASTER_LENGTH] = {0};
    mpz_t number;
    nettle_mpz_init_set_str_256_u(number, length, ciphertext);
    int result = rsa_sec_decrypt(&key->public, &key->private, NULL, fill, PREMASTER_LENGTH, message, number);
    take_premaster((uint32_t)result ^ 1, message, client_version, premaster);
    mpz_clear(number);
    wipe(message, sizeof message);
    return TLSBENCH_OK;
}

/* The functions that blind, and check their result. */
static int sign_digest(const struct key_pair *key, tlsbench_scheme scheme, const uint8_t *digest, mpz_t number) {
    uint8_t salt[LONGEST_DIGEST], info[DIGEST_INFO_LENGTH + LONGEST_DIGEST];
    switch (scheme) {
    case TLSBENCH_RSA_PKCS1_SHA256:
        return rsa_sha256_sign_digest_tr(&key->public, &key->private, NULL, fill, digest, number);
    case TLSBENCH_RSA_PKCS1_SHA384:
        return rsa_pkcs1_sign_tr(&key->public, &key->private, NULL, fill, write_digest_info(TLSBENCH_SHA384, digest, info), info,
                                 number);
    case TLSBENCH_RSA_PSS_SHA256:
        fill(NULL, 32, salt);
        return rsa_pss_sha256_sign_digest_tr(&key->public, &key->private, NULL, fill, 32, salt, digest, number);
    default:
        fill(NULL, 48, salt);
        return rsa_pss_sha384_sign_digest_tr(&key->public, &key->private, NULL, fill, 48, salt, digest, number);
    }
}

static tlsbench_status rsa_sign(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t length,
                                uint8_t *signature) {
    const struct key_pair *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0) return TLSBENCH_NOT_OFFERED;
    uint8_t digest[LONGEST_DIGEST];
    hash_whole(hash, message, length, digest);
    mpz_t number;
    mpz_init(number);
    int result = sign_digest(key, scheme, digest, number);
    if (result) nettle_mpz_get_str_256(key->public.size, signature, number);
    mpz_clear(number);
    return result ? TLSBENCH_OK : TLSBENCH_FAULT;
}

/* ── ECDSA ── */

static tlsbench_status ecdsa_public_new(const uint8_t *point, size_t length, void **result) {
    struct ecc_point *key = malloc(sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    if (read_point(key, point, length)) {
        *result = key;
        return TLSBENCH_OK;
    }
    ecc_point_clear(key);
    free(key);
    return TLSBENCH_INVALID_KEY;
}

static tlsbench_status ecdsa_verify_message(void *context, const uint8_t *message, size_t message_length,
                                            const uint8_t *signature, size_t signature_length) {
    uint8_t numbers[64], digest[32];
    if (!read_signature(signature, signature_length, numbers)) return TLSBENCH_BAD_SIGNATURE;
    hash_whole(TLSBENCH_SHA256, message, message_length, digest);
    struct dsa_signature values;
    dsa_signature_init(&values);
    nettle_mpz_set_str_256_u(values.r, 32, numbers);
    nettle_mpz_set_str_256_u(values.s, 32, numbers + 32);
    int holds = ecdsa_verify(context, sizeof digest, digest, &values);
    dsa_signature_clear(&values);
    return holds ? TLSBENCH_OK : TLSBENCH_BAD_SIGNATURE;
}

static void ecdsa_public_free(void *context) {
    if (context == NULL) return;
    ecc_point_clear(context);
    free(context);
}

static void ecdsa_private_free(void *context) {
    if (context == NULL) return;
    wipe_and_clear_scalar(context);
    free(context);
}

/* Whether the private value is between 0 and n, and gives the point. */
static int is_pair(struct ecc_scalar *scalar, const uint8_t *value, const uint8_t *point, size_t length) {
    if (!is_uncompressed_point(point, length)) return 0;
    mpz_t number;
    nettle_mpz_init_set_str_256_u(number, 32, value);
    int is_in_range = ecc_scalar_set(scalar, number);
    wipe_and_clear(number);
    if (!is_in_range) return 0;
    struct ecc_point product;
    uint8_t octets[POINT_LENGTH];
    ecc_point_init(&product, nettle_get_secp_256r1());
    ecc_point_mul_g(&product, scalar);
    write_point(&product, octets);
    ecc_point_clear(&product);
    return difference(octets, point, POINT_LENGTH) == 0;
}

static tlsbench_status ecdsa_private_new(const uint8_t *value, size_t length, const uint8_t *point, size_t point_length,
                                         void **result) {
    if (length != 32) return TLSBENCH_OUT_OF_RANGE;
    struct ecc_scalar *key = malloc(sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    ecc_scalar_init(key, nettle_get_secp_256r1());
    if (is_pair(key, value, point, point_length)) {
        *result = key;
        return TLSBENCH_OK;
    }
    ecdsa_private_free(key);
    return TLSBENCH_INVALID_KEY;
}

static tlsbench_status ecdsa_sign_message(void *context, const uint8_t *message, size_t length, uint8_t *signature,
                                          size_t *signature_length) {
    uint8_t digest[32], numbers[64];
    hash_whole(TLSBENCH_SHA256, message, length, digest);
    struct dsa_signature values;
    dsa_signature_init(&values);
    ecdsa_sign(context, NULL, fill, sizeof digest, digest, &values);
    nettle_mpz_get_str_256(32, numbers, values.r);
    nettle_mpz_get_str_256(32, numbers + 32, values.s);
    dsa_signature_clear(&values);
    *signature_length = write_signature(numbers, signature);
    return TLSBENCH_OK;
}

/* ── The table ── */

static const char *const refusals[] = {
    "PRF: Nettle has none of TLS 1.2; it is made of HMAC.",
    "ML-KEM: Nettle has none.",
    "Code paths: the library does not tell which it has chosen.",
};

PLUGIN_EXPORT const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    static char version[64];
    static const tlsbench_plugin_table table = {
        .size = sizeof table,
        .version = TLSBENCH_PLUGIN_VERSION,
        .library = "Nettle",
        .library_version = version,
        .refusals = refusals,
        .refusal_count = sizeof refusals / sizeof *refusals,
        .rsa_bits_minimum = RSA_BITS_MINIMUM,
        .rsa_bits_maximum = RSA_BITS_MAXIMUM,
        .rsa_exponent_bits_maximum = RSA_EXPONENT_BITS_MAXIMUM,
        .random = random_octets,
        .hash_new = hash_new,
        .hash_copy = hash_copy,
        .hash_update = hash_update,
        .hash_digest = hash_digest,
        .hash_free = hash_free,
        .hmac_new = mac_new,
        .hmac_update = mac_update,
        .hmac_final = mac_final,
        .hmac_free = mac_free,
        .aead_new = aead_new,
        .aead_seal = aead_seal,
        .aead_open = aead_open,
        .aead_free = aead_free,
        .share_new = share_new,
        .share_public = share_public,
        .share_agree = share_agree,
        .share_free = share_free,
        .rsa_public_new = rsa_public_new,
        .rsa_encrypt = rsa_encrypt_premaster,
        .rsa_verify = rsa_verify,
        .rsa_public_free = rsa_public_free,
        .rsa_private_new = rsa_private_new,
        .rsa_decrypt_premaster = rsa_decrypt_premaster,
        .rsa_sign = rsa_sign,
        .rsa_private_free = rsa_private_free,
        .ecdsa_public_new = ecdsa_public_new,
        .ecdsa_verify = ecdsa_verify_message,
        .ecdsa_public_free = ecdsa_public_free,
        .ecdsa_private_new = ecdsa_private_new,
        .ecdsa_sign = ecdsa_sign_message,
        .ecdsa_private_free = ecdsa_private_free,
    };
    if (host_version != TLSBENCH_PLUGIN_VERSION) return NULL;
    /* The library tells two of its three numbers, and GMP all. */
    snprintf(version, sizeof version, "%d.%d with GMP %s", nettle_version_major(), nettle_version_minor(), gmp_version);
    return &table;
}
