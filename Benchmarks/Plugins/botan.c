/* Botan 2.19, through its C interface (FFI).
 *
 * The interface names algorithms by strings. What it makes of one is kept: a cipher for each direction, an operation for each key and
 * scheme. Random octets are the system's, whose object may be used by any number of threads. */
#include <botan/ffi.h>
#include <stdio.h>

#include "plugin.h"

/* ── Set-up, errors, random octets ── */

static botan_rng_t generator;

static tlsbench_status checked(int result) {
    if (result == BOTAN_FFI_SUCCESS) return TLSBENCH_OK;
    return result == BOTAN_FFI_ERROR_OUT_OF_MEMORY ? TLSBENCH_NO_RESOURCES : TLSBENCH_LIBRARY_ERROR - result;
}

static const char *error_text(tlsbench_status status) { return botan_error_description(TLSBENCH_LIBRARY_ERROR - status); }

static tlsbench_status set_up(void) { return checked(botan_rng_init(&generator, "system")); }

static tlsbench_status random_octets(uint8_t *output, size_t length) {
    if (length == 0) return TLSBENCH_OK;
    return botan_rng_get(generator, output, length) == BOTAN_FFI_SUCCESS ? TLSBENCH_OK : TLSBENCH_NO_RESOURCES;
}

/* ── Hashes ── */

static tlsbench_status hash_new(tlsbench_hash hash, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    botan_hash_t running;
    tlsbench_status status = checked(botan_hash_init(&running, hash == TLSBENCH_SHA384 ? "SHA-384" : "SHA-256", 0));
    if (status == TLSBENCH_OK) *context = running;
    return status;
}

/* The library does not change what it copies, though its type does not say so. */
static tlsbench_status hash_copy(const void *context, void **copy) {
    botan_hash_t running;
    tlsbench_status status = checked(botan_hash_copy_state(&running, (botan_hash_t)(uintptr_t)context));
    if (status == TLSBENCH_OK) *copy = running;
    return status;
}

static tlsbench_status hash_update(void *context, const uint8_t *octets, size_t length) {
    return length == 0 ? TLSBENCH_OK : checked(botan_hash_update(context, octets, length));
}

static void hash_free(void *context) { botan_hash_destroy(context); }

static tlsbench_status hash_digest(const void *context, uint8_t *digest) {
    void *copy = NULL;
    tlsbench_status status = hash_copy(context, &copy);
    if (status != TLSBENCH_OK) return status;
    status = checked(botan_hash_final(copy, digest));
    hash_free(copy);
    return status;
}

/* ── HMAC and PRF ── */

static tlsbench_status hmac_new(tlsbench_hash hash, const uint8_t *key, size_t length, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    botan_mac_t mac;
    tlsbench_status status = checked(botan_mac_init(&mac, hash == TLSBENCH_SHA384 ? "HMAC(SHA-384)" : "HMAC(SHA-256)", 0));
    if (status != TLSBENCH_OK) return status;
    status = checked(botan_mac_set_key(mac, present(key), length));
    if (status == TLSBENCH_OK)
        *context = mac;
    else
        botan_mac_destroy(mac);
    return status;
}

static tlsbench_status hmac_update(void *context, const uint8_t *octets, size_t length) {
    return length == 0 ? TLSBENCH_OK : checked(botan_mac_update(context, octets, length));
}

/* The key stays for the next message. */
static tlsbench_status hmac_final(void *context, uint8_t *mac) { return checked(botan_mac_final(context, mac)); }

static void hmac_free(void *context) { botan_mac_destroy(context); }

/* The library adds its octets to those that are there, by exclusive or. */
static tlsbench_status prf(tlsbench_hash hash, const uint8_t *secret, size_t secret_length, const uint8_t *label,
                           size_t label_length, const uint8_t *seed, size_t seed_length, uint8_t *output,
                           size_t output_length) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    if (output_length == 0) return TLSBENCH_OK;
    memset(output, 0, output_length);
    return checked(botan_kdf(hash == TLSBENCH_SHA384 ? "TLS-12-PRF(SHA-384)" : "TLS-12-PRF(SHA-256)", output, output_length,
                             present(secret), secret_length, present(seed), seed_length, present(label), label_length));
}

/* ── Records ── */

struct aead {
    botan_cipher_t seal, open;
};

static void aead_free(void *context) {
    struct aead *aead = context;
    if (aead == NULL) return;
    if (aead->seal != NULL) botan_cipher_destroy(aead->seal);
    if (aead->open != NULL) botan_cipher_destroy(aead->open);
    free(aead);
}

static tlsbench_status aead_new(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context) {
    if (aead_key_length(algorithm) == 0) return TLSBENCH_NOT_OFFERED;
    if (length != aead_key_length(algorithm)) return TLSBENCH_OUT_OF_RANGE;
    const char *name = algorithm == TLSBENCH_AES_128_GCM   ? "AES-128/GCM"
                       : algorithm == TLSBENCH_AES_256_GCM ? "AES-256/GCM"
                                                           : "ChaCha20Poly1305";
    struct aead *aead = calloc(1, sizeof *aead);
    if (aead == NULL) return TLSBENCH_NO_RESOURCES;
    int result = botan_cipher_init(&aead->seal, name, BOTAN_CIPHER_INIT_FLAG_ENCRYPT);
    if (result == 0) result = botan_cipher_init(&aead->open, name, BOTAN_CIPHER_INIT_FLAG_DECRYPT);
    if (result == 0) result = botan_cipher_set_key(aead->seal, key, length);
    if (result == 0) result = botan_cipher_set_key(aead->open, key, length);
    if (result == 0)
        *context = aead;
    else
        aead_free(aead);
    return checked(result);
}

/* A record in one call; additional data would stay for the next record. */
static int crypt(botan_cipher_t cipher, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                 uint8_t *record, size_t output_length, size_t input_length) {
    size_t written, consumed;
    int result = botan_cipher_set_associated_data(cipher, present(additional), additional_length);
    if (result == 0) result = botan_cipher_start(cipher, nonce, NONCE_LENGTH);
    if (result == 0)
        result = botan_cipher_update(cipher, BOTAN_CIPHER_UPDATE_FLAG_FINAL, record, output_length, &written, record,
                                     input_length, &consumed);
    return result;
}

static tlsbench_status aead_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    struct aead *aead = context;
    return checked(crypt(aead->seal, nonce, additional, additional_length, record, length + TAG_LENGTH, length));
}

static tlsbench_status aead_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    struct aead *aead = context;
    int result = crypt(aead->open, nonce, additional, additional_length, record, length, length + TAG_LENGTH);
    if (result == 0) return TLSBENCH_OK;
    wipe(record, length);
    return result == BOTAN_FFI_ERROR_BAD_MAC ? TLSBENCH_BAD_TAG : checked(result);
}

/* ── Numbers ── */

/* NULL without memory. */
static botan_mp_t number_of(const uint8_t *octets, size_t length) {
    botan_mp_t number;
    if (botan_mp_init(&number) != 0) return NULL;
    if (botan_mp_from_bin(number, octets, length) == 0) return number;
    botan_mp_destroy(number);
    return NULL;
}

/* ── Key exchange ── */

static const uint8_t prime_2048[] = {FFDHE2048_PRIME}, prime_3072[] = {FFDHE3072_PRIME};

static const struct exchange_group {
    tlsbench_group group;
    const char *algorithm, *name;
    size_t public_length, secret_length;
    const uint8_t *prime;
} groups[] = {
    {TLSBENCH_X25519, "Curve25519", "", 32, 32, NULL},
    {TLSBENCH_SECP256R1, "ECDH", "secp256r1", POINT_LENGTH, 32, NULL},
    {TLSBENCH_FFDHE2048, "DH", "ffdhe/ietf/2048", 256, 256, prime_2048},
    {TLSBENCH_FFDHE3072, "DH", "ffdhe/ietf/3072", 384, 384, prime_3072},
};

struct share {
    const struct exchange_group *group;
    botan_privkey_t key;
    /* Made when it is needed. */
    botan_pk_op_ka_t agreement;
};

static void share_free(void *context) {
    struct share *share = context;
    if (share == NULL) return;
    if (share->agreement != NULL) botan_pk_op_key_agreement_destroy(share->agreement);
    if (share->key != NULL) botan_privkey_destroy(share->key);
    free(share);
}

static tlsbench_status share_new(tlsbench_group group, void **result) {
    const struct exchange_group *found = NULL;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (groups[i].group == group) found = &groups[i];
    if (found == NULL) return TLSBENCH_NOT_OFFERED;
    struct share *share = calloc(1, sizeof *share);
    if (share == NULL) return TLSBENCH_NO_RESOURCES;
    share->group = found;
    tlsbench_status status = checked(botan_privkey_create(&share->key, found->algorithm, found->name, generator));
    if (status == TLSBENCH_OK)
        *result = share;
    else
        share_free(share);
    return status;
}

static tlsbench_status share_public(const void *context, uint8_t *output) {
    const struct share *share = context;
    size_t length = share->group->public_length;
    return checked(botan_pk_op_key_agreement_export_public(share->key, output, &length));
}

static int is_usable(const struct exchange_group *group, const uint8_t *peer, size_t length) {
    if (group->prime != NULL) return is_field_value(peer, length, group->prime, group->public_length);
    return group->group == TLSBENCH_SECP256R1 ? is_uncompressed_point(peer, length) : length == 32;
}

static tlsbench_status share_agree(void *context, const uint8_t *peer, size_t length, uint8_t *secret) {
    struct share *share = context;
    if (!is_usable(share->group, peer, length)) return TLSBENCH_INVALID_PUBLIC_VALUE;
    if (share->agreement == NULL) {
        tlsbench_status status = checked(botan_pk_op_key_agreement_create(&share->agreement, share->key, "Raw", 0));
        if (status != TLSBENCH_OK) return status;
    }
    size_t room = share->group->secret_length, written = room;
    int result = botan_pk_op_key_agreement(share->agreement, secret, &written, peer, length, present(NULL), 0);
    if (result == BOTAN_FFI_ERROR_OUT_OF_MEMORY) return TLSBENCH_NO_RESOURCES;
    if (result != 0) return TLSBENCH_INVALID_PUBLIC_VALUE;
    memmove(secret + room - written, secret, written);
    memset(secret, 0, room - written);
    return share->group->group == TLSBENCH_X25519 && is_zero(secret, 32) ? TLSBENCH_INVALID_PUBLIC_VALUE : TLSBENCH_OK;
}

/* ── RSA, public ── */

enum { SCHEMES = 4 };
static const char *const paddings[SCHEMES] = {"EMSA3(SHA-256)", "EMSA3(SHA-384)", "EMSA4(SHA-256,MGF1,32)",
                                              "EMSA4(SHA-384,MGF1,48)"};

static size_t scheme_index(tlsbench_scheme scheme) {
    return 2 * (size_t)is_pss(scheme) + (rsa_scheme_hash(scheme) == TLSBENCH_SHA384);
}

struct public_key {
    botan_pubkey_t key;
    struct modulus modulus;
    struct pool encryption, verification[SCHEMES];
};

static void public_free(void *context) {
    struct public_key *key = context;
    if (key == NULL) return;
    for (void *operation; (operation = pool_take(&key->encryption)) != NULL;) botan_pk_op_encrypt_destroy(operation);
    for (size_t i = 0; i < SCHEMES; i++)
        for (void *operation; (operation = pool_take(&key->verification[i])) != NULL;) botan_pk_op_verify_destroy(operation);
    if (key->key != NULL) botan_pubkey_destroy(key->key);
    free(key);
}

static tlsbench_status rsa_public_new(tlsbench_octets n, tlsbench_octets e, void **result) {
    tlsbench_status status = check_rsa_public(n, e, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct public_key *key = calloc(1, sizeof *key);
    botan_mp_t modulus = number_of(n.octets, n.length), exponent = number_of(e.octets, e.length);
    if (key == NULL || modulus == NULL || exponent == NULL)
        status = TLSBENCH_NO_RESOURCES;
    else {
        set_modulus(&key->modulus, n);
        status = checked(botan_pubkey_load_rsa(&key->key, modulus, exponent));
    }
    if (modulus != NULL) botan_mp_destroy(modulus);
    if (exponent != NULL) botan_mp_destroy(exponent);
    if (status == TLSBENCH_OK)
        *result = key;
    else
        public_free(key);
    return status;
}

static tlsbench_status rsa_encrypt(void *context, const uint8_t *premaster, uint8_t *ciphertext) {
    struct public_key *key = context;
    botan_pk_op_encrypt_t operation = pool_take(&key->encryption);
    if (operation == NULL) {
        tlsbench_status status = checked(botan_pk_op_encrypt_create(&operation, key->key, "EME-PKCS1-v1_5", 0));
        if (status != TLSBENCH_OK) return status;
    }
    uint8_t output[RSA_BITS_MAXIMUM / 8];
    size_t written = sizeof output;
    tlsbench_status status =
        checked(botan_pk_op_encrypt(operation, generator, output, &written, premaster, PREMASTER_LENGTH));
    if (status == TLSBENCH_OK) {
        size_t zeros = key->modulus.length - written;
        memset(ciphertext, 0, zeros);
        memcpy(ciphertext + zeros, output, written);
    }
    if (!pool_give(&key->encryption, operation)) botan_pk_op_encrypt_destroy(operation);
    return status;
}

static tlsbench_status verify(struct public_key *key, struct pool *pool, const char *padding, const uint8_t *message,
                              size_t message_length, const uint8_t *signature, size_t signature_length) {
    botan_pk_op_verify_t operation = pool_take(pool);
    if (operation == NULL) {
        tlsbench_status status = checked(botan_pk_op_verify_create(&operation, key->key, padding, 0));
        if (status != TLSBENCH_OK) return status;
    }
    int result = botan_pk_op_verify_update(operation, present(message), message_length);
    if (result == 0) result = botan_pk_op_verify_finish(operation, signature, signature_length);
    /* One that failed by an exception may hold a message. */
    if ((result != 0 && result != BOTAN_FFI_INVALID_VERIFIER) || !pool_give(pool, operation))
        botan_pk_op_verify_destroy(operation);
    return result == 0 ? TLSBENCH_OK : TLSBENCH_BAD_SIGNATURE;
}

static tlsbench_status rsa_verify(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length) {
    struct public_key *key = context;
    if (rsa_scheme_hash(scheme) == 0 || check_ciphertext(&key->modulus, signature, signature_length) != TLSBENCH_OK)
        return TLSBENCH_BAD_SIGNATURE;
    size_t index = scheme_index(scheme);
    return verify(key, &key->verification[index], paddings[index], message, message_length, signature, signature_length);
}

/* ── RSA, private ── */

struct private_key {
    botan_privkey_t key;
    size_t length;
    struct pool signing[SCHEMES];
};

static void rsa_private_free(void *context) {
    struct private_key *key = context;
    if (key == NULL) return;
    for (size_t i = 0; i < SCHEMES; i++)
        for (void *operation; (operation = pool_take(&key->signing[i])) != NULL;) botan_pk_op_sign_destroy(operation);
    if (key->key != NULL) botan_privkey_destroy(key->key);
    free(key);
}

/* Whether the key that the library made of p, q and e has a number that is given. */
static int has_field(botan_privkey_t key, const char *name, botan_mp_t given) {
    botan_mp_t own;
    if (botan_mp_init(&own) != 0) return 0;
    int has = botan_privkey_get_field(own, key, name) == 0 && botan_mp_equal(own, given) == 1;
    botan_mp_destroy(own);
    return has;
}

/* d = x modulo p - 1. */
static int is_exponent(botan_mp_t x, botan_mp_t d, botan_mp_t p) {
    botan_mp_t order = NULL, quotient = NULL, rest = NULL;
    int holds = botan_mp_init(&order) == 0 && botan_mp_init(&quotient) == 0 && botan_mp_init(&rest) == 0 &&
                botan_mp_sub_u32(order, p, 1) == 0 && botan_mp_div(quotient, rest, d, order) == 0 &&
                botan_mp_equal(rest, x) == 1;
    if (order != NULL) botan_mp_destroy(order);
    if (quotient != NULL) botan_mp_destroy(quotient);
    if (rest != NULL) botan_mp_destroy(rest);
    return holds;
}

/* The library takes p, q and e, and computes the others. Leaks: lengths, the answer, and what its division and comparison leak. */
static tlsbench_status load(botan_privkey_t *key, const tlsbench_rsa_components *c) {
    const tlsbench_octets octets[8] = {c->n, c->e, c->d, c->p, c->q, c->dp, c->dq, c->qinv};
    botan_mp_t m[8];
    int has_all = 1;
    for (size_t i = 0; i < 8; i++) {
        m[i] = number_of(octets[i].octets, octets[i].length);
        has_all &= m[i] != NULL;
    }
    tlsbench_status status = TLSBENCH_NO_RESOURCES;
    if (has_all)
        status = botan_privkey_load_rsa(key, m[3], m[4], m[1]) == 0 && has_field(*key, "n", m[0]) &&
                         has_field(*key, "d1", m[5]) && has_field(*key, "d2", m[6]) && has_field(*key, "c", m[7]) &&
                         is_exponent(m[5], m[2], m[3]) && is_exponent(m[6], m[2], m[4])
                     ? TLSBENCH_OK
                     : TLSBENCH_INVALID_KEY;
    for (size_t i = 0; i < 8; i++)
        if (m[i] != NULL) botan_mp_destroy(m[i]);
    return status;
}

static tlsbench_status rsa_private_new(const tlsbench_rsa_components *c, void **result) {
    tlsbench_status status = check_rsa_lengths(c, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct private_key *key = calloc(1, sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    key->length = c->n.length;
    status = load(&key->key, c);
    if (status == TLSBENCH_OK)
        *result = key;
    else
        rsa_private_free(key);
    return status;
}

static tlsbench_status rsa_sign(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t length,
                                uint8_t *signature) {
    struct private_key *key = context;
    if (rsa_scheme_hash(scheme) == 0) return TLSBENCH_NOT_OFFERED;
    size_t index = scheme_index(scheme), written = key->length;
    botan_pk_op_sign_t operation = pool_take(&key->signing[index]);
    if (operation == NULL) {
        tlsbench_status status = checked(botan_pk_op_sign_create(&operation, key->key, paddings[index], 0));
        if (status != TLSBENCH_OK) return status;
    }
    int result = botan_pk_op_sign_update(operation, present(message), length);
    if (result == 0) result = botan_pk_op_sign_finish(operation, generator, signature, &written);
    if (result != 0 || !pool_give(&key->signing[index], operation)) botan_pk_op_sign_destroy(operation);
    return checked(result);
}

/* ── The table ── */

static const char *const refusals[] = {
    ("RSA key exchange: the C interface reports bad padding as an error of its own, and without padding it gives a number of which "
     "leading zeros are dropped; the function that puts a random secret in its place is in C++ alone."),
    "ECDSA: left out, its nonces are those of RFC 6979, and signatures repeat.",
    "ML-KEM: Botan 2 has none.",
    "Code paths: the library does not tell which it has chosen.",
};

PLUGIN_EXPORT const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    static char version[32];
    static const tlsbench_plugin_table table = {
        .size = sizeof table,
        .version = TLSBENCH_PLUGIN_VERSION,
        .library = "Botan",
        .library_version = version,
        .refusals = refusals,
        .refusal_count = sizeof refusals / sizeof *refusals,
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
        .share_public = share_public,
        .share_agree = share_agree,
        .share_free = share_free,
        .rsa_public_new = rsa_public_new,
        .rsa_encrypt = rsa_encrypt,
        .rsa_verify = rsa_verify,
        .rsa_public_free = public_free,
        .rsa_private_new = rsa_private_new,
        .rsa_sign = rsa_sign,
        .rsa_private_free = rsa_private_free,
    };
    if (host_version != TLSBENCH_PLUGIN_VERSION) return NULL;
    snprintf(version, sizeof version, "%u.%u.%u", botan_version_major(), botan_version_minor(), botan_version_patch());
    return &table;
}
