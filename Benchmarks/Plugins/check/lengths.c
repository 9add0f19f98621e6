/* RSA with keys of other lengths than 2,048 bits, against the other plug-in. */
#include "lengths.h"

#include "check.h"

enum { PREMASTER = 48 };

struct pair {
    void *public_key, *private_key;
};

static struct pair pair_of(const tlsbench_plugin_table *table, const tlsbench_rsa_components *components) {
    struct pair pair = {NULL, NULL};
    tlsbench_status public_status = table->rsa_public_new(components->n, components->e, &pair.public_key);
    tlsbench_status private_status = table->rsa_private_new(components, &pair.private_key);
    fact(public_status == TLSBENCH_OK && private_status == TLSBENCH_OK, "a key of %zu octets: status %d and %d",
         components->n.length, public_status, private_status);
    if (pair.public_key == NULL || pair.private_key == NULL) abort();
    return pair;
}

static void pair_free(const tlsbench_plugin_table *table, struct pair pair) {
    table->rsa_public_free(pair.public_key);
    table->rsa_private_free(pair.private_key);
}

static void check_signatures(struct pair own, struct pair other, size_t length) {
    static const tlsbench_scheme schemes[] = {TLSBENCH_RSA_PKCS1_SHA256, TLSBENCH_RSA_PKCS1_SHA384, TLSBENCH_RSA_PSS_SHA256,
                                              TLSBENCH_RSA_PSS_SHA384};
    uint8_t message[20];
    for (size_t i = 0; i < 4; i++) {
        uint8_t *mine = room(length), *theirs = room(length);
        arbitrary(message, sizeof message);
        fact(plugin->rsa_sign(own.private_key, schemes[i], message, sizeof message, mine) == TLSBENCH_OK &&
                 reference->rsa_verify(other.public_key, schemes[i], message, sizeof message, mine, length) == TLSBENCH_OK,
             "%zu octets, scheme %x: the other one verifies", length, (unsigned)schemes[i]);
        fact(reference->rsa_sign(other.private_key, schemes[i], message, sizeof message, theirs) == TLSBENCH_OK &&
                 plugin->rsa_verify(own.public_key, schemes[i], message, sizeof message, theirs, length) == TLSBENCH_OK,
             "%zu octets, scheme %x: it verifies the other's", length, (unsigned)schemes[i]);
        room_free(mine, length, "rsa_sign");
        room_free(theirs, length, "rsa_sign");
    }
}

/* `premaster` has to come out of a ciphertext, or what was there before. */
static int decrypts(const tlsbench_plugin_table *table, void *key, const uint8_t *ciphertext, size_t length,
                    const uint8_t *premaster) {
    uint8_t output[PREMASTER];
    memset(output, 0xA5, sizeof output);
    return table->rsa_decrypt_premaster(key, ciphertext, length, 0x0303, output) == TLSBENCH_OK &&
           same(output, premaster, PREMASTER);
}

static void check_premasters(struct pair own, struct pair other, size_t length) {
    uint8_t premaster[PREMASTER], kept[PREMASTER], *ciphertext = room(length);
    memset(kept, 0xA5, sizeof kept);
    arbitrary(premaster, sizeof premaster);
    premaster[0] = premaster[1] = 3;
    fact(plugin->rsa_encrypt(own.public_key, premaster, ciphertext) == TLSBENCH_OK &&
             decrypts(reference, other.private_key, ciphertext, length, premaster),
         "%zu octets: the other one decrypts", length);
    fact(reference->rsa_encrypt(other.public_key, premaster, ciphertext) == TLSBENCH_OK, "a ciphertext");
    if (plugin->rsa_decrypt_premaster != NULL) {
        fact(decrypts(plugin, own.private_key, ciphertext, length, premaster), "%zu octets: it decrypts the other's", length);
        ciphertext[length - 1] ^= 1;
        fact(decrypts(plugin, own.private_key, ciphertext, length, kept), "%zu octets, altered: the caller's stay", length);
    }
    room_free(ciphertext, length, "rsa_encrypt");
}

void check_lengths(void) {
    static const uint8_t exponent[3] = {1, 0, 1};
    for (size_t i = 0; i < sizeof rsa_keys / sizeof *rsa_keys; i++) {
        const char *const digits[7] = {rsa_keys[i].n,  rsa_keys[i].d,  rsa_keys[i].p,   rsa_keys[i].q,
                                       rsa_keys[i].dp, rsa_keys[i].dq, rsa_keys[i].qinv};
        tlsbench_rsa_components components = {.e = {exponent, sizeof exponent}};
        tlsbench_octets *const numbers[7] = {&components.n,  &components.d,  &components.p,   &components.q,
                                             &components.dp, &components.dq, &components.qinv};
        uint8_t *octets[7];
        for (size_t k = 0; k < 7; k++) {
            octets[k] = octets_of(digits[k], &numbers[k]->length);
            numbers[k]->octets = octets[k];
        }
        struct pair own = pair_of(plugin, &components), other = pair_of(reference, &components);
        check_signatures(own, other, components.n.length);
        check_premasters(own, other, components.n.length);
        pair_free(plugin, own);
        pair_free(reference, other);
        for (size_t k = 0; k < 7; k++) free(octets[k]);
    }
}
