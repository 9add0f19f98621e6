/* Several threads at once, each with objects of its own. */
#include <threads.h>

#include "check.h"

enum { THREADS = 4, ROUNDS = 8 };

static int uses_hashes(void) {
    uint8_t first[32], second[32], message[100] = {7};
    void *hash = NULL, *mac = NULL;
    int failures = plugin->hash_new(TLSBENCH_SHA256, &hash) != TLSBENCH_OK ||
                   plugin->hmac_new(TLSBENCH_SHA256, message, 32, &mac) != TLSBENCH_OK;
    if (failures) return failures;
    failures += plugin->hash_update(hash, message, sizeof message) != TLSBENCH_OK ||
                plugin->hash_digest(hash, first) != TLSBENCH_OK || plugin->hash_digest(hash, second) != TLSBENCH_OK ||
                !same(first, second, 32);
    for (size_t i = 0; i < 2; i++)
        failures += plugin->hmac_update(mac, message, sizeof message) != TLSBENCH_OK ||
                    plugin->hmac_final(mac, i == 0 ? first : second) != TLSBENCH_OK;
    failures += !same(first, second, 32) || plugin->random(first, 32) != TLSBENCH_OK;
    plugin->hash_free(hash);
    plugin->hmac_free(mac);
    const uint8_t *label = (const uint8_t *)"key expansion";
    if (plugin->prf != NULL)
        failures += plugin->prf(TLSBENCH_SHA256, message, 48, label, 13, message, 64, first, 32) != TLSBENCH_OK ||
                    plugin->prf(TLSBENCH_SHA256, message, 48, label, 13, message, 64, second, 32) != TLSBENCH_OK ||
                    !same(first, second, 32);
    return failures;
}

static int uses_records(tlsbench_aead algorithm, size_t key_length) {
    /* With room behind the tag: check_records looks whether that is written to. */
    uint8_t key[32] = {1}, nonce[12] = {2}, record[500 + 16 + 32] = {3}, before[500];
    void *aead = NULL;
    if (plugin->aead_new == NULL || plugin->aead_new(algorithm, key, key_length, &aead) != TLSBENCH_OK) return 0;
    memcpy(before, record, sizeof before);
    int failures = plugin->aead_seal(aead, nonce, key, 13, record, sizeof before) != TLSBENCH_OK ||
                   plugin->aead_open(aead, nonce, key, 13, record, sizeof before) != TLSBENCH_OK ||
                   !same(record, before, sizeof before);
    plugin->aead_free(aead);
    return failures;
}

static int uses_shares(tlsbench_group group, size_t public_length, size_t secret_length) {
    uint8_t values[2][384], secrets[2][384];
    void *shares[2] = {NULL, NULL};
    if (plugin->share_new == NULL || plugin->share_new(group, &shares[0]) != TLSBENCH_OK) return 0;
    int failures = plugin->share_new(group, &shares[1]) != TLSBENCH_OK;
    if (failures) return failures;
    for (size_t i = 0; i < 2; i++) failures += plugin->share_public(shares[i], values[i]) != TLSBENCH_OK;
    for (size_t i = 0; i < 2; i++)
        failures += plugin->share_agree(shares[i], values[1 - i], public_length, secrets[i]) != TLSBENCH_OK;
    failures += !same(secrets[0], secrets[1], secret_length);
    for (size_t i = 0; i < 2; i++) plugin->share_free(shares[i]);
    return failures;
}

static int use(void *unused) {
    (void)unused;
    int failures = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        failures += uses_hashes() + uses_records(TLSBENCH_AES_128_GCM, 16) + uses_records(TLSBENCH_CHACHA20_POLY1305, 32);
        failures += uses_shares(TLSBENCH_X25519, 32, 32) + uses_shares(TLSBENCH_SECP256R1, 65, 32);
    }
    return failures + uses_shares(TLSBENCH_FFDHE2048, 256, 256);
}

void check_threads(int (*function)(void *), void *argument, const char *what) {
    thrd_t threads[THREADS];
    int failures = 0;
    for (size_t i = 0; i < THREADS; i++)
        if (thrd_create(&threads[i], function, argument) != thrd_success) abort();
    for (size_t i = 0; i < THREADS; i++) {
        int result = 0;
        thrd_join(threads[i], &result);
        failures += result;
    }
    fact(failures == 0, "%s by %d threads at once", what, THREADS);
}

void check_objects_of_threads(void) { check_threads(use, NULL, "objects of their own"); }
