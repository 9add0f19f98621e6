/* AES-GCM and ChaCha20-Poly1305 as records use them. */
#include "check.h"

enum { TAG = 16 };

static const struct {
    tlsbench_aead algorithm;
    size_t key_length;
    const char *name;
} algorithms[] = {
    {TLSBENCH_AES_128_GCM, 16, "aes-128-gcm"},
    {TLSBENCH_AES_256_GCM, 32, "aes-256-gcm"},
    {TLSBENCH_CHACHA20_POLY1305, 32, "chacha20-poly1305"},
};

#define KEY "feffe9928665731c6d6a8f9467308308"
#define TEXT                                                                                                                    \
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
#define ZEROS "00000000000000000000000000000000"

/* McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 1, 2, 4, 13, 14 and 16; RFC 8439 section 2.8.2. */
static const struct {
    tlsbench_aead algorithm;
    const char *key, *nonce, *additional, *text, *sealed;
} examples[] = {
    {TLSBENCH_AES_128_GCM, ZEROS, "000000000000000000000000", "", "", "58e2fccefa7e3061367f1d57a4e7455a"},
    {TLSBENCH_AES_128_GCM, ZEROS, "000000000000000000000000", "", ZEROS,
     "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"},
    {TLSBENCH_AES_128_GCM, KEY, "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2", TEXT,
     "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
     "5bc94fbc3221a5db94fae95ae7121a47"},
    {TLSBENCH_AES_256_GCM, ZEROS ZEROS, "000000000000000000000000", "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
    {TLSBENCH_AES_256_GCM, ZEROS ZEROS, "000000000000000000000000", "", ZEROS,
     "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
    {TLSBENCH_AES_256_GCM, KEY KEY, "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2", TEXT,
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
     "76fc6ece0f4e1768cddf8853bb2d551b"},
    {TLSBENCH_CHACHA20_POLY1305, "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f", "070000004041424344454647",
     "50515253c0c1c2c3c4c5c6c7",
     "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c64206f6666657220796f"
     "75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f756c642062652069742e",
     "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67e"
     "cd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e2"
     "6a7e902ecbd0600691"},
};

static void *context_of(const tlsbench_plugin_table *table, tlsbench_aead algorithm, const uint8_t *key, size_t length) {
    void *context = NULL;
    uint8_t *exact = copy_of(key, length);
    tlsbench_status status = table->aead_new(algorithm, exact, length, &context);
    free(exact);
    if (status == TLSBENCH_NOT_OFFERED) return NULL;
    fact(status == TLSBENCH_OK, "a context for algorithm %d: status %d", algorithm, status);
    if (status != TLSBENCH_OK) abort();
    return context;
}

static void check_examples(void) {
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        size_t key_length, additional_length, length;
        uint8_t *key = octets_of(examples[i].key, &key_length), *nonce = octets_of(examples[i].nonce, NULL);
        uint8_t *additional = octets_of(examples[i].additional, &additional_length);
        uint8_t *text = octets_of(examples[i].text, &length), *sealed = octets_of(examples[i].sealed, NULL);
        uint8_t *record = room(length + TAG);
        void *context = context_of(plugin, examples[i].algorithm, key, key_length);
        if (context != NULL) {
            memcpy(record, text, length);
            fact(plugin->aead_seal(context, nonce, additional, additional_length, record, length) == TLSBENCH_OK &&
                     same(record, sealed, length + TAG),
                 "example %zu is sealed", i);
            fact(plugin->aead_open(context, nonce, additional, additional_length, record, length) == TLSBENCH_OK &&
                     same(record, text, length),
                 "example %zu is opened", i);
            plugin->aead_free(context);
        }
        room_free(record, length + TAG, "a record");
        free(key);
        free(nonce);
        free(additional);
        free(text);
        free(sealed);
    }
}

/* Both directions of a length, with one context for all of them. */
static void agree(void *one, void *other, const char *name, size_t length, size_t additional_length) {
    uint8_t nonce[12], additional[64], text[16385], *expected = malloc(length + TAG), *record = room(length + TAG);
    if (expected == NULL) abort();
    arbitrary(nonce, sizeof nonce);
    arbitrary(additional, additional_length);
    arbitrary(text, length);
    uint8_t *exact = copy_of(additional, additional_length);
    const uint8_t *given = additional_length == 0 ? NULL : exact;
    memcpy(expected, text, length);
    memcpy(record, text, length);
    fact(reference->aead_seal(other, nonce, additional, additional_length, expected, length) == TLSBENCH_OK &&
             plugin->aead_seal(one, nonce, given, additional_length, record, length) == TLSBENCH_OK &&
             same(record, expected, length + TAG),
         "%s agrees on %zu octets with %zu more", name, length, additional_length);
    fact(plugin->aead_open(one, nonce, given, additional_length, record, length) == TLSBENCH_OK && same(record, text, length),
         "%s opens %zu octets", name, length);
    free(exact);
    free(expected);
    room_free(record, length + TAG, name);
}

static void check_refusals(void *context, const char *name) {
    /* With room behind the tag: `agree` looks whether that is written to. */
    uint8_t nonce[12], additional[13], text[40], sealed[40 + TAG + 32];
    arbitrary(nonce, sizeof nonce);
    arbitrary(additional, sizeof additional);
    for (size_t length = 0; length <= sizeof text; length += 20) {
        memset(text, 0x55, sizeof text);
        memcpy(sealed, text, length);
        fact(plugin->aead_seal(context, nonce, additional, 13, sealed, length) == TLSBENCH_OK, "%s seals", name);
        for (size_t place = 0; place < length + TAG + sizeof nonce + sizeof additional; place++) {
            uint8_t *record = room(length + TAG);
            memcpy(record, sealed, length + TAG);
            uint8_t *altered = place < length + TAG                  ? record + place
                               : place < length + TAG + sizeof nonce ? nonce + (place - length - TAG)
                                                                     : additional + (place - length - TAG - sizeof nonce);
            *altered ^= (uint8_t)(1 << place % 8);
            fact(plugin->aead_open(context, nonce, additional, 13, record, length) == TLSBENCH_BAD_TAG,
                 "%s, %zu octets: what is altered at %zu is refused", name, length, place);
            size_t plain = 0;
            for (size_t i = 0; i < length; i++) plain += record[i] == 0x55;
            fact(length == 0 || plain < length / 4, "%s: %zu octets of plaintext are left", name, plain);
            if (altered < record || altered >= record + length + TAG) *altered ^= (uint8_t)(1 << place % 8);
            room_free(record, length + TAG, name);
        }
        uint8_t record[40 + TAG + 32];
        memcpy(record, sealed, length + TAG);
        fact(plugin->aead_open(context, nonce, additional, 13, record, length) == TLSBENCH_OK && same(record, text, length),
             "%s: a refusal leaves the context as it was", name);
    }
}

void check_records(void) {
    uint8_t key[33];
    void *context = NULL;
    arbitrary(key, sizeof key);
    fact(plugin->aead_new(99, key, 32, &context) == TLSBENCH_NOT_OFFERED, "algorithm 99 is not offered");
    check_examples();
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        const char *name = algorithms[i].name;
        size_t key_length = algorithms[i].key_length;
        void *one = context_of(plugin, algorithms[i].algorithm, key, key_length);
        if (one == NULL) {
            absent(name);
            continue;
        }
        void *other = context_of(reference, algorithms[i].algorithm, key, key_length);
        for (size_t length = 0; length <= 1100; length += stride) agree(one, other, name, length, 13);
        for (size_t length = 0; length <= 64; length++) agree(one, other, name, 100, length);
        agree(one, other, name, 16384, 13);
        agree(one, other, name, 16385, 5);
        check_refusals(one, name);
        agree(one, other, name, 1350, 5);
        plugin->aead_free(one);
        reference->aead_free(other);
        for (size_t length = 0; length <= 33; length++)
            if (length != key_length) {
                tlsbench_status status = plugin->aead_new(algorithms[i].algorithm, key, length, &context);
                fact(status == TLSBENCH_OUT_OF_RANGE, "%s: a key of %zu octets, status %d", name, length, status);
            }
    }
}
