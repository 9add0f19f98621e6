/* wolfSSL's wolfCrypt, 5.5 and later.
 *
 * Neither a generator nor a key may be used by two threads at once: generators are kept in a pool of the process, and copies of a
 * key, each with a generator of its own for blinding, in a pool of the key. */
#include <wolfssl/options.h>

#include <wolfssl/ssl.h>
#include <wolfssl/wolfcrypt/aes.h>
#include <wolfssl/wolfcrypt/chacha20_poly1305.h>
#include <wolfssl/wolfcrypt/curve25519.h>
#include <wolfssl/wolfcrypt/dh.h>
#include <wolfssl/wolfcrypt/ecc.h>
#include <wolfssl/wolfcrypt/error-crypt.h>
#include <wolfssl/wolfcrypt/hmac.h>
#include <wolfssl/wolfcrypt/kdf.h>
#include <wolfssl/wolfcrypt/random.h>
#include <wolfssl/wolfcrypt/rsa.h>
#include <wolfssl/wolfcrypt/sha256.h>
#include <wolfssl/wolfcrypt/sha512.h>
#include <wolfssl/wolfcrypt/wolfmath.h>

#include <threads.h>

#include "plugin.h"

/* What wc_PRF_TLS takes (MAX_PRF_LABSEED, which no header has). */
enum { LONGEST_LABEL_AND_SEED = 128 };

/* What Debian's build has room for; another build may have more or less. */
enum { LONGEST_RSA = SP_INT_BITS < RSA_BITS_MAXIMUM ? SP_INT_BITS : RSA_BITS_MAXIMUM };

/* ── Set-up, errors, random octets ── */

static struct {
    struct pool generators;
    /* y^2 = x^3 + a x + b modulo p. */
    mp_int a, b, p;
    tss_t tables;
} library;

/* Where the library was built with FP_ECC, each thread has tables of the points that it multiplied more than once, 3 MB for each, and
 * the thread that leaves has to give them back. */
static void free_tables(void *unused) {
    (void)unused;
#ifdef FP_ECC
    wc_ecc_fp_free();
#endif
}

/* To be called by whoever multiplies points. */
static void will_free_tables(void) {
    if (tss_get(library.tables) == NULL) tss_set(library.tables, &library);
}

static tlsbench_status checked(int result) {
    if (result >= 0) return TLSBENCH_OK;
    return result == MEMORY_E ? TLSBENCH_NO_RESOURCES : TLSBENCH_LIBRARY_ERROR - result;
}

static const char *error_text(tlsbench_status status) { return wc_GetErrorString(TLSBENCH_LIBRARY_ERROR - status); }

static tlsbench_status set_up(void) {
    if (wolfCrypt_Init() != 0 || tss_create(&library.tables, free_tables) != thrd_success) return TLSBENCH_NO_RESOURCES;
    const ecc_set_type *curve = wc_ecc_get_curve_params(wc_ecc_get_curve_idx(ECC_SECP256R1));
    if (curve == NULL || mp_init_multi(&library.a, &library.b, &library.p, NULL, NULL, NULL) != 0) return TLSBENCH_NO_RESOURCES;
    int result = mp_read_radix(&library.a, curve->Af, MP_RADIX_HEX);
    if (result == 0) result = mp_read_radix(&library.b, curve->Bf, MP_RADIX_HEX);
    if (result == 0) result = mp_read_radix(&library.p, curve->prime, MP_RADIX_HEX);
    return checked(result);
}

/* NULL without entropy or memory. */
static WC_RNG *new_generator(void) {
    WC_RNG *generator = malloc(sizeof *generator);
    if (generator != NULL && wc_InitRng(generator) == 0) return generator;
    free(generator);
    return NULL;
}

static void free_generator(WC_RNG *generator) {
    if (generator == NULL) return;
    wc_FreeRng(generator);
    free(generator);
}

static WC_RNG *take_generator(void) {
    WC_RNG *generator = pool_take(&library.generators);
    return generator != NULL ? generator : new_generator();
}

static void give_generator(WC_RNG *generator) {
    if (generator != NULL && !pool_give(&library.generators, generator)) free_generator(generator);
}

static tlsbench_status random_octets(uint8_t *output, size_t length) {
    WC_RNG *generator = take_generator();
    int result = generator == NULL ? MEMORY_E : 0;
    for (size_t count; result == 0 && length > 0; output += count, length -= count) {
        count = length < RNG_MAX_BLOCK_LEN ? length : RNG_MAX_BLOCK_LEN;
        result = wc_RNG_GenerateBlock(generator, output, (word32)count);
    }
    give_generator(generator);
    return result == 0 ? TLSBENCH_OK : TLSBENCH_NO_RESOURCES;
}

/* ── Hashes ── */

struct hash {
    tlsbench_hash hash;
    union {
        wc_Sha256 sha256;
        wc_Sha384 sha384;
    } state;
};

static void hash_free(void *context) {
    struct hash *running = context;
    if (running == NULL) return;
    if (running->hash == TLSBENCH_SHA384)
        wc_Sha384Free(&running->state.sha384);
    else
        wc_Sha256Free(&running->state.sha256);
    wipe_and_free(running, sizeof *running);
}

static tlsbench_status hash_new(tlsbench_hash hash, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    struct hash *running = calloc(1, sizeof *running);
    if (running == NULL) return TLSBENCH_NO_RESOURCES;
    running->hash = hash;
    int result = hash == TLSBENCH_SHA384 ? wc_InitSha384(&running->state.sha384) : wc_InitSha256(&running->state.sha256);
    if (result == 0)
        *context = running;
    else
        free(running);
    return checked(result);
}

/* The library's functions do not change what they copy and look at, though their types do not say so. */
static struct hash *unchanged(const void *context) { return (struct hash *)(uintptr_t)context; }

static tlsbench_status hash_copy(const void *context, void **copy) {
    struct hash *running = unchanged(context), *other = calloc(1, sizeof *other);
    if (other == NULL) return TLSBENCH_NO_RESOURCES;
    other->hash = running->hash;
    int result = running->hash == TLSBENCH_SHA384 ? wc_Sha384Copy(&running->state.sha384, &other->state.sha384)
                                                  : wc_Sha256Copy(&running->state.sha256, &other->state.sha256);
    if (result == 0)
        *copy = other;
    else
        free(other);
    return checked(result);
}

static tlsbench_status hash_update(void *context, const uint8_t *octets, size_t length) {
    struct hash *running = context;
    if (length == 0) return TLSBENCH_OK;
    return checked(running->hash == TLSBENCH_SHA384 ? wc_Sha384Update(&running->state.sha384, octets, (word32)length)
                                                    : wc_Sha256Update(&running->state.sha256, octets, (word32)length));
}

static tlsbench_status hash_digest(const void *context, uint8_t *digest) {
    struct hash *running = unchanged(context);
    return checked(running->hash == TLSBENCH_SHA384 ? wc_Sha384GetHash(&running->state.sha384, digest)
                                                    : wc_Sha256GetHash(&running->state.sha256, digest));
}

static tlsbench_status hash_whole(tlsbench_hash hash, const uint8_t *message, size_t length, uint8_t *digest) {
    return checked(hash == TLSBENCH_SHA384 ? wc_Sha384Hash(present(message), (word32)length, digest)
                                           : wc_Sha256Hash(present(message), (word32)length, digest));
}

/* ── HMAC and PRF ── */

static void hmac_free(void *context) {
    if (context == NULL) return;
    wc_HmacFree(context);
    wipe_and_free(context, sizeof(Hmac));
}

static tlsbench_status hmac_new(tlsbench_hash hash, const uint8_t *key, size_t length, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    Hmac *mac = calloc(1, sizeof *mac);
    if (mac == NULL) return TLSBENCH_NO_RESOURCES;
    int result = wc_HmacInit(mac, NULL, INVALID_DEVID);
    if (result == 0)
        result = wc_HmacSetKey(mac, hash == TLSBENCH_SHA384 ? WC_SHA384 : WC_SHA256, present(key), (word32)length);
    if (result == 0)
        *context = mac;
    else
        hmac_free(mac);
    return checked(result);
}

static tlsbench_status hmac_update(void *context, const uint8_t *octets, size_t length) {
    return length == 0 ? TLSBENCH_OK : checked(wc_HmacUpdate(context, octets, (word32)length));
}

/* What follows begins under the same key. */
static tlsbench_status hmac_final(void *context, uint8_t *mac) { return checked(wc_HmacFinal(context, mac)); }

/* RFC 5246 section 5: HMAC of A(i), if there is one, and of label and seed. */
static int chain(Hmac *mac, const uint8_t *before, size_t length, tlsbench_octets label, tlsbench_octets seed, uint8_t *output) {
    int result = length == 0 ? 0 : wc_HmacUpdate(mac, before, (word32)length);
    if (result == 0 && label.length > 0) result = wc_HmacUpdate(mac, label.octets, (word32)label.length);
    if (result == 0 && seed.length > 0) result = wc_HmacUpdate(mac, seed.octets, (word32)seed.length);
    return result == 0 ? wc_HmacFinal(mac, output) : result;
}

/* The same as the library's function, for what is too long for it. */
static tlsbench_status long_prf(tlsbench_hash hash, tlsbench_octets secret, tlsbench_octets label, tlsbench_octets seed,
                                uint8_t *output, size_t output_length) {
    static const tlsbench_octets nothing = {NULL, 0};
    size_t length = digest_length(hash);
    uint8_t link[LONGEST_DIGEST], block[LONGEST_DIGEST];
    void *mac = NULL;
    tlsbench_status status = hmac_new(hash, secret.octets, secret.length, &mac);
    if (status != TLSBENCH_OK) return status;
    int result = chain(mac, NULL, 0, label, seed, link);
    while (result == 0 && output_length > 0) {
        size_t count = output_length < length ? output_length : length;
        result = chain(mac, link, length, label, seed, block);
        if (result == 0) result = chain(mac, link, length, nothing, nothing, link);
        if (result == 0) memcpy(output, block, count);
        output += count;
        output_length -= count;
    }
    hmac_free(mac);
    wipe(link, sizeof link);
    wipe(block, sizeof block);
    return checked(result);
}

static tlsbench_status prf(tlsbench_hash hash, const uint8_t *secret, size_t secret_length, const uint8_t *label,
                           size_t label_length, const uint8_t *seed, size_t seed_length, uint8_t *output,
                           size_t output_length) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    if (output_length == 0) return TLSBENCH_OK;
    if (label_length + seed_length > LONGEST_LABEL_AND_SEED)
        return long_prf(hash, (tlsbench_octets){secret, secret_length}, (tlsbench_octets){label, label_length},
                        (tlsbench_octets){seed, seed_length}, output, output_length);
    return checked(wc_PRF_TLS(output, (word32)output_length, present(secret), (word32)secret_length, present(label),
                              (word32)label_length, present(seed), (word32)seed_length, 1,
                              hash == TLSBENCH_SHA384 ? sha384_mac : sha256_mac, NULL, INVALID_DEVID));
}

/* ── Records ── */

struct aead {
    int is_gcm;
    Aes aes;
    uint8_t key[32];
};

static void aead_free(void *context) {
    struct aead *aead = context;
    if (aead == NULL) return;
    if (aead->is_gcm) wc_AesFree(&aead->aes);
    wipe_and_free(aead, sizeof *aead);
}

static tlsbench_status aead_new(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context) {
    if (aead_key_length(algorithm) == 0) return TLSBENCH_NOT_OFFERED;
    if (length != aead_key_length(algorithm)) return TLSBENCH_OUT_OF_RANGE;
    struct aead *aead = calloc(1, sizeof *aead);
    if (aead == NULL) return TLSBENCH_NO_RESOURCES;
    aead->is_gcm = algorithm != TLSBENCH_CHACHA20_POLY1305;
    int result = 0;
    if (aead->is_gcm) {
        result = wc_AesInit(&aead->aes, NULL, INVALID_DEVID);
        if (result == 0) result = wc_AesGcmSetKey(&aead->aes, key, (word32)length);
    } else
        memcpy(aead->key, key, sizeof aead->key);
    if (result == 0)
        *context = aead;
    else
        aead_free(aead);
    return checked(result);
}

static tlsbench_status aead_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    struct aead *aead = context;
    return checked(aead->is_gcm
                       ? wc_AesGcmEncrypt(&aead->aes, record, record, (word32)length, nonce, NONCE_LENGTH, record + length,
                                          TAG_LENGTH, additional, (word32)additional_length)
                       : wc_ChaCha20Poly1305_Encrypt(aead->key, nonce, additional, (word32)additional_length, record,
                                                     (word32)length, record, record + length));
}

static tlsbench_status aead_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    struct aead *aead = context;
    int result = aead->is_gcm
                     ? wc_AesGcmDecrypt(&aead->aes, record, record, (word32)length, nonce, NONCE_LENGTH, record + length,
                                        TAG_LENGTH, additional, (word32)additional_length)
                     : wc_ChaCha20Poly1305_Decrypt(aead->key, nonce, additional, (word32)additional_length, record,
                                                   (word32)length, record + length, record);
    if (result == 0) return TLSBENCH_OK;
    wipe(record, length);
    return result == AES_GCM_AUTH_E || result == MAC_CMP_FAILED_E ? TLSBENCH_BAD_TAG : checked(result);
}

/* ── Points of P-256 ── */

/* 0 if the key holds a point of the curve afterwards; it has to be initialised. wc_ecc_check_key would multiply it by the order of the
 * group besides, which is that of every point here. */
static int read_point(ecc_key *key, const uint8_t *point, size_t length) {
    if (!is_uncompressed_point(point, length)) return ECC_BAD_ARG_E;
    int result = wc_ecc_import_x963_ex(point, (word32)length, key, ECC_SECP256R1);
    return result != 0 ? result : wc_ecc_is_point(&key->pubkey, &library.a, &library.b, &library.p);
}

/* ── Key exchange ── */

struct share {
    tlsbench_group group;
    size_t public_length;
    uint8_t public_value[LONGEST_FIELD];
    /* Of X25519 and of a field. */
    uint8_t private_value[64];
    word32 private_length;
    ecc_key key;
    DhKey field;
};

static int is_field(tlsbench_group group) { return group == TLSBENCH_FFDHE2048 || group == TLSBENCH_FFDHE3072; }

/* Moves a number to the end of its field. */
static void pad(uint8_t *number, size_t written, size_t length) {
    memmove(number + length - written, number, written);
    memset(number, 0, length - written);
}

static int new_x25519_share(struct share *share, WC_RNG *generator) {
    int result = wc_curve25519_make_priv(generator, 32, share->private_value);
    return result != 0 ? result : wc_curve25519_make_pub(32, share->public_value, 32, share->private_value);
}

static int new_point_share(struct share *share, WC_RNG *generator) {
    word32 length = POINT_LENGTH;
    will_free_tables();
    int result = wc_ecc_make_key_ex(generator, 32, &share->key, ECC_SECP256R1);
    return result != 0 ? result : wc_ecc_export_x963(&share->key, share->public_value, &length);
}

static int new_field_share(struct share *share, WC_RNG *generator) {
    word32 length = (word32)share->public_length;
    share->private_length = sizeof share->private_value;
    int result = wc_DhSetNamedKey(&share->field, share->group == TLSBENCH_FFDHE2048 ? WC_FFDHE_2048 : WC_FFDHE_3072);
    if (result == 0)
        result = wc_DhGenerateKeyPair(&share->field, generator, share->private_value, &share->private_length,
                                      share->public_value, &length);
    if (result == 0) pad(share->public_value, length, share->public_length);
    return result;
}

static void share_free(void *context) {
    struct share *share = context;
    if (share == NULL) return;
    if (share->group == TLSBENCH_SECP256R1) wc_ecc_free(&share->key);
    if (is_field(share->group)) wc_FreeDhKey(&share->field);
    wipe_and_free(share, sizeof *share);
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
    WC_RNG *generator = take_generator();
    int failed = generator == NULL ? MEMORY_E : 0;
    if (failed == 0 && group == TLSBENCH_SECP256R1) failed = wc_ecc_init(&share->key);
    if (failed == 0 && is_field(group)) failed = wc_InitDhKey(&share->field);
    if (failed == 0)
        failed = group == TLSBENCH_X25519      ? new_x25519_share(share, generator)
                 : group == TLSBENCH_SECP256R1 ? new_point_share(share, generator)
                                               : new_field_share(share, generator);
    give_generator(generator);
    if (failed == 0)
        *result = share;
    else
        share_free(share);
    return checked(failed);
}

static tlsbench_status share_public(const void *context, uint8_t *output) {
    const struct share *share = context;
    memcpy(output, share->public_value, share->public_length);
    return TLSBENCH_OK;
}

static tlsbench_status point_agree(struct share *share, const uint8_t *peer, size_t length, uint8_t *secret) {
    ecc_key other;
    if (wc_ecc_init(&other) != 0) return TLSBENCH_NO_RESOURCES;
    tlsbench_status status = read_point(&other, peer, length) == 0 ? TLSBENCH_OK : TLSBENCH_INVALID_PUBLIC_VALUE;
    if (status == TLSBENCH_OK) {
        will_free_tables();
        /* For coordinates that are blinded. */
        WC_RNG *generator = take_generator();
        word32 written = 32;
        wc_ecc_set_rng(&share->key, generator);
        status = generator == NULL ? TLSBENCH_NO_RESOURCES
                                   : checked(wc_ecc_shared_secret(&share->key, &other, secret, &written));
        give_generator(generator);
    }
    wc_ecc_free(&other);
    return status;
}

static tlsbench_status field_agree(struct share *share, const uint8_t *peer, size_t length, uint8_t *secret) {
    const DhParams *params = share->group == TLSBENCH_FFDHE2048 ? wc_Dh_ffdhe2048_Get() : wc_Dh_ffdhe3072_Get();
    if (!is_field_value(peer, length, params->p, params->p_len)) return TLSBENCH_INVALID_PUBLIC_VALUE;
    word32 written = (word32)length;
    int result = wc_DhAgree(&share->field, secret, &written, share->private_value, share->private_length, peer, (word32)length);
    if (result == 0) pad(secret, written, length);
    return checked(result);
}

static tlsbench_status share_agree(void *context, const uint8_t *peer, size_t length, uint8_t *secret) {
    struct share *share = context;
    if (share->group == TLSBENCH_SECP256R1) return point_agree(share, peer, length, secret);
    if (is_field(share->group)) return field_agree(share, peer, length, secret);
    if (length != 32) return TLSBENCH_INVALID_PUBLIC_VALUE;
    uint8_t masked[32];
    memcpy(masked, peer, 32);
    /* RFC 7748 section 5; the library refuses the bit. */
    masked[31] &= 0x7F;
    int result = wc_curve25519_generic(32, secret, 32, share->private_value, 32, masked);
    if (result != 0) return checked(result);
    return is_zero(secret, 32) ? TLSBENCH_INVALID_PUBLIC_VALUE : TLSBENCH_OK;
}

/* ── RSA: a key for one thread, with a generator ── */

struct rsa_object {
    RsaKey key;
    WC_RNG *generator;
};

struct rsa_key {
    /* Never used itself; others are copies of its numbers. */
    RsaKey numbers;
    struct modulus modulus;
    struct pool objects;
};

static int copy_numbers(RsaKey *to, RsaKey *from) {
    mp_int *const sources[8] = {&from->n, &from->e, &from->d, &from->p, &from->q, &from->dP, &from->dQ, &from->u};
    mp_int *const targets[8] = {&to->n, &to->e, &to->d, &to->p, &to->q, &to->dP, &to->dQ, &to->u};
    int result = 0;
    for (size_t i = 0; i < (from->type == RSA_PRIVATE ? 8 : 2) && result == 0; i++) result = mp_copy(sources[i], targets[i]);
    to->type = from->type;
    return result;
}

static void free_object(struct rsa_object *object) {
    wc_FreeRsaKey(&object->key);
    free_generator(object->generator);
    wipe_and_free(object, sizeof *object);
}

static struct rsa_object *take_object(struct rsa_key *key) {
    struct rsa_object *object = pool_take(&key->objects);
    if (object != NULL) return object;
    object = calloc(1, sizeof *object);
    if (object == NULL || wc_InitRsaKey(&object->key, NULL) != 0) {
        free(object);
        return NULL;
    }
    object->generator = new_generator();
    if (object->generator != NULL && copy_numbers(&object->key, &key->numbers) == 0 &&
        wc_RsaSetRNG(&object->key, object->generator) == 0)
        return object;
    free_object(object);
    return NULL;
}

static void give_object(struct rsa_key *key, struct rsa_object *object) {
    if (!pool_give(&key->objects, object)) free_object(object);
}

static void rsa_free(void *context) {
    struct rsa_key *key = context;
    if (key == NULL) return;
    for (struct rsa_object *object; (object = pool_take(&key->objects)) != NULL;) free_object(object);
    wc_FreeRsaKey(&key->numbers);
    wipe_and_free(key, sizeof *key);
}

static struct rsa_key *new_rsa_key(tlsbench_octets n) {
    struct rsa_key *key = calloc(1, sizeof *key);
    if (key == NULL) return NULL;
    set_modulus(&key->modulus, n);
    if (wc_InitRsaKey(&key->numbers, NULL) == 0) return key;
    free(key);
    return NULL;
}

/* ── RSA, public ── */

static tlsbench_status rsa_public_new(tlsbench_octets n, tlsbench_octets e, void **result) {
    tlsbench_status status = check_rsa_public(n, e, LONGEST_RSA);
    if (status != TLSBENCH_OK) return status;
    struct rsa_key *key = new_rsa_key(n);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    status = checked(wc_RsaPublicKeyDecodeRaw(n.octets, (word32)n.length, e.octets, (word32)e.length, &key->numbers));
    if (status == TLSBENCH_OK)
        *result = key;
    else
        rsa_free(key);
    return status;
}

static tlsbench_status rsa_encrypt(void *context, const uint8_t *premaster, uint8_t *ciphertext) {
    struct rsa_key *key = context;
    struct rsa_object *object = take_object(key);
    if (object == NULL) return TLSBENCH_NO_RESOURCES;
    int result = wc_RsaPublicEncrypt(premaster, PREMASTER_LENGTH, ciphertext, (word32)key->modulus.length, &object->key,
                                     object->generator);
    give_object(key, object);
    return checked(result);
}

/* What is signed with PKCS#1 v1.5 (RFC 8017 section 9.2); its length. */
static size_t write_digest_info(tlsbench_hash hash, const uint8_t *digest, uint8_t *output) {
    memcpy(output, digest_info(hash), DIGEST_INFO_LENGTH);
    memcpy(output + DIGEST_INFO_LENGTH, digest, digest_length(hash));
    return DIGEST_INFO_LENGTH + digest_length(hash);
}

static enum wc_HashType hash_type(tlsbench_hash hash) {
    return hash == TLSBENCH_SHA384 ? WC_HASH_TYPE_SHA384 : WC_HASH_TYPE_SHA256;
}

static int mask_function(tlsbench_hash hash) { return hash == TLSBENCH_SHA384 ? WC_MGF1SHA384 : WC_MGF1SHA256; }

/* The library hands out what was signed with PKCS#1 v1.5, and leaves the comparison to its callers. */
static int holds(RsaKey *key, tlsbench_scheme scheme, const uint8_t *digest, const uint8_t *signature, size_t length) {
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    uint8_t block[RSA_BITS_MAXIMUM / 8], info[DIGEST_INFO_LENGTH + LONGEST_DIGEST], input[RSA_BITS_MAXIMUM / 8];
    if (is_pss(scheme)) {
        memcpy(input, signature, length);
        return wc_RsaPSS_VerifyCheck(input, (word32)length, block, (word32)length, digest, (word32)digest_length(hash),
                                     hash_type(hash), mask_function(hash), key) > 0;
    }
    size_t expected = write_digest_info(hash, digest, info);
    int written = wc_RsaSSL_Verify(signature, (word32)length, block, (word32)length, key);
    return written == (int)expected && memcmp(block, info, expected) == 0;
}

static tlsbench_status rsa_verify(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length) {
    struct rsa_key *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0 || check_ciphertext(&key->modulus, signature, signature_length) != TLSBENCH_OK) return TLSBENCH_BAD_SIGNATURE;
    uint8_t digest[LONGEST_DIGEST];
    tlsbench_status status = hash_whole(hash, message, message_length, digest);
    if (status != TLSBENCH_OK) return status;
    struct rsa_object *object = take_object(key);
    if (object == NULL) return TLSBENCH_NO_RESOURCES;
    int is_good = holds(&object->key, scheme, digest, signature, signature_length);
    give_object(key, object);
    return is_good ? TLSBENCH_OK : TLSBENCH_BAD_SIGNATURE;
}

/* ── RSA, private ── */

/* e x = 1 modulo p - 1, and d = x modulo p - 1. */
static int is_exponent(mp_int *x, mp_int *e, mp_int *d, mp_int *p) {
    mp_int order, product;
    if (mp_init_multi(&order, &product, NULL, NULL, NULL, NULL) != 0) return 0;
    int holds = mp_sub_d(p, 1, &order) == 0 && !mp_iszero(&order) && mp_mulmod(e, x, &order, &product) == 0 &&
                mp_isone(&product) && mp_mod(d, &order, &product) == 0 && mp_cmp(&product, x) == MP_EQ;
    mp_forcezero(&order);
    mp_forcezero(&product);
    return holds;
}

/* Whether the numbers belong together (RFC 8017 section 3.2). Leaks: lengths, the answer, and what mp_mod and mp_cmp leak. */
static int is_consistent(RsaKey *k) {
    mp_int product;
    if (mp_init(&product) != 0) return 0;
    int holds = mp_mul(&k->p, &k->q, &product) == 0 && mp_cmp(&product, &k->n) == MP_EQ &&
                is_exponent(&k->dP, &k->e, &k->d, &k->p) && is_exponent(&k->dQ, &k->e, &k->d, &k->q) &&
                mp_mulmod(&k->u, &k->q, &k->p, &product) == 0 && mp_isone(&product);
    mp_forcezero(&product);
    return holds;
}

static tlsbench_status rsa_private_new(const tlsbench_rsa_components *c, void **result) {
    tlsbench_status status = check_rsa_lengths(c, LONGEST_RSA);
    if (status != TLSBENCH_OK) return status;
    struct rsa_key *key = new_rsa_key(c->n);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    RsaKey *k = &key->numbers;
    const tlsbench_octets octets[8] = {c->n, c->e, c->d, c->p, c->q, c->dp, c->dq, c->qinv};
    mp_int *const targets[8] = {&k->n, &k->e, &k->d, &k->p, &k->q, &k->dP, &k->dQ, &k->u};
    int failed = 0;
    for (size_t i = 0; i < 8 && failed == 0; i++)
        failed = mp_read_unsigned_bin(targets[i], octets[i].octets, (word32)octets[i].length);
    k->type = RSA_PRIVATE;
    status = failed != 0 ? checked(failed) : is_consistent(k) ? TLSBENCH_OK : TLSBENCH_INVALID_KEY;
    if (status == TLSBENCH_OK)
        *result = key;
    else
        rsa_free(key);
    return status;
}

/* Without the library's padding, whose errors and lengths would tell: the private operation alone, blinded, gives a block that is as
 * long as n. */
static tlsbench_status rsa_decrypt_premaster(void *context, const uint8_t *ciphertext, size_t length, uint16_t client_version,
                                             uint8_t *premaster) {
    struct rsa_key *key = context;
    tlsbench_status status = check_ciphertext(&key->modulus, ciphertext, length);
    if (status != TLSBENCH_OK) return status;
    /* 0, 1 and n - 1 are their own powers, and no messages; the library refuses them. */
    if (!is_field_value(ciphertext, length, key->modulus.octets, length)) return TLSBENCH_OK;
    struct rsa_object *object = take_object(key);
    if (object == NULL) return TLSBENCH_NO_RESOURCES;
    uint8_t block[RSA_BITS_MAXIMUM / 8], input[RSA_BITS_MAXIMUM / 8];
    word32 written = (word32)length;
    memcpy(input, ciphertext, length);
    status = checked(
        wc_RsaDirect(input, (word32)length, block, &written, &object->key, RSA_PRIVATE_DECRYPT, object->generator));
    if (status == TLSBENCH_OK) take_premaster_of_block(block, length, client_version, premaster);
    wipe(block, length);
    give_object(key, object);
    return status;
}

static tlsbench_status rsa_sign(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t length,
                                uint8_t *signature) {
    struct rsa_key *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0) return TLSBENCH_NOT_OFFERED;
    uint8_t digest[LONGEST_DIGEST], info[DIGEST_INFO_LENGTH + LONGEST_DIGEST];
    tlsbench_status status = hash_whole(hash, message, length, digest);
    if (status != TLSBENCH_OK) return status;
    struct rsa_object *object = take_object(key);
    if (object == NULL) return TLSBENCH_NO_RESOURCES;
    word32 room = (word32)key->modulus.length;
    int result = is_pss(scheme) ? wc_RsaPSS_Sign(digest, (word32)digest_length(hash), signature, room, hash_type(hash),
                                                 mask_function(hash), &object->key, object->generator)
                                : wc_RsaSSL_Sign(info, (word32)write_digest_info(hash, digest, info), signature, room,
                                                 &object->key, object->generator);
    give_object(key, object);
    return checked(result);
}

/* ── ECDSA: a key for one thread ── */

struct ecdsa_key {
    uint8_t point[POINT_LENGTH], value[32];
    int is_private;
    struct pool objects;
};

static void free_ecc(ecc_key *object) {
    wc_ecc_free(object);
    wipe_and_free(object, sizeof *object);
}

static ecc_key *take_ecc(struct ecdsa_key *key) {
    will_free_tables();
    ecc_key *object = pool_take(&key->objects);
    if (object != NULL) return object;
    object = calloc(1, sizeof *object);
    if (object == NULL || wc_ecc_init(object) != 0) {
        free(object);
        return NULL;
    }
    int result = key->is_private ? wc_ecc_import_private_key_ex(key->value, 32, key->point, POINT_LENGTH, object, ECC_SECP256R1)
                                 : wc_ecc_import_x963_ex(key->point, POINT_LENGTH, object, ECC_SECP256R1);
    if (result == 0) return object;
    free_ecc(object);
    return NULL;
}

static void give_ecc(struct ecdsa_key *key, ecc_key *object) {
    if (!pool_give(&key->objects, object)) free_ecc(object);
}

static void ecdsa_free(void *context) {
    struct ecdsa_key *key = context;
    if (key == NULL) return;
    for (ecc_key *object; (object = pool_take(&key->objects)) != NULL;) free_ecc(object);
    wipe_and_free(key, sizeof *key);
}

static tlsbench_status ecdsa_new(const uint8_t *value, const uint8_t *point, size_t length, struct ecdsa_key **result) {
    ecc_key probe;
    if (wc_ecc_init(&probe) != 0) return TLSBENCH_NO_RESOURCES;
    int is_point = read_point(&probe, point, length) == 0;
    wc_ecc_free(&probe);
    if (!is_point) return TLSBENCH_INVALID_KEY;
    struct ecdsa_key *key = calloc(1, sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    memcpy(key->point, point, POINT_LENGTH);
    key->is_private = value != NULL;
    if (value != NULL) memcpy(key->value, value, sizeof key->value);
    *result = key;
    return TLSBENCH_OK;
}

static tlsbench_status ecdsa_public_new(const uint8_t *point, size_t length, void **result) {
    struct ecdsa_key *key = NULL;
    tlsbench_status status = ecdsa_new(NULL, point, length, &key);
    if (status == TLSBENCH_OK) *result = key;
    return status;
}

/* Whether the private value is between 0 and n, and gives the point. */
static int is_pair(struct ecdsa_key *key) {
    if (!is_private_value(key->value)) return 0;
    ecc_key *object = take_ecc(key);
    ecc_point *product = wc_ecc_new_point();
    int holds = object != NULL && product != NULL && wc_ecc_make_pub(object, product) == 0 &&
                mp_cmp(product->x, object->pubkey.x) == MP_EQ && mp_cmp(product->y, object->pubkey.y) == MP_EQ;
    wc_ecc_del_point(product);
    if (object != NULL) give_ecc(key, object);
    return holds;
}

static tlsbench_status ecdsa_private_new(const uint8_t *value, size_t length, const uint8_t *point, size_t point_length,
                                         void **result) {
    if (length != 32) return TLSBENCH_OUT_OF_RANGE;
    struct ecdsa_key *key = NULL;
    tlsbench_status status = ecdsa_new(value, point, point_length, &key);
    if (status == TLSBENCH_OK && !is_pair(key)) status = TLSBENCH_INVALID_KEY;
    if (status == TLSBENCH_OK)
        *result = key;
    else
        ecdsa_free(key);
    return status;
}

static tlsbench_status ecdsa_verify(void *context, const uint8_t *message, size_t message_length, const uint8_t *signature,
                                    size_t signature_length) {
    struct ecdsa_key *key = context;
    uint8_t numbers[64], digest[32];
    /* The library takes more forms than DER's. */
    if (!read_signature(signature, signature_length, numbers)) return TLSBENCH_BAD_SIGNATURE;
    tlsbench_status status = hash_whole(TLSBENCH_SHA256, message, message_length, digest);
    if (status != TLSBENCH_OK) return status;
    ecc_key *object = take_ecc(key);
    if (object == NULL) return TLSBENCH_NO_RESOURCES;
    int is_good = 0;
    int result = wc_ecc_verify_hash(signature, (word32)signature_length, digest, sizeof digest, &is_good, object);
    give_ecc(key, object);
    return result == 0 && is_good == 1 ? TLSBENCH_OK : TLSBENCH_BAD_SIGNATURE;
}

static tlsbench_status ecdsa_sign(void *context, const uint8_t *message, size_t length, uint8_t *signature,
                                  size_t *signature_length) {
    struct ecdsa_key *key = context;
    uint8_t digest[32];
    tlsbench_status status = hash_whole(TLSBENCH_SHA256, message, length, digest);
    if (status != TLSBENCH_OK) return status;
    ecc_key *object = take_ecc(key);
    WC_RNG *generator = take_generator();
    word32 written = 72;
    int result = object == NULL || generator == NULL
                     ? MEMORY_E
                     : wc_ecc_sign_hash(digest, sizeof digest, signature, &written, generator, object);
    if (result == 0) *signature_length = written;
    give_generator(generator);
    if (object != NULL) give_ecc(key, object);
    return checked(result);
}

/* ── The table ── */

static const char *const refusals[] = {
#ifdef FP_ECC
    ("P-256 as others compute it: this build has FP_ECC, tables of points that a thread multiplied before. The first time costs what "
     "it costs with a peer's new point, the second makes the table, and times from the third on depend on the scalar."),
#endif
    "RSA: numbers are as long as the library was built for, 4096 bits in Debian.",
    "ML-KEM: wolfSSL 5.5 has none.",
    "Code paths: the library does not tell which it has chosen.",
};

PLUGIN_EXPORT const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    static tlsbench_plugin_table table = {
        .size = sizeof table,
        .version = TLSBENCH_PLUGIN_VERSION,
        .library = "wolfSSL",
        .refusals = refusals,
        .refusal_count = sizeof refusals / sizeof *refusals,
        .set_up = set_up,
        .error_text = error_text,
        .rsa_bits_minimum = RSA_BITS_MINIMUM,
        .rsa_bits_maximum = LONGEST_RSA,
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
    table.library_version = wolfSSL_lib_version();
    return &table;
}
