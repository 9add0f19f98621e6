/* Ephemeral key exchange: curves, fields, and ML-KEM-768. */
#include "check.h"

/* `generator`: a peer's value with which the secret is the public value itself, as far as the secret goes. */
static const struct exchange {
    tlsbench_group group;
    const char *name, *generator;
    size_t public_length, secret_length;
} exchanges[] = {
    /* RFC 7748 section 4.1; SEC 2 section 2.4.2. */
    {TLSBENCH_X25519, "x25519", "0900000000000000000000000000000000000000000000000000000000000000", 32, 32},
    {TLSBENCH_SECP256R1, "secp256r1",
     "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb640"
     "6837bf51f5",
     65, 32},
    {TLSBENCH_FFDHE2048, "ffdhe2048", NULL, 256, 256},
    {TLSBENCH_FFDHE3072, "ffdhe3072", NULL, 384, 384},
};

static void *share_of(const tlsbench_plugin_table *table, tlsbench_group group) {
    void *share = NULL;
    tlsbench_status status = table->share_new(group, &share);
    fact(status == TLSBENCH_OK || status == TLSBENCH_NOT_OFFERED, "group %d: status %d", group, status);
    return status == TLSBENCH_OK ? share : NULL;
}

static void refuses(void *share, const struct exchange *e, const uint8_t *value, size_t length, const char *fault) {
    uint8_t *exact = copy_of(value, length), *secret = room(e->secret_length);
    tlsbench_status status = plugin->share_agree(share, length == 0 ? NULL : exact, length, secret);
    fact(status == TLSBENCH_INVALID_PUBLIC_VALUE, "%s refuses %s: status %d", e->name, fault, status);
    room_free(secret, e->secret_length, e->name);
    free(exact);
}

static void refuses_digits(void *share, const struct exchange *e, const char *digits, const char *fault) {
    size_t length;
    uint8_t *value = octets_of(digits, &length);
    refuses(share, e, value, length, fault);
    free(value);
}

/* RFC 7748 section 7: points whose order divides 8. */
static const char *const low_order[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

static void check_points(void *share, const struct exchange *e, const uint8_t *good) {
    uint8_t value[66];
    memcpy(value, good, 65);
    value[64] ^= 1;
    refuses(share, e, value, 65, "a point off the curve");
    value[64] ^= 1;
    value[0] = 6 | (good[64] & 1);
    refuses(share, e, value, 65, "a hybrid point");
    value[0] = 2 | (good[64] & 1);
    refuses(share, e, value, 33, "a compressed point");
    refuses_digits(share, e, "00", "infinity");
    memset(value, 0, sizeof value);
    value[0] = 4;
    refuses(share, e, value, 65, "zeros");
    uint8_t *prime = octets_of("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", NULL);
    memcpy(value, good, 65);
    memcpy(value + 1, prime, 32);
    refuses(share, e, value, 65, "a coordinate that is not below p");
    /* The point with x = 0, which is on the curve, has a second form with x = p. */
    uint8_t *zero = octets_of("66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4", NULL);
    memset(value + 1, 0, 32);
    memcpy(value + 33, zero, 32);
    uint8_t secret[32];
    fact(plugin->share_agree(share, value, 65, secret) == TLSBENCH_OK, "%s takes the point with x = 0", e->name);
    memcpy(value + 1, prime, 32);
    refuses(share, e, value, 65, "the point with x = 0, written as p");
    free(prime);
    free(zero);
}

/* Numbers that are not between 1 and p - 1. */
static void check_numbers(void *share, const struct exchange *e, const uint8_t *prime) {
    size_t length = e->public_length;
    uint8_t value[385];
    refuses_digits(share, e, "00", "zero, as one octet");
    refuses_digits(share, e, "01", "one, as one octet");
    memset(value, 0, sizeof value);
    refuses(share, e, value, length, "zero");
    value[length - 1] = 1;
    refuses(share, e, value, length, "one");
    memcpy(value, prime, length);
    refuses(share, e, value, length, "p");
    value[length - 1]--;
    refuses(share, e, value, length, "p - 1");
    memset(value, 0xFF, length);
    refuses(share, e, value, length, "more than p");
    value[0] = 1;
    memcpy(value + 1, prime, length);
    refuses(share, e, value, length + 1, "more than p, and longer");
}

/* RFC 7919 appendix A, without the 64 bits of ones at each end. */
static const char middle_2048[] =
    "adf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fbcc939dce249b3ef97d2fe363630c75d8f681b202aec4617a"
    "d3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935984f0c70e0e68b77e2a689daf3efe8721df158a136ade735"
    "30acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fbb96adab760d7f4681d4f42a3de394df4ae56ede76372bb190b07a7c8ee0a6d70"
    "9e02fce1cdf7e2ecc03404cd28342f619172fe9ce98583ff8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2"
    "c6f34a26c1b2effa886b423861285c97";
static const char middle_3072[] =
    "adf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fbcc939dce249b3ef97d2fe363630c75d8f681b202aec4617a"
    "d3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935984f0c70e0e68b77e2a689daf3efe8721df158a136ade735"
    "30acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fbb96adab760d7f4681d4f42a3de394df4ae56ede76372bb190b07a7c8ee0a6d70"
    "9e02fce1cdf7e2ecc03404cd28342f619172fe9ce98583ff8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2"
    "c6f34a26c1b2effa886b4238611fcfdcde355b3b6519035bbc34f4def99c023861b46fc9d6e6c9077ad91d2691f7f7ee598cb0fac186d91c"
    "aefe130985139270b4130c93bc437944f4fd4452e2d74dd364f2e21e71f54bff5cae82ab9c9df69ee86d2bc522363a0dabc521979b0deada"
    "1dbf9a42d5c4484e0abcd06bfa53ddef3c1b20ee3fd59d7c25e41d2b66c62e37";

static uint8_t *prime_of(const struct exchange *e) {
    char digits[2 * 384 + 1];
    snprintf(digits, sizeof digits, "ffffffffffffffff%sffffffffffffffff", e->public_length == 256 ? middle_2048 : middle_3072);
    return octets_of(digits, NULL);
}

static void write_generator(const struct exchange *e, uint8_t output[384]) {
    memset(output, 0, 384);
    if (e->generator == NULL) {
        output[e->public_length - 1] = 2;
        return;
    }
    uint8_t *octets = octets_of(e->generator, NULL);
    memcpy(output, octets, e->public_length);
    free(octets);
}

/* A secret that begins with a zero is as long as others: one in 256, found by what a share's own public value begins with. */
static void check_leading_zeros(const struct exchange *e) {
    size_t first = e->group == TLSBENCH_SECP256R1;
    uint8_t generator[384], value[384], secret[384];
    write_generator(e, generator);
    for (size_t i = 0; i < 5000; i++) {
        void *share = share_of(plugin, e->group);
        if (share == NULL || plugin->share_public(share, value) != TLSBENCH_OK) abort();
        int is_found = value[first] == 0;
        if (is_found)
            fact(plugin->share_agree(share, generator, e->public_length, secret) == TLSBENCH_OK &&
                     same(secret, value + first, e->secret_length),
                 "%s: a secret that begins with a zero", e->name);
        plugin->share_free(share);
        if (is_found) return;
    }
    fact(0, "%s: of 5,000 public values one begins with a zero", e->name);
}

static void check_shares(const struct exchange *e) {
    void *left = share_of(plugin, e->group), *right = share_of(reference, e->group);
    if (left == NULL) {
        absent(e->name);
        if (right != NULL) reference->share_free(right);
        return;
    }
    size_t length = e->public_length;
    uint8_t *mine = room(length), *theirs = room(length), *one = room(e->secret_length), *other = room(e->secret_length);
    fact(plugin->share_public(left, mine) == TLSBENCH_OK, "%s: a public value", e->name);
    fact(reference->share_public(right, theirs) == TLSBENCH_OK, "%s: a public value of the reference", e->name);
    /* Twice: a share may be used again. */
    for (size_t turn = 0; turn < 2; turn++)
        fact(plugin->share_agree(left, theirs, length, one) == TLSBENCH_OK &&
                 reference->share_agree(right, mine, length, other) == TLSBENCH_OK && same(one, other, e->secret_length),
             "%s: the same secret on both sides, time %zu", e->name, turn);
    uint8_t generator[384];
    write_generator(e, generator);
    /* x alone of a point. */
    fact(plugin->share_agree(left, generator, length, one) == TLSBENCH_OK &&
             same(one, mine + (e->group == TLSBENCH_SECP256R1), e->secret_length),
         "%s: with the generator the secret is the public value", e->name);
    refuses(left, e, NULL, 0, "nothing");
    refuses(left, e, theirs, length - 1, "an octet less");
    uint8_t longer[385] = {0};
    memcpy(longer, theirs, length);
    refuses(left, e, longer, length + 1, "an octet more");
    if (e->group == TLSBENCH_X25519) {
        for (size_t i = 0; i < sizeof low_order / sizeof *low_order; i++)
            refuses_digits(left, e, low_order[i], "a point of low order");
        uint8_t high[32];
        memcpy(high, theirs, 32);
        high[31] |= 0x80;
        plugin->share_agree(left, theirs, 32, other);
        /* RFC 7748 section 5. */
        fact(plugin->share_agree(left, high, 32, one) == TLSBENCH_OK && same(one, other, 32), "x25519 masks the highest bit");
    } else if (e->group == TLSBENCH_SECP256R1)
        check_points(left, e, theirs);
    else {
        uint8_t *prime = prime_of(e);
        check_numbers(left, e, prime);
        free(prime);
    }
    void *next = share_of(plugin, e->group);
    if (next == NULL) abort();
    plugin->share_public(next, theirs);
    fact(!same(mine, theirs, length), "%s: another share has another public value", e->name);
    plugin->share_free(next);
    plugin->share_free(left);
    reference->share_free(right);
    room_free(mine, length, "share_public");
    room_free(theirs, length, "share_public");
    room_free(one, e->secret_length, "share_agree");
    room_free(other, e->secret_length, "share_agree");
}

static void check_kem(void) {
    enum { KEY = 1184, CIPHERTEXT = 1088 };
    void *pair = NULL;
    uint8_t *key = room(KEY), *ciphertext = room(CIPHERTEXT), *left = room(32), *right = room(32);
    fact(plugin->kem_new(TLSBENCH_X25519, &pair) == TLSBENCH_NOT_OFFERED, "a key pair of x25519 is not a KEM's");
    if (plugin->kem_new(TLSBENCH_MLKEM768, &pair) != TLSBENCH_OK) abort();
    fact(plugin->kem_public(pair, key) == TLSBENCH_OK, "an encapsulation key");
    fact(plugin->kem_encapsulate(TLSBENCH_MLKEM768, key, KEY, ciphertext, left) == TLSBENCH_OK &&
             plugin->kem_decapsulate(pair, ciphertext, CIPHERTEXT, right) == TLSBENCH_OK && same(left, right, 32),
         "the secret that was encapsulated");
    ciphertext[0] ^= 1;
    fact(plugin->kem_decapsulate(pair, ciphertext, CIPHERTEXT, right) == TLSBENCH_OK && !same(left, right, 32),
         "another secret, and no error, for an altered ciphertext");
    fact(plugin->kem_decapsulate(pair, ciphertext, CIPHERTEXT - 1, right) == TLSBENCH_OUT_OF_RANGE, "a short ciphertext");
    key[1] |= 0x0F;
    key[0] = 0xFF;
    fact(plugin->kem_encapsulate(TLSBENCH_MLKEM768, key, KEY, ciphertext, left) == TLSBENCH_INVALID_PUBLIC_VALUE,
         "a coefficient that is not below q is refused");
    fact(plugin->kem_encapsulate(TLSBENCH_MLKEM768, key, KEY - 1, ciphertext, left) == TLSBENCH_INVALID_PUBLIC_VALUE,
         "a short encapsulation key is refused");
    plugin->kem_free(pair);
    room_free(key, KEY, "kem_public");
    room_free(ciphertext, CIPHERTEXT, "kem_encapsulate");
    room_free(left, 32, "kem_encapsulate");
    room_free(right, 32, "kem_decapsulate");
}

void check_exchange(void) {
    if (plugin->share_new != NULL) {
        void *share;
        fact(plugin->share_new(0x0018, &share) == TLSBENCH_NOT_OFFERED, "secp384r1 is not offered");
        for (size_t i = 0; i < sizeof exchanges / sizeof *exchanges; i++) check_shares(&exchanges[i]);
        /* Some thousand shares: not under valgrind. X25519's secrets have no other length. */
        for (size_t i = 1; i < 3 && stride == 1; i++) {
            void *probe = share_of(plugin, exchanges[i].group);
            if (probe == NULL) continue;
            plugin->share_free(probe);
            check_leading_zeros(&exchanges[i]);
        }
    }
    if (plugin->kem_new != NULL) check_kem();
}
