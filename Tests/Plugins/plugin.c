/* A plug-in over libcrypto for the tests: SHA-2, HMAC, AES-GCM, X25519 and RSA signatures, and no RSA decryption. A macro on the
 * compiler's command line makes it a faulty one.
 */
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tlsbench_plugin.h"

static tlsbench_status status(int result) { return result == 1 ? TLSBENCH_OK : TLSBENCH_LIBRARY_ERROR; }

static const EVP_MD *digest_of(tlsbench_hash hash) {
    return hash == TLSBENCH_SHA256 ? EVP_sha256() : hash == TLSBENCH_SHA384 ? EVP_sha384() : NULL;
}

static tlsbench_status fill(uint8_t *output, size_t length) { return status(RAND_bytes(output, (int)length)); }

static tlsbench_status hash_new(tlsbench_hash hash, void **context) {
    const EVP_MD *digest = digest_of(hash);
    if (!digest) return TLSBENCH_NOT_OFFERED;
    *context = EVP_MD_CTX_new();
    return status(*context && EVP_DigestInit_ex(*context, digest, NULL));
}

static tlsbench_status hash_copy(const void *context, void **copy) {
    *copy = EVP_MD_CTX_new();
    return status(*copy && EVP_MD_CTX_copy_ex(*copy, context));
}

static tlsbench_status hash_update(void *context, const uint8_t *octets, size_t length) {
    return status(EVP_DigestUpdate(context, octets, length));
}

static tlsbench_status hash_digest(const void *context, uint8_t *digest) {
    EVP_MD_CTX *copy = EVP_MD_CTX_new();
    int result = copy && EVP_MD_CTX_copy_ex(copy, context) && EVP_DigestFinal_ex(copy, digest, NULL);
    EVP_MD_CTX_free(copy);
    return status(result);
}

static void hash_free(void *context) { EVP_MD_CTX_free(context); }

static tlsbench_status hmac_new(tlsbench_hash hash, const uint8_t *key, size_t length, void **context) {
    if (!digest_of(hash)) return TLSBENCH_NOT_OFFERED;
    char *name = hash == TLSBENCH_SHA256 ? "SHA256" : "SHA384";
    OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("digest", name, 0), OSSL_PARAM_construct_end()};
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    *context = EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);
    return status(*context && EVP_MAC_init(*context, key, length, parameters));
}

static tlsbench_status hmac_update(void *context, const uint8_t *octets, size_t length) {
    return status(EVP_MAC_update(context, octets, length));
}

static tlsbench_status hmac_final(void *context, uint8_t *mac) {
    size_t written;
    if (EVP_MAC_final(context, mac, &written, 64) != 1) return TLSBENCH_LIBRARY_ERROR;
#ifdef WRITES_BEHIND
    mac[written] = 1;
#endif
    return status(EVP_MAC_init(context, NULL, 0, NULL));
}

static void hmac_free(void *context) { EVP_MAC_CTX_free(context); }

static tlsbench_status aead_new(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context) {
    (void)length;
    const EVP_CIPHER *cipher = algorithm == TLSBENCH_AES_128_GCM   ? EVP_aes_128_gcm()
                               : algorithm == TLSBENCH_AES_256_GCM ? EVP_aes_256_gcm()
                                                                   : NULL;
    if (!cipher) return TLSBENCH_NOT_OFFERED;
    *context = EVP_CIPHER_CTX_new();
    return status(*context && EVP_CipherInit_ex(*context, cipher, NULL, key, NULL, 1));
}

static int protect(void *context, int seals, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                 uint8_t *record, size_t length) {
    int written;
    return EVP_CipherInit_ex(context, NULL, NULL, NULL, nonce, seals) &&
           (seals || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, record + length)) &&
           (additional_length == 0 || EVP_CipherUpdate(context, NULL, &written, additional, (int)additional_length)) &&
           EVP_CipherUpdate(context, record, &written, record, (int)length);
}

static tlsbench_status aead_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    int written;
#ifdef UNDOCUMENTED
    return 17;
#endif
#ifdef CRASHES
    *(volatile int *)8 = 1;
#endif
#ifdef EXITS
    exit(3);
#endif
#ifdef LEAVES
    _exit(4);
#endif
#ifdef HANGS
    for (;;) pause();
#endif
#ifdef PRINTS
    printf("sealing %zu\n", length);
#endif
#ifdef CRASHES_LATER
    /* Behind verification, and in a few batches of a measurement. */
    static int calls;
    if (++calls > 20000) abort();
#endif
    return status(protect(context, 1, nonce, additional, additional_length, record, length) &&
                  EVP_CipherFinal_ex(context, record + length, &written) &&
                  EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, record + length)
#ifdef WRONG
                  && (record[length] ^= 1, 1)
#endif
    );
}

static tlsbench_status aead_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    int written;
    if (!protect(context, 0, nonce, additional, additional_length, record, length)) return TLSBENCH_LIBRARY_ERROR;
    return EVP_CipherFinal_ex(context, record + length, &written) ? TLSBENCH_OK : TLSBENCH_BAD_TAG;
}

static void aead_free(void *context) { EVP_CIPHER_CTX_free(context); }

static tlsbench_status share_new(tlsbench_group group, void **share) {
    if (group != TLSBENCH_X25519) return TLSBENCH_NOT_OFFERED;
    *share = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
    return status(*share != NULL);
}

static tlsbench_status share_public(const void *share, uint8_t *output) {
    size_t length = 32;
    return status(EVP_PKEY_get_raw_public_key(share, output, &length));
}

static tlsbench_status share_agree(void *share, const uint8_t *peer, size_t length, uint8_t *secret) {
    size_t written = 32;
    EVP_PKEY *key = length == 32 ? EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, peer, length) : NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(share, NULL);
    int result = key && context && EVP_PKEY_derive_init(context) == 1 && EVP_PKEY_derive_set_peer(context, key) == 1 &&
                 EVP_PKEY_derive(context, secret, &written) == 1;
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(key);
    return result ? TLSBENCH_OK : TLSBENCH_INVALID_PUBLIC_VALUE;
}

static void share_free(void *share) { EVP_PKEY_free(share); }

static tlsbench_status rsa_key(const tlsbench_rsa_components *parts, int selection, void **key) {
    const char *names[] = {"n", "e", "d", "rsa-factor1", "rsa-factor2", "rsa-exponent1", "rsa-exponent2", "rsa-coefficient1"};
    const tlsbench_octets *numbers = &parts->n;
    BIGNUM *made[8] = {0};
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    for (int place = 0; place < 8 && numbers[place].length > 0; place++) {
        made[place] = BN_bin2bn(numbers[place].octets, (int)numbers[place].length, NULL);
        OSSL_PARAM_BLD_push_BN(builder, names[place], made[place]);
    }
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    EVP_PKEY *built = NULL;
    int result = EVP_PKEY_fromdata_init(context) == 1 && EVP_PKEY_fromdata(context, &built, selection, parameters) == 1;
    EVP_PKEY_CTX_free(context);
    if (result && selection == EVP_PKEY_KEYPAIR) {
        context = EVP_PKEY_CTX_new(built, NULL);
        result = EVP_PKEY_pairwise_check(context) == 1;
        EVP_PKEY_CTX_free(context);
    }
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    for (int place = 0; place < 8; place++) BN_clear_free(made[place]);
    if (!result) EVP_PKEY_free(built);
    *key = result ? built : NULL;
    return result ? TLSBENCH_OK : TLSBENCH_INVALID_KEY;
}

static tlsbench_status rsa_public_new(tlsbench_octets n, tlsbench_octets e, void **key) {
    tlsbench_rsa_components parts = {.n = n, .e = e};
    return rsa_key(&parts, EVP_PKEY_PUBLIC_KEY, key);
}

static tlsbench_status rsa_private_new(const tlsbench_rsa_components *parts, void **key) {
    return rsa_key(parts, EVP_PKEY_KEYPAIR, key);
}

static void rsa_free(void *key) { EVP_PKEY_free(key); }

static tlsbench_status rsa_encrypt(void *key, const uint8_t *premaster, uint8_t *ciphertext) {
    size_t written = (size_t)EVP_PKEY_get_size(key);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
    int result = EVP_PKEY_encrypt_init(context) == 1 && EVP_PKEY_encrypt(context, ciphertext, &written, premaster, 48) == 1;
    EVP_PKEY_CTX_free(context);
    return status(result);
}

/* PKCS#1 v1.5 alone: PSS is not offered. */
static const EVP_MD *digest_for(tlsbench_scheme scheme) {
    return scheme == TLSBENCH_RSA_PKCS1_SHA256 ? EVP_sha256() : scheme == TLSBENCH_RSA_PKCS1_SHA384 ? EVP_sha384() : NULL;
}

static tlsbench_status rsa_sign(void *key, tlsbench_scheme scheme, const uint8_t *message, size_t length,
                                uint8_t *signature) {
    size_t written = (size_t)EVP_PKEY_get_size(key);
    if (!digest_for(scheme)) return TLSBENCH_NOT_OFFERED;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int result = EVP_DigestSignInit(context, NULL, digest_for(scheme), NULL, key) == 1 &&
                 EVP_DigestSign(context, signature, &written, message, length) == 1;
    EVP_MD_CTX_free(context);
    return status(result);
}

static tlsbench_status rsa_verify(void *key, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length) {
    if (!digest_for(scheme)) return TLSBENCH_NOT_OFFERED;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int result = EVP_DigestVerifyInit(context, NULL, digest_for(scheme), NULL, key) == 1 &&
                 EVP_DigestVerify(context, signature, signature_length, message, message_length) == 1;
    EVP_MD_CTX_free(context);
    return result ? TLSBENCH_OK : TLSBENCH_BAD_SIGNATURE;
}

static const char *code_path(const char *what) { return strcmp(what, "rsa") == 0 ? "the test's RSA" : NULL; }

#ifdef STARTS_THREAD
static void *sleeping(void *unused) {
    for (;;) pause();
    return unused;
}
#endif

static tlsbench_status set_up(void) {
#ifdef SET_UP_FAILS
    return 300;
#endif
#ifdef STARTS_THREAD
    pthread_t thread;
    pthread_create(&thread, NULL, sleeping, NULL);
#endif
    return TLSBENCH_OK;
}

static const char *error_text(tlsbench_status code) { return code == 300 ? "no licence\n::error::found" : NULL; }

/* As many as tlsbench reads at most, of which all but one are NULL. */
static const char *const refusals[100] = {"rsa_decrypt_premaster: left out, to be missed"};

#ifndef REFUSAL_COUNT
#define REFUSAL_COUNT 1
#endif
#ifndef VERSION
#define VERSION TLSBENCH_PLUGIN_VERSION
#endif
#ifndef SIZE
#define SIZE sizeof(tlsbench_plugin_table)
#endif

static const tlsbench_plugin_table table = {
    .size = SIZE,
    .version = VERSION,
    .library = "Test",
    .library_version = "1.2.3",
    .refusals = refusals,
    .refusal_count = (size_t)REFUSAL_COUNT,
    .set_up = set_up,
    .code_path = code_path,
    .error_text = error_text,
    .random = fill,
    .hash_new = hash_new,
    .hash_copy = hash_copy,
    .hash_update = hash_update,
    .hash_digest = hash_digest,
    .hash_free = hash_free,
    .hmac_new = hmac_new,
    .hmac_update = hmac_update,
    .hmac_final = hmac_final,
    .hmac_free = hmac_free,
    .aead_new = aead_new,
    .aead_seal = aead_seal,
#ifndef ABSENT
    .aead_open = aead_open,
#endif
    .aead_free = aead_free,
    .share_new = share_new,
    .share_public = share_public,
    .share_agree = share_agree,
    .share_free = share_free,
#ifndef WITHOUT_RSA
    .rsa_bits_minimum = 2048,
    .rsa_bits_maximum = 8192,
    .rsa_exponent_bits_maximum = 64,
    .rsa_public_new = rsa_public_new,
    .rsa_encrypt = rsa_encrypt,
    .rsa_verify = rsa_verify,
    .rsa_public_free = rsa_free,
    .rsa_private_new = rsa_private_new,
    .rsa_sign = rsa_sign,
    .rsa_private_free = rsa_free,
#endif
};

#ifndef NO_ENTRY
const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    (void)host_version;
#ifdef DECLINES
    return NULL;
#endif
    return &table;
}
#endif
