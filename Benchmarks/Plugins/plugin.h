/* What the plug-ins have in common: wiping, choices in constant time, the encodings that some libraries leave to their callers, and
 * objects that are kept for the next call. All of it is `static inline`, so that a plug-in is one source file. */
#ifndef PLUGIN_H
#define PLUGIN_H

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "tlsbench_plugin.h"

/* The one symbol of a plug-in; the rest is hidden (-fvisibility=hidden). */
#define PLUGIN_EXPORT __attribute__((visibility("default")))

enum { TAG_LENGTH = 16, NONCE_LENGTH = 12, PREMASTER_LENGTH = 48, POINT_LENGTH = 65, LONGEST_DIGEST = 48, LONGEST_FIELD = 384 };

/* Bits of RSA that every plug-in takes unless its library takes fewer; RFC 8017 leaves both to implementations. */
enum { RSA_BITS_MINIMUM = 1024, RSA_BITS_MAXIMUM = 8192, RSA_EXPONENT_BITS_MAXIMUM = 64 };

/* ── Memory ── */

/* Clears octets. The empty assembly reads them as far as a compiler knows, so that the clearing stays. */
static inline void wipe(void *octets, size_t length) {
    if (length > 0) memset(octets, 0, length);
    __asm__ volatile("" : : "r"(octets) : "memory");
}

static inline void wipe_and_free(void *memory, size_t length) {
    if (memory == NULL) return;
    wipe(memory, length);
    free(memory);
}

/* A library whose functions take a pointer and a length of 0 may still refuse NULL. */
static inline const uint8_t *present(const uint8_t *octets) {
    static const uint8_t none[1];
    return octets == NULL ? none : octets;
}

/* ── Constant time ── */

/* The same number, of which a compiler knows nothing, so that it makes no branch of what follows. */
static inline uint32_t opaque(uint32_t number) {
    __asm__("" : "+r"(number));
    return number;
}

/* All ones for any number but 0, and 0 for 0. */
static inline uint32_t mask_unless_zero(uint32_t number) {
    number = opaque(number);
    return opaque(0u - ((number | (0u - number)) >> 31));
}

static inline uint32_t mask_if_equal(uint32_t left, uint32_t right) { return ~mask_unless_zero(left ^ right); }

/* 0 if octets are equal. Leaks: the length. */
static inline uint32_t difference(const uint8_t *left, const uint8_t *right, size_t length) {
    uint32_t result = 0;
    for (size_t i = 0; i < length; i++) result |= (uint32_t)(left[i] ^ right[i]);
    return opaque(result);
}

/* Whether a number is below another of the same length. Leaks: the length, and the answer where the caller branches on it. */
static inline uint32_t is_secret_below(const uint8_t *number, const uint8_t *limit, size_t length) {
    uint32_t borrow = 0;
    for (size_t i = length; i-- > 0;) borrow = ((uint32_t)number[i] - limit[i] - borrow) >> 31;
    return opaque(borrow);
}

/* RFC 5246 section 7.4.7.1: the message takes the place of `premaster`, unless `bad` is not 0 or its version is another.
 * Leaks: nothing. */
static inline void take_premaster(uint32_t bad, const uint8_t message[PREMASTER_LENGTH], uint16_t client_version,
                                  uint8_t premaster[PREMASTER_LENGTH]) {
    bad |= (uint32_t)(message[0] ^ (client_version >> 8)) | (uint32_t)(message[1] ^ (client_version & 0xFF));
    uint32_t keep = mask_unless_zero(bad);
    for (size_t i = 0; i < PREMASTER_LENGTH; i++)
        premaster[i] = (uint8_t)((premaster[i] & keep) | (message[i] & ~keep));
}

/* The same of the block that RSA's private operation gives (RFC 8017 section 7.2.2): 00 02, at least 8 octets other than 0, 00, and
 * 48 of a message. The block is longer than 58 octets. Leaks: its length. */
static inline void take_premaster_of_block(const uint8_t *block, size_t length, uint16_t client_version,
                                           uint8_t premaster[PREMASTER_LENGTH]) {
    size_t separator = length - PREMASTER_LENGTH - 1;
    uint32_t bad = (uint32_t)block[0] | (uint32_t)(block[1] ^ 2) | block[separator];
    for (size_t i = 2; i < separator; i++) bad |= mask_if_equal(block[i], 0);
    take_premaster(bad, block + separator + 1, client_version, premaster);
}

/* Whether all octets are 0. Leaks: the length, and the answer where the caller branches on it. */
static inline uint32_t is_zero(const uint8_t *octets, size_t length) {
    uint32_t sum = 0;
    for (size_t i = 0; i < length; i++) sum |= octets[i];
    return mask_if_equal(sum, 0) & 1;
}

/* ── Public values ── */

static inline size_t digest_length(tlsbench_hash hash) { return hash == TLSBENCH_SHA384 ? 48 : 32; }

static inline int is_hash(tlsbench_hash hash) { return hash == TLSBENCH_SHA256 || hash == TLSBENCH_SHA384; }

/* 0 for no algorithm. */
static inline size_t aead_key_length(tlsbench_aead algorithm) {
    switch (algorithm) {
    case TLSBENCH_AES_128_GCM: return 16;
    case TLSBENCH_AES_256_GCM:
    case TLSBENCH_CHACHA20_POLY1305: return 32;
    default: return 0;
    }
}

/* The hash of a scheme for RSA keys; 0 for other schemes. */
static inline tlsbench_hash rsa_scheme_hash(tlsbench_scheme scheme) {
    switch (scheme) {
    case TLSBENCH_RSA_PKCS1_SHA256:
    case TLSBENCH_RSA_PSS_SHA256: return TLSBENCH_SHA256;
    case TLSBENCH_RSA_PKCS1_SHA384:
    case TLSBENCH_RSA_PSS_SHA384: return TLSBENCH_SHA384;
    default: return 0;
    }
}

static inline int is_pss(tlsbench_scheme scheme) {
    return scheme == TLSBENCH_RSA_PSS_SHA256 || scheme == TLSBENCH_RSA_PSS_SHA384;
}

static inline tlsbench_octets without_leading_zeros(tlsbench_octets number) {
    while (number.length > 0 && number.octets[0] == 0) number.octets++, number.length--;
    return number;
}

static inline size_t bits_of(tlsbench_octets number) {
    number = without_leading_zeros(number);
    if (number.length == 0) return 0;
    size_t bits = 8 * number.length;
    for (uint8_t first = number.octets[0]; first < 0x80; first = (uint8_t)(first << 1)) bits--;
    return bits;
}

/* Whether a public number is below another of the same length. In variable time. */
static inline int is_below(const uint8_t *number, const uint8_t *limit, size_t length) {
    return memcmp(number, limit, length) < 0;
}

/* What can be wrong with a public key before a library looks at it: n and e odd, e above 2, lengths that are taken. */
static inline tlsbench_status check_rsa_public(tlsbench_octets n, tlsbench_octets e, size_t longest) {
    size_t bits = bits_of(n), exponent_bits = bits_of(e);
    if (n.length == 0 || n.octets[0] == 0 || (n.octets[n.length - 1] & 1) == 0) return TLSBENCH_INVALID_KEY;
    if (exponent_bits < 2 || (e.octets[e.length - 1] & 1) == 0) return TLSBENCH_INVALID_KEY;
    if (bits < RSA_BITS_MINIMUM || bits > longest || exponent_bits > RSA_EXPONENT_BITS_MAXIMUM) return TLSBENCH_NOT_OFFERED;
    return TLSBENCH_OK;
}

/* The same of a key pair: the private numbers are as long as the header says. */
static inline tlsbench_status check_rsa_lengths(const tlsbench_rsa_components *c, size_t longest) {
    size_t half = (c->n.length + 1) / 2;
    if (c->d.length != c->n.length || c->p.length != half || c->q.length != half) return TLSBENCH_INVALID_KEY;
    if (c->dp.length != half || c->dq.length != half || c->qinv.length != half) return TLSBENCH_INVALID_KEY;
    return check_rsa_public(c->n, c->e, longest);
}

/* n, of which a ciphertext has to be below. */
struct modulus {
    size_t length;
    uint8_t octets[RSA_BITS_MAXIMUM / 8];
};

static inline void set_modulus(struct modulus *modulus, tlsbench_octets n) {
    modulus->length = n.length;
    memcpy(modulus->octets, n.octets, n.length);
}

/* RFC 8017 section 7.2.2, step 1, and section 5.1.2: both are public. */
static inline tlsbench_status check_ciphertext(const struct modulus *modulus, const uint8_t *ciphertext, size_t length) {
    if (length != modulus->length || !is_below(ciphertext, modulus->octets, length)) return TLSBENCH_OUT_OF_RANGE;
    return TLSBENCH_OK;
}

/* A public value of a field: between 1 and p - 1, neither of them, and as long as p. */
static inline int is_field_value(const uint8_t *value, size_t length, const uint8_t *prime, size_t prime_length) {
    if (length != prime_length || !is_below(value, prime, length)) return 0;
    /* p is odd, so that p - 1 differs from it in the last bit alone. */
    int is_minus_one = memcmp(value, prime, length - 1) == 0 && value[length - 1] == prime[length - 1] - 1;
    size_t bits = bits_of((tlsbench_octets){value, length});
    return !is_minus_one && bits > 1;
}

/* P-256's p and n (SEC 2 section 2.4.2). */
static const uint8_t p256_prime[32] = {0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
                                       0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF,
                                       0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
static const uint8_t p256_order[32] = {0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF,
                                       0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17,
                                       0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51};

/* RFC 8422 section 5.1.2 leaves one form of a point, and coordinates are below p. Whether it is on the curve is for the library. */
static inline int is_uncompressed_point(const uint8_t *point, size_t length) {
    return length == POINT_LENGTH && point[0] == 4 && is_below(point + 1, p256_prime, 32) &&
           is_below(point + 33, p256_prime, 32);
}

/* A private value of P-256: between 1 and n - 1. Leaks: the answer. */
static inline int is_private_value(const uint8_t value[32]) {
    return (is_secret_below(value, p256_order, 32) & ~is_zero(value, 32)) != 0;
}

/* ── Encodings ── */

/* DigestInfo of RFC 8017 section 9.2 without its digest: 19 octets. */
static inline const uint8_t *digest_info(tlsbench_hash hash) {
    static const uint8_t sha256[19] = {0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                       0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
    static const uint8_t sha384[19] = {0x30, 0x41, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                       0x65, 0x03, 0x04, 0x02, 0x02, 0x05, 0x00, 0x04, 0x30};
    return hash == TLSBENCH_SHA384 ? sha384 : sha256;
}
enum { DIGEST_INFO_LENGTH = 19 };

/* Appends an INTEGER of 32 octets, which is public; the place behind it. */
static inline uint8_t *write_integer(uint8_t *output, const uint8_t *number) {
    size_t length = 32;
    while (length > 1 && *number == 0) number++, length--;
    size_t sign = *number >> 7;
    *output++ = 0x02;
    *output++ = (uint8_t)(length + sign);
    if (sign) *output++ = 0;
    memcpy(output, number, length);
    return output + length;
}

/* Ecdsa-Sig-Value (RFC 3279 section 2.2.3) of r and s, 32 octets each; its length, which is at most 72. */
static inline size_t write_signature(const uint8_t numbers[64], uint8_t *signature) {
    uint8_t *end = write_integer(write_integer(signature + 2, numbers), numbers + 32);
    signature[0] = 0x30;
    signature[1] = (uint8_t)(end - signature - 2);
    return (size_t)(end - signature);
}

/* Reads an INTEGER of DER's one form that fits into 32 octets; the place behind it, NULL for none. */
static inline const uint8_t *read_integer(const uint8_t *from, const uint8_t *end, uint8_t number[32]) {
    if (end - from < 3 || from[0] != 0x02) return NULL;
    size_t length = from[1];
    from += 2;
    if (length < 1 || length > 33 || length > (size_t)(end - from) || from[0] >= 0x80) return NULL;
    if (from[0] == 0 && length > 1) {
        if (from[1] < 0x80) return NULL;
        from++, length--;
    }
    if (length > 32) return NULL;
    memset(number, 0, 32 - length);
    memcpy(number + 32 - length, from, length);
    return from + length;
}

/* r and s of an Ecdsa-Sig-Value; 0 if it is none. */
static inline int read_signature(const uint8_t *signature, size_t length, uint8_t numbers[64]) {
    const uint8_t *end = signature + length;
    if (length < 8 || length > 72 || signature[0] != 0x30 || signature[1] != length - 2) return 0;
    const uint8_t *second = read_integer(signature + 2, end, numbers);
    return second != NULL && read_integer(second, end, numbers + 32) == end;
}

/* ── RFC 7919's primes, appendix A ── */

#define FFDHE2048_PRIME \
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xAD, 0xF8, 0x54, 0x58, 0xA2, 0xBB, 0x4A, 0x9A, 0xAF, 0xDC, 0x56, 0x20, \
    0x27, 0x3D, 0x3C, 0xF1, 0xD8, 0xB9, 0xC5, 0x83, 0xCE, 0x2D, 0x36, 0x95, 0xA9, 0xE1, 0x36, 0x41, 0x14, 0x64, 0x33, 0xFB, \
    0xCC, 0x93, 0x9D, 0xCE, 0x24, 0x9B, 0x3E, 0xF9, 0x7D, 0x2F, 0xE3, 0x63, 0x63, 0x0C, 0x75, 0xD8, 0xF6, 0x81, 0xB2, 0x02, \
    0xAE, 0xC4, 0x61, 0x7A, 0xD3, 0xDF, 0x1E, 0xD5, 0xD5, 0xFD, 0x65, 0x61, 0x24, 0x33, 0xF5, 0x1F, 0x5F, 0x06, 0x6E, 0xD0, \
    0x85, 0x63, 0x65, 0x55, 0x3D, 0xED, 0x1A, 0xF3, 0xB5, 0x57, 0x13, 0x5E, 0x7F, 0x57, 0xC9, 0x35, 0x98, 0x4F, 0x0C, 0x70, \
    0xE0, 0xE6, 0x8B, 0x77, 0xE2, 0xA6, 0x89, 0xDA, 0xF3, 0xEF, 0xE8, 0x72, 0x1D, 0xF1, 0x58, 0xA1, 0x36, 0xAD, 0xE7, 0x35, \
    0x30, 0xAC, 0xCA, 0x4F, 0x48, 0x3A, 0x79, 0x7A, 0xBC, 0x0A, 0xB1, 0x82, 0xB3, 0x24, 0xFB, 0x61, 0xD1, 0x08, 0xA9, 0x4B, \
    0xB2, 0xC8, 0xE3, 0xFB, 0xB9, 0x6A, 0xDA, 0xB7, 0x60, 0xD7, 0xF4, 0x68, 0x1D, 0x4F, 0x42, 0xA3, 0xDE, 0x39, 0x4D, 0xF4, \
    0xAE, 0x56, 0xED, 0xE7, 0x63, 0x72, 0xBB, 0x19, 0x0B, 0x07, 0xA7, 0xC8, 0xEE, 0x0A, 0x6D, 0x70, 0x9E, 0x02, 0xFC, 0xE1, \
    0xCD, 0xF7, 0xE2, 0xEC, 0xC0, 0x34, 0x04, 0xCD, 0x28, 0x34, 0x2F, 0x61, 0x91, 0x72, 0xFE, 0x9C, 0xE9, 0x85, 0x83, 0xFF, \
    0x8E, 0x4F, 0x12, 0x32, 0xEE, 0xF2, 0x81, 0x83, 0xC3, 0xFE, 0x3B, 0x1B, 0x4C, 0x6F, 0xAD, 0x73, 0x3B, 0xB5, 0xFC, 0xBC, \
    0x2E, 0xC2, 0x20, 0x05, 0xC5, 0x8E, 0xF1, 0x83, 0x7D, 0x16, 0x83, 0xB2, 0xC6, 0xF3, 0x4A, 0x26, 0xC1, 0xB2, 0xEF, 0xFA, \
    0x88, 0x6B, 0x42, 0x38, 0x61, 0x28, 0x5C, 0x97, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF

#define FFDHE3072_PRIME \
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xAD, 0xF8, 0x54, 0x58, 0xA2, 0xBB, 0x4A, 0x9A, 0xAF, 0xDC, 0x56, 0x20, \
    0x27, 0x3D, 0x3C, 0xF1, 0xD8, 0xB9, 0xC5, 0x83, 0xCE, 0x2D, 0x36, 0x95, 0xA9, 0xE1, 0x36, 0x41, 0x14, 0x64, 0x33, 0xFB, \
    0xCC, 0x93, 0x9D, 0xCE, 0x24, 0x9B, 0x3E, 0xF9, 0x7D, 0x2F, 0xE3, 0x63, 0x63, 0x0C, 0x75, 0xD8, 0xF6, 0x81, 0xB2, 0x02, \
    0xAE, 0xC4, 0x61, 0x7A, 0xD3, 0xDF, 0x1E, 0xD5, 0xD5, 0xFD, 0x65, 0x61, 0x24, 0x33, 0xF5, 0x1F, 0x5F, 0x06, 0x6E, 0xD0, \
    0x85, 0x63, 0x65, 0x55, 0x3D, 0xED, 0x1A, 0xF3, 0xB5, 0x57, 0x13, 0x5E, 0x7F, 0x57, 0xC9, 0x35, 0x98, 0x4F, 0x0C, 0x70, \
    0xE0, 0xE6, 0x8B, 0x77, 0xE2, 0xA6, 0x89, 0xDA, 0xF3, 0xEF, 0xE8, 0x72, 0x1D, 0xF1, 0x58, 0xA1, 0x36, 0xAD, 0xE7, 0x35, \
    0x30, 0xAC, 0xCA, 0x4F, 0x48, 0x3A, 0x79, 0x7A, 0xBC, 0x0A, 0xB1, 0x82, 0xB3, 0x24, 0xFB, 0x61, 0xD1, 0x08, 0xA9, 0x4B, \
    0xB2, 0xC8, 0xE3, 0xFB, 0xB9, 0x6A, 0xDA, 0xB7, 0x60, 0xD7, 0xF4, 0x68, 0x1D, 0x4F, 0x42, 0xA3, 0xDE, 0x39, 0x4D, 0xF4, \
    0xAE, 0x56, 0xED, 0xE7, 0x63, 0x72, 0xBB, 0x19, 0x0B, 0x07, 0xA7, 0xC8, 0xEE, 0x0A, 0x6D, 0x70, 0x9E, 0x02, 0xFC, 0xE1, \
    0xCD, 0xF7, 0xE2, 0xEC, 0xC0, 0x34, 0x04, 0xCD, 0x28, 0x34, 0x2F, 0x61, 0x91, 0x72, 0xFE, 0x9C, 0xE9, 0x85, 0x83, 0xFF, \
    0x8E, 0x4F, 0x12, 0x32, 0xEE, 0xF2, 0x81, 0x83, 0xC3, 0xFE, 0x3B, 0x1B, 0x4C, 0x6F, 0xAD, 0x73, 0x3B, 0xB5, 0xFC, 0xBC, \
    0x2E, 0xC2, 0x20, 0x05, 0xC5, 0x8E, 0xF1, 0x83, 0x7D, 0x16, 0x83, 0xB2, 0xC6, 0xF3, 0x4A, 0x26, 0xC1, 0xB2, 0xEF, 0xFA, \
    0x88, 0x6B, 0x42, 0x38, 0x61, 0x1F, 0xCF, 0xDC, 0xDE, 0x35, 0x5B, 0x3B, 0x65, 0x19, 0x03, 0x5B, 0xBC, 0x34, 0xF4, 0xDE, \
    0xF9, 0x9C, 0x02, 0x38, 0x61, 0xB4, 0x6F, 0xC9, 0xD6, 0xE6, 0xC9, 0x07, 0x7A, 0xD9, 0x1D, 0x26, 0x91, 0xF7, 0xF7, 0xEE, \
    0x59, 0x8C, 0xB0, 0xFA, 0xC1, 0x86, 0xD9, 0x1C, 0xAE, 0xFE, 0x13, 0x09, 0x85, 0x13, 0x92, 0x70, 0xB4, 0x13, 0x0C, 0x93, \
    0xBC, 0x43, 0x79, 0x44, 0xF4, 0xFD, 0x44, 0x52, 0xE2, 0xD7, 0x4D, 0xD3, 0x64, 0xF2, 0xE2, 0x1E, 0x71, 0xF5, 0x4B, 0xFF, \
    0x5C, 0xAE, 0x82, 0xAB, 0x9C, 0x9D, 0xF6, 0x9E, 0xE8, 0x6D, 0x2B, 0xC5, 0x22, 0x36, 0x3A, 0x0D, 0xAB, 0xC5, 0x21, 0x97, \
    0x9B, 0x0D, 0xEA, 0xDA, 0x1D, 0xBF, 0x9A, 0x42, 0xD5, 0xC4, 0x48, 0x4E, 0x0A, 0xBC, 0xD0, 0x6B, 0xFA, 0x53, 0xDD, 0xEF, \
    0x3C, 0x1B, 0x20, 0xEE, 0x3F, 0xD5, 0x9D, 0x7C, 0x25, 0xE4, 0x1D, 0x2B, 0x66, 0xC6, 0x2E, 0x37, 0xFF, 0xFF, 0xFF, 0xFF, \
    0xFF, 0xFF, 0xFF, 0xFF

/* ── Objects that are kept ── */

/* Objects of a key for one thread each, made when none is idle. A key may be used by several threads at once. */
enum { POOL_SIZE = 16 };
struct pool {
    _Atomic(void *) idle[POOL_SIZE];
};

/* NULL if none is idle. */
static inline void *pool_take(struct pool *pool) {
    for (size_t i = 0; i < POOL_SIZE; i++) {
        void *object = atomic_load_explicit(&pool->idle[i], memory_order_relaxed);
        if (object != NULL && (object = atomic_exchange_explicit(&pool->idle[i], NULL, memory_order_acquire)) != NULL)
            return object;
    }
    return NULL;
}

/* 0 if there is no room: the object stays the caller's. */
static inline int pool_give(struct pool *pool, void *object) {
    for (size_t i = 0; i < POOL_SIZE; i++) {
        void *none = NULL;
        if (atomic_compare_exchange_strong_explicit(&pool->idle[i], &none, object, memory_order_release, memory_order_relaxed))
            return 1;
    }
    return 0;
}

#endif
