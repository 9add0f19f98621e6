/* OpenSSL 3.0 and later, through EVP: the control. It makes the calls of the built-in column, so that what differs between the two is
 * the cost of a plug-in.
 *
 * Algorithms are fetched once; contexts that have no secret but their key's are kept for the next call. */
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/dh.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include "plugin.h"

/* ── Set-up, errors, random octets ── */

static struct {
    EVP_MD *sha256, *sha384;
    EVP_CIPHER *aes128_gcm, *aes256_gcm, *chacha20_poly1305;
    EVP_MAC *hmac;
    EVP_KDF *prf;
    /* Contexts of EVP_KDF, and those that generate keys of a group. */
    struct pool derivations, generators[5];
} library;

static tlsbench_status set_up(void) {
    library.sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    library.sha384 = EVP_MD_fetch(NULL, "SHA384", NULL);
    library.aes128_gcm = EVP_CIPHER_fetch(NULL, "AES-128-GCM", NULL);
    library.aes256_gcm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    /* Absent from a FIPS provider: not offered then. */
    library.chacha20_poly1305 = EVP_CIPHER_fetch(NULL, "ChaCha20-Poly1305", NULL);
    library.hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    library.prf = EVP_KDF_fetch(NULL, "TLS1-PRF", NULL);
    ERR_clear_error();
    return library.sha256 != NULL && library.hmac != NULL ? TLSBENCH_OK : TLSBENCH_NO_RESOURCES;
}

/* The first error in the queue, by its library and reason; the queue is emptied, so that no later call finds an old one. */
static tlsbench_status failure(void) {
    unsigned long code = ERR_get_error();
    ERR_clear_error();
    if (ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE) return TLSBENCH_NO_RESOURCES;
    return TLSBENCH_LIBRARY_ERROR + (tlsbench_status)((ERR_GET_LIB(code) & 0xFF) << 12 | (ERR_GET_REASON(code) & 0xFFF));
}

/* EVP's convention: 1 is success, and nothing else. */
static tlsbench_status checked(int result) { return result == 1 ? TLSBENCH_OK : failure(); }

static tlsbench_status refused(tlsbench_status status) {
    ERR_clear_error();
    return status;
}

static const char *error_text(tlsbench_status status) {
    int code = status - TLSBENCH_LIBRARY_ERROR;
    return ERR_reason_error_string(ERR_PACK(code >> 12, 0, code & 0xFFF));
}

static tlsbench_status random_octets(uint8_t *output, size_t length) {
    return RAND_priv_bytes_ex(NULL, output, length, 0) == 1 ? TLSBENCH_OK : refused(TLSBENCH_NO_RESOURCES);
}

/* ── Hashes ── */

static const EVP_MD *fetched_hash(tlsbench_hash hash) { return hash == TLSBENCH_SHA384 ? library.sha384 : library.sha256; }

static tlsbench_status hash_new(tlsbench_hash hash, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    EVP_MD_CTX *running = EVP_MD_CTX_new();
    if (running == NULL) return failure();
    if (EVP_DigestInit_ex2(running, fetched_hash(hash), NULL) != 1) {
        EVP_MD_CTX_free(running);
        return failure();
    }
    *context = running;
    return TLSBENCH_OK;
}

static tlsbench_status hash_copy(const void *context, void **copy) {
    EVP_MD_CTX *running = EVP_MD_CTX_new();
    if (running == NULL) return failure();
    if (EVP_MD_CTX_copy_ex(running, context) != 1) {
        EVP_MD_CTX_free(running);
        return failure();
    }
    *copy = running;
    return TLSBENCH_OK;
}

static tlsbench_status hash_update(void *context, const uint8_t *octets, size_t length) {
    return checked(EVP_DigestUpdate(context, octets, length));
}

static void hash_free(void *context) { EVP_MD_CTX_free(context); }

static tlsbench_status hash_digest(const void *context, uint8_t *digest) {
    void *copy = NULL;
    tlsbench_status status = hash_copy(context, &copy);
    if (status != TLSBENCH_OK) return status;
    status = checked(EVP_DigestFinal_ex(copy, digest, NULL));
    hash_free(copy);
    return status;
}

static tlsbench_status hash_whole(tlsbench_hash hash, const uint8_t *message, size_t length, uint8_t *digest) {
    return checked(EVP_Digest(present(message), length, digest, NULL, fetched_hash(hash), NULL));
}

/* ── HMAC and PRF ── */

static OSSL_PARAM hash_parameter(const char *key, tlsbench_hash hash) {
    static char sha256[] = "SHA256", sha384[] = "SHA384";
    return OSSL_PARAM_construct_utf8_string(key, hash == TLSBENCH_SHA384 ? sha384 : sha256, 0);
}

static tlsbench_status hmac_new(tlsbench_hash hash, const uint8_t *key, size_t length, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    EVP_MAC_CTX *mac = EVP_MAC_CTX_new(library.hmac);
    if (mac == NULL) return failure();
    OSSL_PARAM parameters[] = {hash_parameter(OSSL_MAC_PARAM_DIGEST, hash), OSSL_PARAM_construct_end()};
    /* No address at all would mean the key as before. */
    if (EVP_MAC_init(mac, present(key), length, parameters) != 1) {
        EVP_MAC_CTX_free(mac);
        return failure();
    }
    *context = mac;
    return TLSBENCH_OK;
}

static tlsbench_status hmac_update(void *context, const uint8_t *octets, size_t length) {
    return checked(EVP_MAC_update(context, octets, length));
}

static tlsbench_status hmac_final(void *context, uint8_t *mac) {
    size_t written;
    if (EVP_MAC_final(context, mac, &written, LONGEST_DIGEST) != 1) return failure();
    return checked(EVP_MAC_init(context, NULL, 0, NULL));
}

static void hmac_free(void *context) { EVP_MAC_CTX_free(context); }

/* A parameter that the library only reads, though its type does not say so. */
static OSSL_PARAM octet_parameter(const char *key, const uint8_t *octets, size_t length) {
    return OSSL_PARAM_construct_octet_string(key, (void *)(uintptr_t)present(octets), length);
}

/* The context appends each seed to the one before, and would keep the secret: it is reset after each use. */
static tlsbench_status prf(tlsbench_hash hash, const uint8_t *secret, size_t secret_length, const uint8_t *label,
                           size_t label_length, const uint8_t *seed, size_t seed_length, uint8_t *output,
                           size_t output_length) {
    if (!is_hash(hash) || library.prf == NULL) return TLSBENCH_NOT_OFFERED;
    if (output_length == 0) return TLSBENCH_OK;
    EVP_KDF_CTX *derivation = pool_take(&library.derivations);
    if (derivation == NULL && (derivation = EVP_KDF_CTX_new(library.prf)) == NULL) return failure();
    OSSL_PARAM parameters[] = {
        hash_parameter(OSSL_KDF_PARAM_DIGEST, hash),
        octet_parameter(OSSL_KDF_PARAM_SECRET, secret, secret_length),
        octet_parameter(OSSL_KDF_PARAM_SEED, label, label_length),
        octet_parameter(OSSL_KDF_PARAM_SEED, seed, seed_length),
        OSSL_PARAM_construct_end(),
    };
    tlsbench_status status = checked(EVP_KDF_derive(derivation, output, output_length, parameters));
    EVP_KDF_CTX_reset(derivation);
    if (!pool_give(&library.derivations, derivation)) EVP_KDF_CTX_free(derivation);
    return status;
}

/* ── Records ── */

static const EVP_CIPHER *fetched_cipher(tlsbench_aead algorithm) {
    switch (algorithm) {
    case TLSBENCH_AES_128_GCM: return library.aes128_gcm;
    case TLSBENCH_AES_256_GCM: return library.aes256_gcm;
    case TLSBENCH_CHACHA20_POLY1305: return library.chacha20_poly1305;
    default: return NULL;
    }
}

/* The key is set once; a record sets only its nonce. */
static tlsbench_status aead_new(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context) {
    const EVP_CIPHER *cipher = fetched_cipher(algorithm);
    if (cipher == NULL) return TLSBENCH_NOT_OFFERED;
    if (length != aead_key_length(algorithm)) return TLSBENCH_OUT_OF_RANGE;
    EVP_CIPHER_CTX *aead = EVP_CIPHER_CTX_new();
    if (aead == NULL) return failure();
    if (EVP_CipherInit_ex2(aead, cipher, key, NULL, 1, NULL) != 1) {
        EVP_CIPHER_CTX_free(aead);
        return failure();
    }
    *context = aead;
    return TLSBENCH_OK;
}

static int aead_begin(EVP_CIPHER_CTX *aead, const uint8_t *nonce, const uint8_t *additional, size_t length, int is_sealing) {
    int written;
    if (EVP_CipherInit_ex2(aead, NULL, NULL, nonce, is_sealing, NULL) != 1) return 0;
    return length == 0 || EVP_CipherUpdate(aead, NULL, &written, additional, (int)length) == 1;
}

static tlsbench_status aead_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    int written;
    if (!aead_begin(context, nonce, additional, additional_length, 1) ||
        EVP_CipherUpdate(context, record, &written, record, (int)length) != 1 ||
        EVP_CipherFinal_ex(context, record + length, &written) != 1)
        return failure();
    return checked(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TAG_LENGTH, record + length));
}

/* Decrypts, then checks: a record whose tag does not hold is wiped. */
static tlsbench_status aead_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    int written;
    if (!aead_begin(context, nonce, additional, additional_length, 0) ||
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, TAG_LENGTH, record + length) != 1 ||
        EVP_CipherUpdate(context, record, &written, record, (int)length) != 1) {
        wipe(record, length);
        return failure();
    }
    if (EVP_CipherFinal_ex(context, record + length, &written) == 1) return TLSBENCH_OK;
    wipe(record, length);
    return refused(TLSBENCH_BAD_TAG);
}

static void aead_free(void *context) { EVP_CIPHER_CTX_free(context); }

/* ── Key exchange ── */

struct exchange_group {
    tlsbench_group group;
    const char *algorithm, *name;
    size_t public_length, secret_length;
};

static const struct exchange_group groups[] = {
    {TLSBENCH_X25519, "X25519", NULL, 32, 32},          {TLSBENCH_SECP256R1, "EC", "prime256v1", 65, 32},
    {TLSBENCH_FFDHE2048, "DH", "ffdhe2048", 256, 256},  {TLSBENCH_FFDHE3072, "DH", "ffdhe3072", 384, 384},
    {TLSBENCH_MLKEM768, "ML-KEM-768", NULL, 1184, 32},
};
enum { SHARE_GROUPS = 4, MLKEM768 = 4 };

struct exchange_key {
    const struct exchange_group *group;
    EVP_PKEY *key;
};

static EVP_PKEY_CTX *generator(const struct exchange_group *group) {
    EVP_PKEY_CTX *context = pool_take(&library.generators[group - groups]);
    if (context != NULL) return context;
    context = EVP_PKEY_CTX_new_from_name(NULL, group->algorithm, NULL);
    if (context != NULL && EVP_PKEY_keygen_init(context) == 1 &&
        (group->name == NULL || EVP_PKEY_CTX_set_group_name(context, group->name) == 1))
        return context;
    EVP_PKEY_CTX_free(context);
    return NULL;
}

static tlsbench_status exchange_new(const struct exchange_group *group, void **result) {
    EVP_PKEY_CTX *context = generator(group);
    if (context == NULL) return failure();
    EVP_PKEY *key = NULL;
    int generated = EVP_PKEY_generate(context, &key);
    if (!pool_give(&library.generators[group - groups], context)) EVP_PKEY_CTX_free(context);
    struct exchange_key *exchange = generated == 1 ? malloc(sizeof *exchange) : NULL;
    if (exchange == NULL) {
        EVP_PKEY_free(key);
        return generated == 1 ? TLSBENCH_NO_RESOURCES : failure();
    }
    *exchange = (struct exchange_key){group, key};
    *result = exchange;
    return TLSBENCH_OK;
}

static tlsbench_status share_new(tlsbench_group group, void **share) {
    for (size_t i = 0; i < SHARE_GROUPS; i++)
        if (groups[i].group == group) return exchange_new(&groups[i], share);
    return TLSBENCH_NOT_OFFERED;
}

static tlsbench_status exchange_public(const void *context, uint8_t *output) {
    const struct exchange_key *exchange = context;
    unsigned char *encoded = NULL;
    size_t length = EVP_PKEY_get1_encoded_public_key(exchange->key, &encoded);
    if (length == exchange->group->public_length) memcpy(output, encoded, length);
    OPENSSL_free(encoded);
    return length == exchange->group->public_length ? TLSBENCH_OK : failure();
}

/* The peer's key, or NULL: it is looked at when the library decodes it (on the curve; 1 < Y < p - 1). */
static EVP_PKEY *peer_key(const struct exchange_key *share, const uint8_t *peer, size_t length) {
    /* Compressed and hybrid points would be taken. */
    if (share->group->group == TLSBENCH_SECP256R1 && !is_uncompressed_point(peer, length)) return NULL;
    if (length != share->group->public_length) return NULL;
    EVP_PKEY *key = EVP_PKEY_new();
    if (key != NULL && EVP_PKEY_copy_parameters(key, share->key) == 1 &&
        EVP_PKEY_set1_encoded_public_key(key, peer, length) == 1)
        return key;
    EVP_PKEY_free(key);
    return NULL;
}

/* EVP_PKEY_derive_set_peer would raise a peer's value to the group's order once more, which in these groups can find nothing that
 * decoding has not found. X25519's zero is an error of EVP_PKEY_derive. */
static tlsbench_status share_agree(void *context, const uint8_t *peer, size_t length, uint8_t *secret) {
    struct exchange_key *share = context;
    EVP_PKEY *other = peer_key(share, peer, length);
    if (other == NULL) return refused(TLSBENCH_INVALID_PUBLIC_VALUE);
    tlsbench_status status = TLSBENCH_OK;
    size_t written = share->group->secret_length;
    EVP_PKEY_CTX *derivation = EVP_PKEY_CTX_new_from_pkey(NULL, share->key, NULL);
    if (derivation == NULL || EVP_PKEY_derive_init(derivation) != 1 ||
        (share->group->public_length > POINT_LENGTH && EVP_PKEY_CTX_set_dh_pad(derivation, 1) != 1) ||
        EVP_PKEY_derive_set_peer_ex(derivation, other, 0) != 1)
        status = failure();
    else if (EVP_PKEY_derive(derivation, secret, &written) != 1)
        status = refused(TLSBENCH_INVALID_PUBLIC_VALUE);
    EVP_PKEY_CTX_free(derivation);
    EVP_PKEY_free(other);
    return status;
}

static void exchange_free(void *context) {
    struct exchange_key *exchange = context;
    if (exchange == NULL) return;
    EVP_PKEY_free(exchange->key);
    free(exchange);
}

/* ── ML-KEM, from OpenSSL 3.5 on ── */

static tlsbench_status kem_new(tlsbench_group group, void **pair) {
    return group == TLSBENCH_MLKEM768 ? exchange_new(&groups[MLKEM768], pair) : TLSBENCH_NOT_OFFERED;
}

static tlsbench_status kem_decapsulate(void *context, const uint8_t *ciphertext, size_t length, uint8_t *secret) {
    struct exchange_key *pair = context;
    if (length != 1088) return TLSBENCH_OUT_OF_RANGE;
    size_t written = 32;
    EVP_PKEY_CTX *decapsulation = EVP_PKEY_CTX_new_from_pkey(NULL, pair->key, NULL);
    int result = decapsulation != NULL && EVP_PKEY_decapsulate_init(decapsulation, NULL) == 1 &&
                 EVP_PKEY_decapsulate(decapsulation, secret, &written, ciphertext, length) == 1;
    EVP_PKEY_CTX_free(decapsulation);
    return checked(result);
}

static tlsbench_status kem_encapsulate(tlsbench_group group, const uint8_t *key, size_t length, uint8_t *ciphertext,
                                       uint8_t *secret) {
    if (group != TLSBENCH_MLKEM768) return TLSBENCH_NOT_OFFERED;
    /* Decoding checks the key (FIPS 203 section 7.2). */
    EVP_PKEY *peer = EVP_PKEY_new_raw_public_key_ex(NULL, groups[MLKEM768].algorithm, NULL, key, length);
    if (peer == NULL) return refused(TLSBENCH_INVALID_PUBLIC_VALUE);
    size_t ciphertext_length = 1088, secret_length = 32;
    EVP_PKEY_CTX *encapsulation = EVP_PKEY_CTX_new_from_pkey(NULL, peer, NULL);
    int result = encapsulation != NULL && EVP_PKEY_encapsulate_init(encapsulation, NULL) == 1 &&
                 EVP_PKEY_encapsulate(encapsulation, ciphertext, &ciphertext_length, secret, &secret_length) == 1;
    EVP_PKEY_CTX_free(encapsulation);
    EVP_PKEY_free(peer);
    return checked(result);
}

/* ── Keys of certificates ── */

/* Numbers of a key, all of them secret to it, so that all copies are wiped. */
struct key_builder {
    OSSL_PARAM_BLD *builder;
    BIGNUM *numbers[8];
    size_t count;
    int failed;
};

static struct key_builder new_key(void) {
    struct key_builder key = {.builder = OSSL_PARAM_BLD_new()};
    key.failed = key.builder == NULL;
    return key;
}

static void add_number(struct key_builder *key, const char *name, tlsbench_octets octets, int is_padded) {
    if (key->failed) return;
    BIGNUM *number = BN_secure_new();
    key->numbers[key->count++] = number;
    if (number == NULL || BN_bin2bn(octets.octets, (int)octets.length, number) == NULL)
        key->failed = 1;
    else if (is_padded)
        key->failed |= OSSL_PARAM_BLD_push_BN_pad(key->builder, name, number, octets.length) != 1;
    else
        key->failed |= OSSL_PARAM_BLD_push_BN(key->builder, name, number) != 1;
}

/* Ends the builder. NULL if something of it failed. */
static EVP_PKEY *build(struct key_builder *key, const char *algorithm, int selection) {
    EVP_PKEY *result = NULL;
    OSSL_PARAM *parameters = key->failed ? NULL : OSSL_PARAM_BLD_to_param(key->builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, algorithm, NULL);
    if (parameters == NULL || context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &result, selection, parameters) != 1)
        result = NULL;
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(key->builder);
    for (size_t i = 0; i < key->count; i++) BN_clear_free(key->numbers[i]);
    return result;
}

/* A context for one operation of one key, kept in the key's pool. */
static EVP_PKEY_CTX *operation(struct pool *pool, EVP_PKEY *key, int (*init)(EVP_PKEY_CTX *), tlsbench_scheme scheme,
                               tlsbench_hash hash, int padding) {
    EVP_PKEY_CTX *context = pool == NULL ? NULL : pool_take(pool);
    if (context != NULL) return context;
    context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    /* MGF1's hash is the signature's unless another one is set. */
    if (context != NULL && init(context) == 1 &&
        (hash == 0 || EVP_PKEY_CTX_set_signature_md(context, fetched_hash(hash)) == 1) &&
        (padding == 0 || EVP_PKEY_CTX_set_rsa_padding(context, padding) == 1) &&
        (!is_pss(scheme) || EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1))
        return context;
    EVP_PKEY_CTX_free(context);
    return NULL;
}

/* One that failed is not used again. */
static tlsbench_status finished(struct pool *pool, EVP_PKEY_CTX *context, int result) {
    if (result != 1 || !pool_give(pool, context)) EVP_PKEY_CTX_free(context);
    return checked(result);
}

static void empty_pool(struct pool *pool) {
    for (EVP_PKEY_CTX *context; (context = pool_take(pool)) != NULL;) EVP_PKEY_CTX_free(context);
}

static int rsa_padding(tlsbench_scheme scheme) { return is_pss(scheme) ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING; }

/* ── RSA, public ── */

struct rsa_public {
    EVP_PKEY *key;
    size_t length;
    struct pool encryption;
};

static tlsbench_status rsa_public_new(tlsbench_octets n, tlsbench_octets e, void **result) {
    tlsbench_status status = check_rsa_public(n, e, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct rsa_public *key = calloc(1, sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    struct key_builder builder = new_key();
    add_number(&builder, OSSL_PKEY_PARAM_RSA_N, n, 0);
    add_number(&builder, OSSL_PKEY_PARAM_RSA_E, e, 0);
    key->length = n.length;
    key->key = build(&builder, "RSA", EVP_PKEY_PUBLIC_KEY);
    if (key->key == NULL) {
        free(key);
        return refused(TLSBENCH_INVALID_KEY);
    }
    *result = key;
    return TLSBENCH_OK;
}

static tlsbench_status rsa_encrypt(void *context, const uint8_t *premaster, uint8_t *ciphertext) {
    struct rsa_public *key = context;
    EVP_PKEY_CTX *encryption = operation(&key->encryption, key->key, EVP_PKEY_encrypt_init, 0, 0, RSA_PKCS1_PADDING);
    if (encryption == NULL) return failure();
    size_t written = key->length;
    return finished(&key->encryption, encryption,
                    EVP_PKEY_encrypt(encryption, ciphertext, &written, premaster, PREMASTER_LENGTH));
}

/* A connection verifies once, so that the context is not kept. */
static tlsbench_status verify(EVP_PKEY *key, tlsbench_scheme scheme, tlsbench_hash hash, int padding, const uint8_t *message,
                              size_t message_length, const uint8_t *signature, size_t signature_length) {
    uint8_t digest[LONGEST_DIGEST];
    tlsbench_status status = hash_whole(hash, message, message_length, digest);
    if (status != TLSBENCH_OK) return status;
    EVP_PKEY_CTX *verification = operation(NULL, key, EVP_PKEY_verify_init, scheme, hash, padding);
    if (verification == NULL) return failure();
    int result = EVP_PKEY_verify(verification, present(signature), signature_length, digest, digest_length(hash));
    EVP_PKEY_CTX_free(verification);
    return result == 1 ? TLSBENCH_OK : refused(TLSBENCH_BAD_SIGNATURE);
}

static tlsbench_status rsa_verify(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length) {
    struct rsa_public *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0 || signature_length != key->length) return TLSBENCH_BAD_SIGNATURE;
    return verify(key->key, scheme, hash, rsa_padding(scheme), message, message_length, signature, signature_length);
}

static void rsa_public_free(void *context) {
    struct rsa_public *key = context;
    if (key == NULL) return;
    empty_pool(&key->encryption);
    EVP_PKEY_free(key->key);
    free(key);
}

/* ── RSA, private ── */

struct rsa_private {
    EVP_PKEY *key;
    struct modulus modulus;
    struct pool decryption, signing[4];
};

/* e x = 1 modulo p - 1, and d = x modulo p - 1. */
static int is_exponent(const BIGNUM *x, const BIGNUM *e, const BIGNUM *d, const BIGNUM *p, BN_CTX *scratch) {
    BIGNUM *order = BN_CTX_get(scratch), *rest = BN_CTX_get(scratch);
    if (rest == NULL || BN_copy(order, p) == NULL || BN_sub_word(order, 1) != 1) return 0;
    BN_set_flags(order, BN_FLG_CONSTTIME);
    return BN_nnmod(rest, d, order, scratch) == 1 && BN_cmp(rest, x) == 0 && BN_mod_mul(rest, x, e, order, scratch) == 1 &&
           BN_is_one(rest);
}

/* Whether the numbers belong together (RFC 8017 section 3.2). EVP_PKEY_pairwise_check would look besides whether p and q are
 * primes, which of a key that exists nobody has to know. Leaks: lengths, the answer, and what BN_mul and BN_div leak of numbers
 * that are marked as secret. */
static int is_consistent(const tlsbench_rsa_components *c) {
    const tlsbench_octets octets[8] = {c->n, c->e, c->d, c->p, c->q, c->dp, c->dq, c->qinv};
    BIGNUM *numbers[8];
    BN_CTX *scratch = BN_CTX_secure_new();
    int holds = scratch != NULL;
    if (holds) BN_CTX_start(scratch);
    for (size_t i = 0; i < 8; i++) {
        numbers[i] = BN_secure_new();
        if (numbers[i] != NULL) BN_set_flags(numbers[i], BN_FLG_CONSTTIME);
        holds &= numbers[i] != NULL && BN_bin2bn(octets[i].octets, (int)octets[i].length, numbers[i]) != NULL;
    }
    BIGNUM *n = numbers[0], *e = numbers[1], *d = numbers[2], *p = numbers[3], *q = numbers[4];
    BIGNUM *product = holds ? BN_CTX_get(scratch) : NULL;
    holds = product != NULL && BN_mul(product, p, q, scratch) == 1 && BN_cmp(product, n) == 0 &&
            is_exponent(numbers[5], e, d, p, scratch) && is_exponent(numbers[6], e, d, q, scratch) &&
            BN_mod_mul(product, numbers[7], q, p, scratch) == 1 && BN_is_one(product);
    for (size_t i = 0; i < 8; i++) BN_clear_free(numbers[i]);
    if (scratch != NULL) BN_CTX_end(scratch);
    BN_CTX_free(scratch);
    ERR_clear_error();
    return holds;
}

static tlsbench_status rsa_private_new(const tlsbench_rsa_components *c, void **result) {
    tlsbench_status status = check_rsa_lengths(c, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    if (!is_consistent(c)) return TLSBENCH_INVALID_KEY;
    struct rsa_private *key = calloc(1, sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    struct key_builder builder = new_key();
    add_number(&builder, OSSL_PKEY_PARAM_RSA_N, c->n, 0);
    add_number(&builder, OSSL_PKEY_PARAM_RSA_E, c->e, 0);
    add_number(&builder, OSSL_PKEY_PARAM_RSA_D, c->d, 0);
    add_number(&builder, OSSL_PKEY_PARAM_RSA_FACTOR1, c->p, 0);
    add_number(&builder, OSSL_PKEY_PARAM_RSA_FACTOR2, c->q, 0);
    add_number(&builder, OSSL_PKEY_PARAM_RSA_EXPONENT1, c->dp, 0);
    add_number(&builder, OSSL_PKEY_PARAM_RSA_EXPONENT2, c->dq, 0);
    add_number(&builder, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, c->qinv, 0);
    set_modulus(&key->modulus, c->n);
    key->key = build(&builder, "RSA", EVP_PKEY_KEYPAIR);
    if (key->key == NULL) {
        free(key);
        return refused(TLSBENCH_INVALID_KEY);
    }
    *result = key;
    return TLSBENCH_OK;
}

/* Without the library's own padding: RSA_PKCS1_WITH_TLS_PADDING would put octets of its own in the place of a bad message, where the
 * caller's are to stay. */
static tlsbench_status rsa_decrypt_premaster(void *context, const uint8_t *ciphertext, size_t length, uint16_t client_version,
                                             uint8_t *premaster) {
    struct rsa_private *key = context;
    tlsbench_status status = check_ciphertext(&key->modulus, ciphertext, length);
    if (status != TLSBENCH_OK) return status;
    EVP_PKEY_CTX *decryption = operation(&key->decryption, key->key, EVP_PKEY_decrypt_init, 0, 0, RSA_NO_PADDING);
    if (decryption == NULL) return failure();
    uint8_t block[RSA_BITS_MAXIMUM / 8];
    size_t written = length;
    status = finished(&key->decryption, decryption, EVP_PKEY_decrypt(decryption, block, &written, ciphertext, length));
    if (status == TLSBENCH_OK) take_premaster_of_block(block, length, client_version, premaster);
    wipe(block, length);
    return status;
}

static tlsbench_status rsa_sign(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t length,
                                uint8_t *signature) {
    struct rsa_private *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0) return TLSBENCH_NOT_OFFERED;
    uint8_t digest[LONGEST_DIGEST];
    tlsbench_status status = hash_whole(hash, message, length, digest);
    if (status != TLSBENCH_OK) return status;
    struct pool *pool = &key->signing[2 * is_pss(scheme) + (hash == TLSBENCH_SHA384)];
    EVP_PKEY_CTX *signing = operation(pool, key->key, EVP_PKEY_sign_init, scheme, hash, rsa_padding(scheme));
    if (signing == NULL) return failure();
    size_t written = key->modulus.length;
    return finished(pool, signing, EVP_PKEY_sign(signing, signature, &written, digest, digest_length(hash)));
}

static void rsa_private_free(void *context) {
    struct rsa_private *key = context;
    if (key == NULL) return;
    empty_pool(&key->decryption);
    for (size_t i = 0; i < 4; i++) empty_pool(&key->signing[i]);
    EVP_PKEY_free(key->key);
    free(key);
}

/* ── ECDSA ── */

struct ecdsa_key {
    EVP_PKEY *key;
    struct pool signing;
};

static tlsbench_status ecdsa_new(const uint8_t *value, const uint8_t *point, size_t length, void **result) {
    if (!is_uncompressed_point(point, length)) return TLSBENCH_INVALID_KEY;
    struct ecdsa_key *key = calloc(1, sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    struct key_builder builder = new_key();
    builder.failed = builder.failed ||
                     OSSL_PARAM_BLD_push_utf8_string(builder.builder, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
                     OSSL_PARAM_BLD_push_octet_string(builder.builder, OSSL_PKEY_PARAM_PUB_KEY, point, length) != 1;
    if (value != NULL)
        add_number(&builder, OSSL_PKEY_PARAM_PRIV_KEY, (tlsbench_octets){value, 32}, 1);
    key->key = build(&builder, "EC", value == NULL ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR);
    if (key->key == NULL) {
        free(key);
        return refused(TLSBENCH_INVALID_KEY);
    }
    *result = key;
    return TLSBENCH_OK;
}

static void ecdsa_free(void *context) {
    struct ecdsa_key *key = context;
    if (key == NULL) return;
    empty_pool(&key->signing);
    EVP_PKEY_free(key->key);
    free(key);
}

static tlsbench_status ecdsa_public_new(const uint8_t *point, size_t length, void **result) {
    return ecdsa_new(NULL, point, length, result);
}

static tlsbench_status ecdsa_verify(void *context, const uint8_t *message, size_t message_length, const uint8_t *signature,
                                    size_t signature_length) {
    struct ecdsa_key *key = context;
    return verify(key->key, 0, TLSBENCH_SHA256, 0, message, message_length, signature, signature_length);
}

static tlsbench_status ecdsa_private_new(const uint8_t *value, size_t length, const uint8_t *point, size_t point_length,
                                         void **result) {
    if (length != 32) return TLSBENCH_OUT_OF_RANGE;
    tlsbench_status status = ecdsa_new(value, point, point_length, result);
    if (status != TLSBENCH_OK) return status;
    EVP_PKEY_CTX *check = EVP_PKEY_CTX_new_from_pkey(NULL, ((struct ecdsa_key *)*result)->key, NULL);
    int belongs = check != NULL && EVP_PKEY_pairwise_check(check) == 1;
    EVP_PKEY_CTX_free(check);
    if (belongs) return TLSBENCH_OK;
    ecdsa_free(*result);
    return refused(TLSBENCH_INVALID_KEY);
}

static tlsbench_status ecdsa_sign(void *context, const uint8_t *message, size_t length, uint8_t *signature,
                                  size_t *signature_length) {
    struct ecdsa_key *key = context;
    uint8_t digest[32];
    tlsbench_status status = hash_whole(TLSBENCH_SHA256, message, length, digest);
    if (status != TLSBENCH_OK) return status;
    EVP_PKEY_CTX *signing = operation(&key->signing, key->key, EVP_PKEY_sign_init, 0, TLSBENCH_SHA256, 0);
    if (signing == NULL) return failure();
    *signature_length = 72;
    return finished(&key->signing, signing, EVP_PKEY_sign(signing, signature, signature_length, digest, sizeof digest));
}

/* ── The table ── */

static const char *const refusals_before_3_5[] = {"ML-KEM: OpenSSL has it from 3.5 on."};

PLUGIN_EXPORT const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    static tlsbench_plugin_table table = {
        .size = sizeof table,
        .version = TLSBENCH_PLUGIN_VERSION,
        .library = "OpenSSL",
        .set_up = set_up,
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
        .share_public = exchange_public,
        .share_agree = share_agree,
        .share_free = exchange_free,
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
    table.library_version = OpenSSL_version(OPENSSL_VERSION_STRING);
    if (OpenSSL_version_num() >= 0x30500000L) {
        table.kem_new = kem_new;
        table.kem_public = exchange_public;
        table.kem_decapsulate = kem_decapsulate;
        table.kem_encapsulate = kem_encapsulate;
        table.kem_free = exchange_free;
    } else {
        table.refusals = refusals_before_3_5;
        table.refusal_count = 1;
    }
    return &table;
}
