/* Keys of certificates: RSA and ECDSA, by several threads too. */
#include "answers.h"
#include "check.h"

enum { MODULUS = 256, PREMASTER = 48 };

/* ── RSA ── */

struct rsa_numbers {
    uint8_t *n, *e, *d, *p, *q, *dp, *dq, *qinv;
};

static struct rsa_numbers numbers(void) {
    return (struct rsa_numbers){
        octets_of(rsa_n, NULL),  octets_of("010001", NULL), octets_of(rsa_d, NULL),  octets_of(rsa_p, NULL),
        octets_of(rsa_q, NULL),  octets_of(rsa_dp, NULL),   octets_of(rsa_dq, NULL), octets_of(rsa_qinv, NULL),
    };
}

static void numbers_free(struct rsa_numbers k) {
    uint8_t *all[] = {k.n, k.e, k.d, k.p, k.q, k.dp, k.dq, k.qinv};
    for (size_t i = 0; i < 8; i++) free(all[i]);
}

static tlsbench_status private_new(const struct rsa_numbers *k, void **key) {
    tlsbench_rsa_components components = {{k->n, 256},  {k->e, 3},    {k->d, 256},  {k->p, 128},
                                          {k->q, 128}, {k->dp, 128}, {k->dq, 128}, {k->qinv, 128}};
    return plugin->rsa_private_new(&components, key);
}

static void check_pairs(void) {
    struct rsa_numbers k = numbers();
    uint8_t *const altered[] = {k.d, k.dp, k.dq, k.qinv, k.p, k.q, k.n, k.e};
    static const char *const names[] = {"d", "dp", "dq", "qinv", "p", "q", "n", "e"};
    for (size_t i = 0; i < 8; i++) {
        void *key = NULL;
        altered[i][1] ^= 0x40;
        tlsbench_status status = private_new(&k, &key);
        fact(status == TLSBENCH_INVALID_KEY, "another %s does not belong to the key: status %d", names[i], status);
        if (status == TLSBENCH_OK) plugin->rsa_private_free(key);
        altered[i][1] ^= 0x40;
    }
    void *key = NULL;
    uint8_t *const p = k.p;
    k.p = k.q;
    fact(private_new(&k, &key) == TLSBENCH_INVALID_KEY, "two times the same prime is no key");
    k.p = p;
    tlsbench_rsa_components shorter = {{k.n, 256},  {k.e, 3},    {k.d, 255},  {k.p, 128},
                                       {k.q, 128}, {k.dp, 128}, {k.dq, 128}, {k.qinv, 128}};
    fact(plugin->rsa_private_new(&shorter, &key) != TLSBENCH_OK, "a private exponent that is shorter than n");
    numbers_free(k);
}

static int decrypts(void *key, const uint8_t *ciphertext, uint16_t version, const uint8_t *expected) {
    uint8_t *premaster = room(PREMASTER);
    memset(premaster, 0xA5, PREMASTER);
    uint8_t *exact = copy_of(ciphertext, MODULUS);
    int holds = plugin->rsa_decrypt_premaster(key, exact, MODULUS, version, premaster) == TLSBENCH_OK &&
                same(premaster, expected, PREMASTER);
    free(exact);
    room_free(premaster, PREMASTER, "rsa_decrypt_premaster");
    return holds;
}

static void check_decryption(void *key) {
    uint8_t *good = octets_of(rsa_ciphertext, NULL), *premaster = octets_of(rsa_premaster, NULL), kept[PREMASTER];
    memset(kept, 0xA5, sizeof kept);
    for (size_t turn = 0; turn < 3; turn++) fact(decrypts(key, good, 0x0303, premaster), "a premaster secret, time %zu", turn);
    for (size_t i = 0; i < sizeof rsa_malformed / sizeof *rsa_malformed; i++) {
        uint8_t *bad = octets_of(rsa_malformed[i].ciphertext, NULL);
        fact(decrypts(key, bad, 0x0303, kept), "%s: the caller's octets stay", rsa_malformed[i].fault);
        free(bad);
    }
    fact(decrypts(key, good, 0x0302, kept) && decrypts(key, good, 0x0203, kept), "another version: the caller's octets stay");
    good[200] ^= 1;
    fact(decrypts(key, good, 0x0303, kept), "an altered ciphertext: the caller's octets stay");
    good[200] ^= 1;
    uint8_t *n = octets_of(rsa_n, NULL), longer[MODULUS + 1] = {0};
    memcpy(longer + 1, good, MODULUS);
    fact(plugin->rsa_decrypt_premaster(key, good, 255, 0x0303, kept) == TLSBENCH_OUT_OF_RANGE, "an octet less");
    fact(plugin->rsa_decrypt_premaster(key, longer, 257, 0x0303, kept) == TLSBENCH_OUT_OF_RANGE, "an octet more");
    fact(plugin->rsa_decrypt_premaster(key, NULL, 0, 0x0303, kept) == TLSBENCH_OUT_OF_RANGE, "nothing");
    fact(plugin->rsa_decrypt_premaster(key, n, MODULUS, 0x0303, kept) == TLSBENCH_OUT_OF_RANGE, "n");
    memset(n, 0xFF, MODULUS);
    fact(plugin->rsa_decrypt_premaster(key, n, MODULUS, 0x0303, kept) == TLSBENCH_OUT_OF_RANGE, "more than n");
    /* 0 and 1 are below n, and no messages. */
    memset(n, 0, MODULUS);
    for (n[MODULUS - 1] = 0; n[MODULUS - 1] < 3; n[MODULUS - 1]++)
        fact(decrypts(key, n, 0x0303, kept), "%u: the caller's octets stay", n[MODULUS - 1]);
    free(n);
    n = octets_of(rsa_n, NULL);
    n[MODULUS - 1]--;
    fact(decrypts(key, n, 0x0303, kept), "n - 1: the caller's octets stay");
    fact(decrypts(key, good, 0x0303, premaster), "a premaster secret after all that");
    free(n);
    free(good);
    free(premaster);
}

static const struct {
    tlsbench_scheme scheme;
    const char *signature;
    int is_pss;
} schemes[] = {
    {TLSBENCH_RSA_PKCS1_SHA256, rsa_pkcs1_sha256, 0},
    {TLSBENCH_RSA_PKCS1_SHA384, rsa_pkcs1_sha384, 0},
    {TLSBENCH_RSA_PSS_SHA256, rsa_pss_sha256, 1},
    {TLSBENCH_RSA_PSS_SHA384, rsa_pss_sha384, 1},
};

static const uint8_t *const message = (const uint8_t *)rsa_message;
static const size_t message_length = sizeof rsa_message - 1;

static void check_verification(void *key) {
    for (size_t i = 0; i < 4; i++) {
        tlsbench_scheme scheme = schemes[i].scheme;
        uint8_t *signature = octets_of(schemes[i].signature, NULL), longer[MODULUS + 1];
        fact(plugin->rsa_verify(key, scheme, message, message_length, signature, MODULUS) == TLSBENCH_OK, "scheme %x verifies",
             (unsigned)scheme);
        for (size_t other = 0; other < 4; other++)
            fact(other == i ||
                     plugin->rsa_verify(key, schemes[other].scheme, message, message_length, signature, MODULUS) ==
                         TLSBENCH_BAD_SIGNATURE,
                 "scheme %x taken for %x", (unsigned)scheme, (unsigned)schemes[other].scheme);
        fact(plugin->rsa_verify(key, scheme, message, message_length - 1, signature, MODULUS) == TLSBENCH_BAD_SIGNATURE,
             "another message");
        fact(plugin->rsa_verify(key, scheme, message, message_length, signature, 255) == TLSBENCH_BAD_SIGNATURE, "an octet less");
        memcpy(longer, signature, MODULUS);
        longer[MODULUS] = 0;
        fact(plugin->rsa_verify(key, scheme, message, message_length, longer, 257) == TLSBENCH_BAD_SIGNATURE, "an octet more");
        longer[0] = 0;
        memcpy(longer + 1, signature, MODULUS);
        fact(plugin->rsa_verify(key, scheme, message, message_length, longer, 257) == TLSBENCH_BAD_SIGNATURE, "a zero before");
        fact(plugin->rsa_verify(key, scheme, message, message_length, NULL, 0) == TLSBENCH_BAD_SIGNATURE, "nothing");
        for (size_t place = 0; place < MODULUS; place += 51) {
            signature[place] ^= 4;
            fact(plugin->rsa_verify(key, scheme, message, message_length, signature, MODULUS) == TLSBENCH_BAD_SIGNATURE,
                 "scheme %x, octet %zu altered", (unsigned)scheme, place);
            signature[place] ^= 4;
        }
        memset(signature, 0, MODULUS);
        fact(plugin->rsa_verify(key, scheme, message, message_length, signature, MODULUS) == TLSBENCH_BAD_SIGNATURE, "zeros");
        memset(signature, 0xFF, MODULUS);
        fact(plugin->rsa_verify(key, scheme, message, message_length, signature, MODULUS) == TLSBENCH_BAD_SIGNATURE,
             "more than n");
        free(signature);
    }
    uint8_t zeros[MODULUS] = {0};
    fact(plugin->rsa_verify(key, TLSBENCH_ECDSA_SECP256R1_SHA256, message, message_length, zeros, MODULUS) ==
             TLSBENCH_BAD_SIGNATURE,
         "a scheme of another key does not verify");
}

static void check_signing(void *key, void *public_key) {
    for (size_t turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < 4; i++) {
            uint8_t *signature = room(MODULUS), *again = room(MODULUS), *expected = octets_of(schemes[i].signature, NULL);
            fact(plugin->rsa_sign(key, schemes[i].scheme, message, message_length, signature) == TLSBENCH_OK &&
                     plugin->rsa_sign(key, schemes[i].scheme, message, message_length, again) == TLSBENCH_OK,
                 "scheme %x signs", (unsigned)schemes[i].scheme);
            if (schemes[i].is_pss)
                fact(!same(signature, again, MODULUS), "a salt is another each time");
            else
                fact(same(signature, expected, MODULUS) && same(again, expected, MODULUS), "the one signature of PKCS#1 v1.5");
            if (public_key != NULL)
                fact(plugin->rsa_verify(public_key, schemes[i].scheme, message, message_length, signature, MODULUS) ==
                         TLSBENCH_OK,
                     "scheme %x verifies what was signed", (unsigned)schemes[i].scheme);
            room_free(signature, MODULUS, "rsa_sign");
            room_free(again, MODULUS, "rsa_sign");
            free(expected);
        }
    uint8_t signature[MODULUS];
    fact(plugin->rsa_sign(key, TLSBENCH_ECDSA_SECP256R1_SHA256, message, message_length, signature) == TLSBENCH_NOT_OFFERED,
         "a scheme of another key is not offered");
    /* A message of no octets. */
    for (size_t i = 0; i < 4 && public_key != NULL; i++)
        fact(plugin->rsa_sign(key, schemes[i].scheme, NULL, 0, signature) == TLSBENCH_OK &&
                 plugin->rsa_verify(public_key, schemes[i].scheme, NULL, 0, signature, MODULUS) == TLSBENCH_OK,
             "no message, signed by scheme %x", (unsigned)schemes[i].scheme);
}

static void check_encryption(void *public_key, void *private_key) {
    uint8_t *premaster = octets_of(rsa_premaster, NULL), *one = room(MODULUS), *other = room(MODULUS);
    fact(plugin->rsa_encrypt(public_key, premaster, one) == TLSBENCH_OK &&
             plugin->rsa_encrypt(public_key, premaster, other) == TLSBENCH_OK && !same(one, other, MODULUS),
         "no two ciphertexts are the same");
    const tlsbench_plugin_table *own = plugin;
    void *reader = private_key;
    if (plugin->rsa_decrypt_premaster == NULL) {
        /* The reference decrypts what this one encrypts. */
        plugin = reference;
        struct rsa_numbers k = numbers();
        if (private_new(&k, &reader) != TLSBENCH_OK) abort();
        numbers_free(k);
    }
    if (reader != NULL)
        fact(decrypts(reader, one, 0x0303, premaster) && decrypts(reader, other, 0x0303, premaster), "what was encrypted");
    if (reader != private_key) plugin->rsa_private_free(reader);
    plugin = own;
    free(premaster);
    room_free(one, MODULUS, "rsa_encrypt");
    room_free(other, MODULUS, "rsa_encrypt");
}

static void check_public_keys(void) {
    uint8_t *n = octets_of(rsa_n, NULL), longest[2049];
    void *key = NULL;
    static const uint8_t exponents[][3] = {{0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {1, 0, 0}};
    for (size_t i = 0; i < 4; i++)
        fact(plugin->rsa_public_new((tlsbench_octets){n, MODULUS}, (tlsbench_octets){exponents[i], 3}, &key) ==
                 TLSBENCH_INVALID_KEY,
             "exponent %zu is none", i);
    static const uint8_t e[3] = {1, 0, 1}, three[1] = {3};
    tlsbench_octets exponent = {e, 3};
    n[255] ^= 1;
    fact(plugin->rsa_public_new((tlsbench_octets){n, MODULUS}, exponent, &key) == TLSBENCH_INVALID_KEY, "an even modulus");
    n[255] ^= 1;
    fact(plugin->rsa_public_new((tlsbench_octets){NULL, 0}, exponent, &key) != TLSBENCH_OK, "no modulus");
    memset(longest, 0xFF, sizeof longest);
    tlsbench_status status = plugin->rsa_public_new((tlsbench_octets){longest, 64}, exponent, &key);
    fact(status == TLSBENCH_NOT_OFFERED, "512 bits: status %d", status);
    size_t above = plugin->rsa_bits_maximum / 8 + 1;
    status = above > sizeof longest ? TLSBENCH_NOT_OFFERED
                                    : plugin->rsa_public_new((tlsbench_octets){longest, above}, exponent, &key);
    fact(status == TLSBENCH_NOT_OFFERED, "more bits than the table names: status %d", status);
    status = plugin->rsa_public_new((tlsbench_octets){n, MODULUS}, (tlsbench_octets){three, 1}, &key);
    fact(status == TLSBENCH_OK, "an exponent of 3: status %d", status);
    if (status == TLSBENCH_OK) plugin->rsa_public_free(key);
    free(n);
}

/* A key is used by several threads at once. */
static int use_key(void *key) {
    uint8_t *ciphertext = octets_of(rsa_ciphertext, NULL), *expected = octets_of(rsa_premaster, NULL);
    uint8_t *pkcs1 = octets_of(rsa_pkcs1_sha256, NULL);
    int failures = 0;
    for (size_t i = 0; i < 6; i++) {
        uint8_t premaster[PREMASTER] = {0}, signature[MODULUS];
        if (plugin->rsa_decrypt_premaster != NULL)
            failures += plugin->rsa_decrypt_premaster(key, ciphertext, MODULUS, 0x0303, premaster) != TLSBENCH_OK ||
                        !same(premaster, expected, PREMASTER);
        failures += plugin->rsa_sign(key, TLSBENCH_RSA_PKCS1_SHA256, message, message_length, signature) != TLSBENCH_OK ||
                    !same(signature, pkcs1, MODULUS);
        failures += plugin->rsa_sign(key, TLSBENCH_RSA_PSS_SHA384, message, message_length, signature) != TLSBENCH_OK;
    }
    free(ciphertext);
    free(expected);
    free(pkcs1);
    return failures;
}

void check_rsa(void) {
    struct rsa_numbers k = numbers();
    void *public_key = NULL, *private_key = NULL;
    if (plugin->rsa_public_new != NULL) {
        check_public_keys();
        fact(plugin->rsa_public_new((tlsbench_octets){k.n, MODULUS}, (tlsbench_octets){k.e, 3}, &public_key) == TLSBENCH_OK,
             "a public key");
        if (public_key == NULL) abort();
        check_verification(public_key);
    }
    if (plugin->rsa_private_new != NULL) {
        tlsbench_status status = private_new(&k, &private_key);
        fact(status == TLSBENCH_OK, "a private key: status %d", status);
        if (private_key == NULL) abort();
    }
    /* What a key was made of is not needed any more. */
    numbers_free(k);
    if (private_key != NULL) {
        check_pairs();
        if (plugin->rsa_decrypt_premaster != NULL)
            check_decryption(private_key);
        else
            absent("rsa_decrypt_premaster");
        check_signing(private_key, public_key);
        check_threads(use_key, private_key, "an RSA key");
    }
    if (public_key != NULL) {
        check_encryption(public_key, private_key);
        plugin->rsa_public_free(public_key);
    }
    if (private_key != NULL) plugin->rsa_private_free(private_key);
}

/* ── ECDSA ── */

/* RFC 6979 section A.2.5. */
static const char private_value[] = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
static const char public_point[] = "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                                   "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
#define R "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
#define S "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
#define ORDER "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
static const char sample[] = "304602" "2100" R "022100" S;

/* What is no signature of "sample", and why. */
static const struct {
    const char *fault, *signature;
} bad_signatures[] = {
    {"exchanged numbers", "3046022100" S "022100" R},
    {"r = 0", "3026020100022100" S},
    {"s = 0", "3026022100" R "020100"},
    {"r = s = 0", "3006020100020100"},
    {"r = n", "3046022100" ORDER "022100" S},
    {"s = n", "3046022100" R "022100" ORDER},
    {"nothing", ""},
    {"a number too few", "3023022100" R},
    {"an octet too many", "3046022100" R "022100" S "00"},
    {"an octet too many inside", "3047022100" R "022100" S "00"},
    {"a length of two octets", "308146022100" R "022100" S},
    {"no end of the sequence", "3080022100" R "022100" S "0000"},
    {"a padded number", "304702220000" R "022100" S},
    {"a negative number", "30450220" R "022100" S},
    {"a set", "3146022100" R "022100" S},
    {"an octet string", "3046042100" R "022100" S},
    {"no DER", R S},
    {"lengths that go too far", "304602ff00" R "022100" S},
};

static void check_ecdsa_verification(void *key) {
    size_t length;
    uint8_t *signature = octets_of(sample, &length);
    const uint8_t *text = (const uint8_t *)"sample";
    fact(plugin->ecdsa_verify(key, text, 6, signature, length) == TLSBENCH_OK, "RFC 6979's signature of 'sample'");
    fact(plugin->ecdsa_verify(key, text, 5, signature, length) == TLSBENCH_BAD_SIGNATURE, "another message");
    fact(plugin->ecdsa_verify(key, text, 6, signature, length - 1) == TLSBENCH_BAD_SIGNATURE, "an octet too few");
    for (size_t place = 0; place < length; place++) {
        signature[place] ^= 1;
        fact(plugin->ecdsa_verify(key, text, 6, signature, length) == TLSBENCH_BAD_SIGNATURE, "octet %zu altered", place);
        signature[place] ^= 1;
    }
    free(signature);
    for (size_t i = 0; i < sizeof bad_signatures / sizeof *bad_signatures; i++) {
        uint8_t *bad = octets_of(bad_signatures[i].signature, &length);
        tlsbench_status status = plugin->ecdsa_verify(key, text, 6, bad, length);
        fact(status == TLSBENCH_BAD_SIGNATURE, "%s is refused: status %d", bad_signatures[i].fault, status);
        free(bad);
    }
}

static void *ecdsa_public_key;

static int use_ecdsa_key(void *key) {
    int failures = 0;
    for (size_t i = 0; i < 6; i++) {
        uint8_t signature[72];
        size_t length = 0;
        failures += plugin->ecdsa_sign(key, message, message_length, signature, &length) != TLSBENCH_OK ||
                    plugin->ecdsa_verify(ecdsa_public_key, message, message_length, signature, length) != TLSBENCH_OK;
    }
    return failures;
}

static void check_ecdsa_signing(void *key, void *public_key) {
    uint8_t text[1000], last[72] = {0};
    arbitrary(text, sizeof text);
    static const size_t lengths[] = {0, 1, 32, 100, 1000};
    for (size_t i = 0; i < 5; i++)
        for (size_t turn = 0; turn < 4; turn++) {
            uint8_t *signature = room(72);
            size_t length = 0;
            fact(plugin->ecdsa_sign(key, lengths[i] == 0 ? NULL : text, lengths[i], signature, &length) == TLSBENCH_OK,
                 "a signature of %zu octets", lengths[i]);
            fact(length >= 8 && length <= 72 && !same(signature, last, length), "no signature twice");
            memcpy(last, signature, 72);
            /* A copy of its own, so that a read behind it is seen. */
            uint8_t *exact = copy_of(signature, length);
            fact(plugin->ecdsa_verify(public_key, text, lengths[i], exact, length) == TLSBENCH_OK, "it verifies what it signs");
            free(exact);
            room_free(signature, 72, "ecdsa_sign");
        }
    ecdsa_public_key = public_key;
    check_threads(use_ecdsa_key, key, "an ECDSA key");
}

static void check_ecdsa_keys(const uint8_t *point, const uint8_t *value) {
    void *key = NULL;
    uint8_t bad[66];
    memcpy(bad, point, 65);
    bad[64] ^= 1;
    fact(plugin->ecdsa_public_new(bad, 65, &key) == TLSBENCH_INVALID_KEY, "a point off the curve");
    bad[64] ^= 1;
    bad[0] = 7;
    fact(plugin->ecdsa_public_new(bad, 65, &key) == TLSBENCH_INVALID_KEY, "a hybrid point");
    bad[0] = 3;
    fact(plugin->ecdsa_public_new(bad, 33, &key) == TLSBENCH_INVALID_KEY, "a compressed point");
    bad[0] = 4;
    bad[65] = 0;
    fact(plugin->ecdsa_public_new(bad, 66, &key) == TLSBENCH_INVALID_KEY, "an octet too many");
    fact(plugin->ecdsa_public_new(bad, 64, &key) == TLSBENCH_INVALID_KEY, "an octet too few");
    fact(plugin->ecdsa_public_new(NULL, 0, &key) == TLSBENCH_INVALID_KEY, "nothing");
    memset(bad + 1, 0, 64);
    fact(plugin->ecdsa_public_new(bad, 65, &key) == TLSBENCH_INVALID_KEY, "zeros");
    bad[0] = 0;
    fact(plugin->ecdsa_public_new(bad, 1, &key) == TLSBENCH_INVALID_KEY, "infinity");
    if (plugin->ecdsa_private_new == NULL) return;
    uint8_t *order = octets_of(ORDER, NULL), other[32];
    memcpy(other, value, 32);
    other[31]++;
    fact(plugin->ecdsa_private_new(other, 32, point, 65, &key) == TLSBENCH_INVALID_KEY, "another private value");
    fact(plugin->ecdsa_private_new(order, 32, point, 65, &key) == TLSBENCH_INVALID_KEY, "a private value of n");
    memset(other, 0, 32);
    fact(plugin->ecdsa_private_new(other, 32, point, 65, &key) == TLSBENCH_INVALID_KEY, "a private value of 0");
    memset(other, 0xFF, 32);
    fact(plugin->ecdsa_private_new(other, 32, point, 65, &key) == TLSBENCH_INVALID_KEY, "a private value above n");
    fact(plugin->ecdsa_private_new(value, 31, point, 65, &key) == TLSBENCH_OUT_OF_RANGE, "a private value of 31 octets");
    memcpy(bad, point, 65);
    bad[64] ^= 1;
    fact(plugin->ecdsa_private_new(value, 32, bad, 65, &key) == TLSBENCH_INVALID_KEY, "a private value and no point");
    free(order);
}

void check_ecdsa(void) {
    uint8_t *point = octets_of(public_point, NULL), *value = octets_of(private_value, NULL);
    void *public_key = NULL, *private_key = NULL;
    check_ecdsa_keys(point, value);
    fact(plugin->ecdsa_public_new(point, 65, &public_key) == TLSBENCH_OK, "a public point");
    if (public_key == NULL) abort();
    if (plugin->ecdsa_private_new != NULL) {
        fact(plugin->ecdsa_private_new(value, 32, point, 65, &private_key) == TLSBENCH_OK, "a private value");
        if (private_key == NULL) abort();
    }
    free(point);
    free(value);
    check_ecdsa_verification(public_key);
    if (private_key != NULL) {
        check_ecdsa_signing(private_key, public_key);
        plugin->ecdsa_private_free(private_key);
    }
    plugin->ecdsa_public_free(public_key);
}
