/* SHA-256 and SHA-384 as a transcript uses them, HMAC, and what is made of it: HKDF and the PRF. */
#include "check.h"

static const tlsbench_hash hashes[] = {TLSBENCH_SHA256, TLSBENCH_SHA384};

static size_t length_of(tlsbench_hash hash) { return hash == TLSBENCH_SHA384 ? 48 : 32; }

/* ── Hashes ── */

/* "Examples with Intermediate Values" for FIPS 180-4: none, one block, two blocks. */
static const struct {
    tlsbench_hash hash;
    const char *message, *digest;
} examples[] = {
    {TLSBENCH_SHA256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {TLSBENCH_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {TLSBENCH_SHA256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {TLSBENCH_SHA384, "abc",
     "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
    {TLSBENCH_SHA384,
     "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039"},
};

static int has_hash(tlsbench_hash hash) {
    void *context = NULL;
    tlsbench_status status = plugin->hash_new(hash, &context);
    if (status == TLSBENCH_OK) plugin->hash_free(context);
    fact(status == TLSBENCH_OK || status == TLSBENCH_NOT_OFFERED, "hash %d: status %d", hash, status);
    return status == TLSBENCH_OK;
}

static void digest(const tlsbench_plugin_table *table, tlsbench_hash hash, const uint8_t *message, size_t length, size_t cut,
                   uint8_t *output) {
    void *context;
    if (table->hash_new(hash, &context) != TLSBENCH_OK) abort();
    fact(table->hash_update(context, message, cut) == TLSBENCH_OK, "update with %zu octets", cut);
    fact(table->hash_update(context, message + cut, length - cut) == TLSBENCH_OK, "update with %zu octets", length - cut);
    fact(table->hash_digest(context, output) == TLSBENCH_OK, "a digest of %zu octets", length);
    table->hash_free(context);
}

static void check_forks(tlsbench_hash hash) {
    size_t length = length_of(hash);
    uint8_t message[300], first[48], again[48], whole[48];
    arbitrary(message, sizeof message);
    for (size_t cut = 0; cut <= sizeof message; cut += stride) {
        void *context, *copy;
        uint8_t *output = room(length);
        if (plugin->hash_new(hash, &context) != TLSBENCH_OK) abort();
        plugin->hash_update(context, message, cut);
        fact(plugin->hash_digest(context, first) == TLSBENCH_OK, "a digest in the middle");
        fact(plugin->hash_digest(context, again) == TLSBENCH_OK && same(first, again, length), "a second look is the same");
        fact(plugin->hash_copy(context, &copy) == TLSBENCH_OK, "a copy");
        plugin->hash_update(context, message + cut, sizeof message - cut);
        digest(reference, hash, message, sizeof message, 0, whole);
        fact(plugin->hash_digest(context, output) == TLSBENCH_OK && same(output, whole, length),
             "hash %d goes on after a digest at %zu", hash, cut);
        plugin->hash_free(context);
        fact(plugin->hash_digest(copy, again) == TLSBENCH_OK && same(first, again, length),
             "hash %d: a copy is as it was at %zu, when the original is gone", hash, cut);
        plugin->hash_update(copy, message, sizeof message);
        plugin->hash_free(copy);
        room_free(output, length, "hash_digest");
    }
}

void check_hashes(void) {
    void *context;
    fact(plugin->hash_new(99, &context) == TLSBENCH_NOT_OFFERED, "hash 99 is not offered");
    if (!has_hash(TLSBENCH_SHA384)) absent("sha384");
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        if (!has_hash(examples[i].hash)) continue;
        uint8_t output[48], *expected = octets_of(examples[i].digest, NULL);
        size_t length = strlen(examples[i].message);
        digest(plugin, examples[i].hash, (const uint8_t *)examples[i].message, length, length / 2, output);
        fact(same(output, expected, length_of(examples[i].hash)), "FIPS 180-4's digest of '%s'", examples[i].message);
        free(expected);
    }
    for (size_t h = 0; h < 2; h++) {
        if (!has_hash(hashes[h])) continue;
        check_forks(hashes[h]);
        for (size_t length = 0; length <= 16384; length = length < 1100 ? length + stride : length + 15284) {
            uint8_t message[16384], left[48], right[48];
            arbitrary(message, length);
            uint8_t *exact = copy_of(message, length);
            digest(plugin, hashes[h], exact, length, length / 3, left);
            digest(reference, hashes[h], message, length, 0, right);
            fact(same(left, right, length_of(hashes[h])), "hash %d of %zu octets agrees", hashes[h], length);
            free(exact);
        }
    }
}

/* ── HMAC ── */

/* RFC 4231 section 4.3, and section 4.7, whose key is longer than a block: 131 octets of AA. */
static const struct {
    tlsbench_hash hash;
    const char *key, *message, *mac;
} macs[] = {
    {TLSBENCH_SHA256, "Jefe", "what do ya want for nothing?",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
    {TLSBENCH_SHA384, "Jefe", "what do ya want for nothing?",
     "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"},
    {TLSBENCH_SHA256, NULL, "Test Using Larger Than Block-Size Key - Hash Key First",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    {TLSBENCH_SHA384, NULL, "Test Using Larger Than Block-Size Key - Hash Key First",
     "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952"},
};

static void *mac_of(const tlsbench_plugin_table *table, tlsbench_hash hash, const uint8_t *key, size_t length) {
    void *context = NULL;
    uint8_t *exact = copy_of(key, length);
    tlsbench_status status = table->hmac_new(hash, length == 0 ? NULL : exact, length, &context);
    free(exact);
    fact(status == TLSBENCH_OK, "a MAC with a key of %zu octets", length);
    if (status != TLSBENCH_OK) abort();
    return context;
}

static void check_mac_agreement(tlsbench_hash hash) {
    uint8_t key[300], message[16384], left[48], right[48];
    arbitrary(key, sizeof key);
    for (size_t length = 0; length <= 300; length += length < 140 ? stride : 53) {
        void *one = mac_of(plugin, hash, key, length), *other = mac_of(reference, hash, key, length);
        /* The second message is another one: the key alone stays. */
        for (size_t turn = 0; turn < 2; turn++) {
            arbitrary(message, 77);
            plugin->hmac_update(one, message, 77);
            reference->hmac_update(other, message, 77);
            fact(plugin->hmac_final(one, left) == TLSBENCH_OK && reference->hmac_final(other, right) == TLSBENCH_OK &&
                     same(left, right, length_of(hash)),
                 "HMAC %d with a key of %zu octets agrees, message %zu", hash, length, turn);
        }
        plugin->hmac_free(one);
        reference->hmac_free(other);
    }
    void *one = mac_of(plugin, hash, key, 48), *other = mac_of(reference, hash, key, 48);
    for (size_t length = 0; length <= 16384; length = length < 1100 ? length + stride : length + 15284) {
        arbitrary(message, length);
        uint8_t *exact = copy_of(message, length), *output = room(length_of(hash));
        plugin->hmac_update(one, exact, length / 2);
        plugin->hmac_update(one, exact + length / 2, length - length / 2);
        reference->hmac_update(other, message, length);
        fact(plugin->hmac_final(one, output) == TLSBENCH_OK && reference->hmac_final(other, right) == TLSBENCH_OK &&
                 same(output, right, length_of(hash)),
             "HMAC %d of %zu octets agrees, under a key that is used again", hash, length);
        room_free(output, length_of(hash), "hmac_final");
        free(exact);
    }
    plugin->hmac_free(one);
    reference->hmac_free(other);
}

/* RFC 5869 appendix A.1. */
static void check_hkdf(void) {
    uint8_t prk[32], block[64], input[22], salt[13];
    memset(input, 0x0b, sizeof input);
    for (size_t i = 0; i < sizeof salt; i++) salt[i] = (uint8_t)i;
    void *mac = mac_of(plugin, TLSBENCH_SHA256, salt, sizeof salt);
    plugin->hmac_update(mac, input, sizeof input);
    plugin->hmac_final(mac, prk);
    plugin->hmac_free(mac);
    uint8_t *expected = octets_of("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5", NULL);
    fact(same(prk, expected, 32), "RFC 5869's PRK");
    free(expected);
    static const uint8_t info[] = {0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9};
    mac = mac_of(plugin, TLSBENCH_SHA256, prk, sizeof prk);
    for (uint8_t i = 1; i <= 2; i++) {
        if (i > 1) plugin->hmac_update(mac, block, 32);
        plugin->hmac_update(mac, info, sizeof info);
        plugin->hmac_update(mac, &i, 1);
        plugin->hmac_final(mac, block + 32 * (i - 1));
    }
    plugin->hmac_free(mac);
    expected = octets_of("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865", NULL);
    fact(same(block, expected, 42), "RFC 5869's OKM");
    free(expected);
}

/* ── PRF ── */

/* From the IETF's TLS list, message 03416. */
static const struct {
    tlsbench_hash hash;
    const char *secret, *seed, *output;
} derivations[] = {
    {TLSBENCH_SHA256, "9bbe436ba940f017b17652849a71db35", "a0ba9f936cda311827a6f796ffd5198c",
     "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797"
     "c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66"},
    {TLSBENCH_SHA384, "b80b733d6ceefcdc71566ea48e5567df", "cd665cf6a8447dd6ff8b27555edb7465",
     "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c9146a0e534cb400fed2700884f9dc2"
     "36f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d9184259b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236"
     "a3e52655c9e9aee691c8f3a26854308d5eaa3be85e0990703d73e56f"},
};

static void check_prf(void) {
    const uint8_t *label = (const uint8_t *)"test label";
    for (size_t i = 0; i < sizeof derivations / sizeof *derivations; i++) {
        tlsbench_hash hash = derivations[i].hash;
        if (!has_hash(hash)) continue;
        size_t secret_length, seed_length, length;
        uint8_t *secret = octets_of(derivations[i].secret, &secret_length), *seed = octets_of(derivations[i].seed, &seed_length);
        uint8_t *expected = octets_of(derivations[i].output, &length);
        for (size_t wanted = 0; wanted <= length; wanted += wanted == 0 ? 1 : stride) {
            uint8_t *output = room(wanted);
            /* Twice: nothing of a call stays for the next. */
            for (size_t turn = 0; turn < 2; turn++)
                fact(plugin->prf(hash, secret, secret_length, label, 10, seed, seed_length, output, wanted) == TLSBENCH_OK &&
                         same(output, expected, wanted),
                     "the first %zu octets of PRF %d, time %zu", wanted, hash, turn);
            room_free(output, wanted, "prf");
        }
        free(secret);
        free(seed);
        free(expected);
        /* Secrets of other lengths, from none to more than two blocks, against the reference. */
        uint8_t long_secret[300], other_seed[300], left[100], right[100];
        arbitrary(long_secret, sizeof long_secret);
        arbitrary(other_seed, sizeof other_seed);
        for (size_t n = 0; reference->prf != NULL && n <= 300; n += n < 4 ? 1 : 37)
            fact(plugin->prf(hash, long_secret, n, label, 10, other_seed, 77, left, 100) == TLSBENCH_OK &&
                     reference->prf(hash, long_secret, n, label, 10, other_seed, 77, right, 100) == TLSBENCH_OK &&
                     same(left, right, 100),
                 "PRF %d with a secret of %zu octets agrees", hash, n);
        for (size_t n = 0; reference->prf != NULL && n <= 300; n += 25)
            fact(plugin->prf(hash, long_secret, 48, label, 10, other_seed, n, left, 100) == TLSBENCH_OK &&
                     reference->prf(hash, long_secret, 48, label, 10, other_seed, n, right, 100) == TLSBENCH_OK &&
                     same(left, right, 100),
                 "PRF %d with a seed of %zu octets agrees", hash, n);
    }
    uint8_t output[16];
    fact(plugin->prf(99, label, 10, label, 10, label, 10, output, 16) == TLSBENCH_NOT_OFFERED, "a PRF of hash 99 is not offered");
}

void check_macs(void) {
    void *context;
    uint8_t long_key[131];
    memset(long_key, 0xAA, sizeof long_key);
    fact(plugin->hmac_new(99, long_key, 4, &context) == TLSBENCH_NOT_OFFERED, "HMAC with hash 99 is not offered");
    for (size_t i = 0; i < sizeof macs / sizeof *macs; i++) {
        if (!has_hash(macs[i].hash)) continue;
        const uint8_t *key = macs[i].key == NULL ? long_key : (const uint8_t *)macs[i].key;
        void *mac = mac_of(plugin, macs[i].hash, key, macs[i].key == NULL ? sizeof long_key : strlen(macs[i].key));
        uint8_t output[48], *expected = octets_of(macs[i].mac, NULL);
        for (size_t cut = 0; cut < 3; cut++) {
            plugin->hmac_update(mac, (const uint8_t *)macs[i].message, cut);
            plugin->hmac_update(mac, (const uint8_t *)macs[i].message + cut, strlen(macs[i].message) - cut);
            plugin->hmac_final(mac, output);
            fact(same(output, expected, length_of(macs[i].hash)), "RFC 4231's MAC %zu, time %zu", i, cut);
        }
        plugin->hmac_free(mac);
        free(expected);
    }
    check_hkdf();
    for (size_t h = 0; h < 2; h++)
        if (has_hash(hashes[h])) check_mac_agreement(hashes[h]);
    if (plugin->prf != NULL)
        check_prf();
    else
        absent("prf (made of HMAC)");
}
