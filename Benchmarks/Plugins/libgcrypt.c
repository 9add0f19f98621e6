/* libgcrypt 1.10 and later.
 *
 * Private numbers are in its secure memory, for there it computes with scalars in constant time. RSA and ECDSA go through
 * S-expressions, the only interface that they have; P-256's key exchange uses the functions for points below. */
#include <gcrypt.h>

#include "plugin.h"

enum { SECURE_MEMORY = 1 << 18 };

/* ── Set-up, errors, random octets ── */

static tlsbench_status set_up(void) {
    /* Where memory cannot be locked, libgcrypt would say so on standard error. */
    gcry_control(GCRYCTL_DISABLE_SECMEM_WARN);
    /* An error, too, where the memory is there and cannot be locked, as in containers (RLIMIT_MEMLOCK): it could be swapped out,
     * which is no concern of a measurement. Without any memory the first private number fails. */
    gcry_control(GCRYCTL_INIT_SECMEM, SECURE_MEMORY, 0);
    gcry_control(GCRYCTL_AUTO_EXPAND_SECMEM, SECURE_MEMORY);
    return gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0) == 0 ? TLSBENCH_OK : TLSBENCH_NO_RESOURCES;
}

static tlsbench_status checked(gcry_error_t error) {
    switch (gcry_err_code(error)) {
    case GPG_ERR_NO_ERROR: return TLSBENCH_OK;
    case GPG_ERR_ENOMEM: return TLSBENCH_NO_RESOURCES;
    default: return TLSBENCH_LIBRARY_ERROR + (tlsbench_status)gcry_err_code(error);
    }
}

static const char *error_text(tlsbench_status status) {
    return gcry_strerror(gcry_error((gcry_err_code_t)(status - TLSBENCH_LIBRARY_ERROR)));
}

static tlsbench_status random_octets(uint8_t *output, size_t length) {
    if (length > 0) gcry_randomize(output, length, GCRY_STRONG_RANDOM);
    return TLSBENCH_OK;
}

/* ── Hashes and HMAC: both are handles of the same kind, which the library wipes when it closes them ── */

static int hash_algorithm(tlsbench_hash hash) { return hash == TLSBENCH_SHA384 ? GCRY_MD_SHA384 : GCRY_MD_SHA256; }

static tlsbench_status hash_new(tlsbench_hash hash, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    gcry_md_hd_t running;
    tlsbench_status status = checked(gcry_md_open(&running, hash_algorithm(hash), 0));
    if (status == TLSBENCH_OK) *context = running;
    return status;
}

/* The library reads the handle that is copied, though its type does not say so. */
static tlsbench_status hash_copy(const void *context, void **copy) {
    gcry_md_hd_t running;
    tlsbench_status status = checked(gcry_md_copy(&running, (gcry_md_hd_t)(uintptr_t)context));
    if (status == TLSBENCH_OK) *copy = running;
    return status;
}

static tlsbench_status hash_update(void *context, const uint8_t *octets, size_t length) {
    if (length > 0) gcry_md_write(context, octets, length);
    return TLSBENCH_OK;
}

static void hash_free(void *context) { gcry_md_close(context); }

static tlsbench_status hash_digest(const void *context, uint8_t *digest) {
    void *copy = NULL;
    tlsbench_status status = hash_copy(context, &copy);
    if (status != TLSBENCH_OK) return status;
    int algorithm = gcry_md_get_algo(copy);
    memcpy(digest, gcry_md_read(copy, algorithm), gcry_md_get_algo_dlen(algorithm));
    hash_free(copy);
    return TLSBENCH_OK;
}

static void hash_whole(tlsbench_hash hash, const uint8_t *message, size_t length, uint8_t *digest) {
    gcry_md_hash_buffer(hash_algorithm(hash), digest, present(message), length);
}

static tlsbench_status hmac_new(tlsbench_hash hash, const uint8_t *key, size_t length, void **context) {
    if (!is_hash(hash)) return TLSBENCH_NOT_OFFERED;
    gcry_md_hd_t mac;
    tlsbench_status status = checked(gcry_md_open(&mac, hash_algorithm(hash), GCRY_MD_FLAG_HMAC));
    if (status != TLSBENCH_OK) return status;
    status = checked(gcry_md_setkey(mac, present(key), length));
    if (status == TLSBENCH_OK)
        *context = mac;
    else
        gcry_md_close(mac);
    return status;
}

/* A reset leaves the key. */
static tlsbench_status hmac_final(void *context, uint8_t *mac) {
    int algorithm = gcry_md_get_algo(context);
    memcpy(mac, gcry_md_read(context, algorithm), gcry_md_get_algo_dlen(algorithm));
    gcry_md_reset(context);
    return TLSBENCH_OK;
}

/* ── Records ── */

static tlsbench_status aead_new(tlsbench_aead algorithm, const uint8_t *key, size_t length, void **context) {
    if (aead_key_length(algorithm) == 0) return TLSBENCH_NOT_OFFERED;
    if (length != aead_key_length(algorithm)) return TLSBENCH_OUT_OF_RANGE;
    int cipher = algorithm == TLSBENCH_AES_128_GCM   ? GCRY_CIPHER_AES128
                 : algorithm == TLSBENCH_AES_256_GCM ? GCRY_CIPHER_AES256
                                                     : GCRY_CIPHER_CHACHA20;
    int mode = algorithm == TLSBENCH_CHACHA20_POLY1305 ? GCRY_CIPHER_MODE_POLY1305 : GCRY_CIPHER_MODE_GCM;
    gcry_cipher_hd_t aead;
    tlsbench_status status = checked(gcry_cipher_open(&aead, cipher, mode, 0));
    if (status != TLSBENCH_OK) return status;
    status = checked(gcry_cipher_setkey(aead, key, length));
    if (status == TLSBENCH_OK)
        *context = aead;
    else
        gcry_cipher_close(aead);
    return status;
}

/* A nonce begins a message without a reset. */
static gcry_error_t begin(gcry_cipher_hd_t aead, const uint8_t *nonce, const uint8_t *additional, size_t length) {
    gcry_error_t error = gcry_cipher_setiv(aead, nonce, NONCE_LENGTH);
    return error != 0 || length == 0 ? error : gcry_cipher_authenticate(aead, additional, length);
}

static tlsbench_status aead_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    gcry_error_t error = begin(context, nonce, additional, additional_length);
    if (error == 0 && length > 0) error = gcry_cipher_encrypt(context, record, length, NULL, 0);
    if (error == 0) error = gcry_cipher_gettag(context, record + length, TAG_LENGTH);
    return checked(error);
}

/* Decrypts, then checks: a record whose tag does not hold is wiped. */
static tlsbench_status aead_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                 uint8_t *record, size_t length) {
    gcry_error_t error = begin(context, nonce, additional, additional_length);
    if (error == 0 && length > 0) error = gcry_cipher_decrypt(context, record, length, NULL, 0);
    if (error == 0) error = gcry_cipher_checktag(context, record + length, TAG_LENGTH);
    if (error == 0) return TLSBENCH_OK;
    wipe(record, length);
    return gcry_err_code(error) == GPG_ERR_CHECKSUM ? TLSBENCH_BAD_TAG : checked(error);
}

static void aead_free(void *context) { gcry_cipher_close(context); }

/* ── Numbers ── */

static gcry_mpi_t number_of(const uint8_t *octets, size_t length) {
    gcry_mpi_t number = NULL;
    return gcry_mpi_scan(&number, GCRYMPI_FMT_USG, octets, length, NULL) == 0 ? number : NULL;
}

/* A number is in secure memory if what it is read from is. */
static gcry_mpi_t secret_number_of(const uint8_t *octets, size_t length) {
    uint8_t *copy = gcry_malloc_secure(length);
    if (copy == NULL) return NULL;
    memcpy(copy, octets, length);
    gcry_mpi_t number = number_of(copy, length);
    wipe(copy, length);
    gcry_free(copy);
    return number;
}

/* Big-endian octets with leading zeros. */
static tlsbench_status write_number(gcry_mpi_t number, uint8_t *output, size_t length) {
    size_t written = 0;
    tlsbench_status status = checked(gcry_mpi_print(GCRYMPI_FMT_USG, output, length, &written, number));
    if (status != TLSBENCH_OK) return status;
    memmove(output + length - written, output, written);
    memset(output, 0, length - written);
    return status;
}

/* ── Key exchange ── */

struct share {
    tlsbench_group group;
    uint8_t public_value[POINT_LENGTH];
    /* Of X25519. */
    uint8_t private_value[32];
    /* Of P-256: the curve's context, and a scalar. */
    gcry_ctx_t curve;
    gcry_mpi_t scalar;
};

static tlsbench_status new_curve(gcry_ctx_t *curve) { return checked(gcry_mpi_ec_new(curve, NULL, "NIST P-256")); }

/* NULL unless it is a point of the curve. */
static gcry_mpi_point_t point_of(gcry_ctx_t curve, const uint8_t *octets, size_t length) {
    if (!is_uncompressed_point(octets, length)) return NULL;
    gcry_mpi_t encoded = number_of(octets, length);
    gcry_mpi_point_t point = gcry_mpi_point_new(0);
    int is_point = encoded != NULL && gcry_mpi_ec_decode_point(point, encoded, curve) == 0 && gcry_mpi_ec_curve_point(point, curve);
    gcry_mpi_release(encoded);
    if (is_point) return point;
    gcry_mpi_point_release(point);
    return NULL;
}

/* x, and y unless it is NULL, of scalar × point, or of scalar × generator. */
static tlsbench_status multiply(gcry_ctx_t curve, gcry_mpi_t scalar, gcry_mpi_point_t point, uint8_t *x, uint8_t *y) {
    gcry_mpi_point_t product = gcry_mpi_point_new(0), generator = NULL;
    if (point == NULL) point = generator = gcry_mpi_ec_get_point("g", curve, 1);
    gcry_mpi_t coordinates[2] = {gcry_mpi_snew(0), gcry_mpi_snew(0)};
    gcry_mpi_ec_mul(product, scalar, point, curve);
    tlsbench_status status = TLSBENCH_INVALID_PUBLIC_VALUE;
    if (gcry_mpi_ec_get_affine(coordinates[0], coordinates[1], product, curve) == 0) {
        status = write_number(coordinates[0], x, 32);
        if (status == TLSBENCH_OK && y != NULL) status = write_number(coordinates[1], y, 32);
    }
    gcry_mpi_release(coordinates[0]);
    gcry_mpi_release(coordinates[1]);
    gcry_mpi_point_release(product);
    if (generator != NULL) gcry_mpi_point_release(generator);
    return status;
}

static tlsbench_status new_point_share(struct share *share) {
    uint8_t scalar[32];
    tlsbench_status status = new_curve(&share->curve);
    if (status != TLSBENCH_OK) return status;
    /* FIPS 186-5 appendix A.2.2: once in 2^32 times again. */
    do random_octets(scalar, sizeof scalar);
    while (!is_private_value(scalar));
    share->scalar = secret_number_of(scalar, sizeof scalar);
    wipe(scalar, sizeof scalar);
    if (share->scalar == NULL) return TLSBENCH_NO_RESOURCES;
    share->public_value[0] = 4;
    return multiply(share->curve, share->scalar, NULL, share->public_value + 1, share->public_value + 33);
}

static void share_free(void *context) {
    struct share *share = context;
    if (share == NULL) return;
    gcry_mpi_release(share->scalar);
    gcry_ctx_release(share->curve);
    wipe_and_free(share, sizeof *share);
}

static tlsbench_status share_new(tlsbench_group group, void **result) {
    if (group != TLSBENCH_X25519 && group != TLSBENCH_SECP256R1) return TLSBENCH_NOT_OFFERED;
    struct share *share = calloc(1, sizeof *share);
    if (share == NULL) return TLSBENCH_NO_RESOURCES;
    share->group = group;
    tlsbench_status status;
    if (group == TLSBENCH_X25519) {
        random_octets(share->private_value, 32);
        status = checked(gcry_ecc_mul_point(GCRY_ECC_CURVE25519, share->public_value, share->private_value, NULL));
    } else
        status = new_point_share(share);
    if (status == TLSBENCH_OK)
        *result = share;
    else
        share_free(share);
    return status;
}

static tlsbench_status share_public(const void *context, uint8_t *output) {
    const struct share *share = context;
    memcpy(output, share->public_value, share->group == TLSBENCH_X25519 ? 32 : POINT_LENGTH);
    return TLSBENCH_OK;
}

static tlsbench_status share_agree(void *context, const uint8_t *peer, size_t length, uint8_t *secret) {
    const struct share *share = context;
    if (share->group == TLSBENCH_X25519) {
        if (length != 32) return TLSBENCH_INVALID_PUBLIC_VALUE;
        gcry_error_t error = gcry_ecc_mul_point(GCRY_ECC_CURVE25519, secret, share->private_value, peer);
        return error != 0 || is_zero(secret, 32) ? TLSBENCH_INVALID_PUBLIC_VALUE : TLSBENCH_OK;
    }
    gcry_mpi_point_t point = point_of(share->curve, peer, length);
    if (point == NULL) return TLSBENCH_INVALID_PUBLIC_VALUE;
    tlsbench_status status = multiply(share->curve, share->scalar, point, secret, NULL);
    gcry_mpi_point_release(point);
    return status;
}

/* ── S-expressions ── */

/* The octets of a number in an answer, with leading zeros; 0 if it is longer, or absent. */
static int read_value(gcry_sexp_t expression, const char *name, uint8_t *output, size_t length) {
    gcry_sexp_t token = gcry_sexp_find_token(expression, name, 0);
    size_t count = 0;
    const char *data = token == NULL ? NULL : gcry_sexp_nth_data(token, 1, &count);
    while (data != NULL && count > 0 && *data == 0) data++, count--;
    int fits = data != NULL && count <= length;
    if (fits) {
        memset(output, 0, length - count);
        memcpy(output + length - count, data, count);
    }
    gcry_sexp_release(token);
    return fits;
}

static tlsbench_status digest_expression(gcry_sexp_t *expression, tlsbench_scheme scheme, tlsbench_hash hash,
                                         const uint8_t *message, size_t length) {
    uint8_t digest[LONGEST_DIGEST];
    int digest_count = (int)digest_length(hash);
    const char *name = hash == TLSBENCH_SHA384 ? "sha384" : "sha256";
    hash_whole(hash, message, length, digest);
    if (is_pss(scheme))
        return checked(gcry_sexp_build(expression, NULL, "(data(flags pss)(hash %s %b)(salt-length %d))", name, digest_count,
                                       digest, digest_count));
    if (scheme == TLSBENCH_ECDSA_SECP256R1_SHA256)
        return checked(gcry_sexp_build(expression, NULL, "(data(flags raw)(value %b))", digest_count, digest));
    return checked(gcry_sexp_build(expression, NULL, "(data(flags pkcs1)(hash %s %b))", name, digest_count, digest));
}

/* ── RSA ── */

struct rsa_key {
    gcry_sexp_t key;
    struct modulus modulus;
};

static void rsa_free(void *context) {
    struct rsa_key *key = context;
    if (key == NULL) return;
    gcry_sexp_release(key->key);
    free(key);
}

static tlsbench_status rsa_public_new(tlsbench_octets n, tlsbench_octets e, void **result) {
    tlsbench_status status = check_rsa_public(n, e, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct rsa_key *key = calloc(1, sizeof *key);
    gcry_mpi_t modulus = number_of(n.octets, n.length), exponent = number_of(e.octets, e.length);
    if (key == NULL || modulus == NULL || exponent == NULL)
        status = TLSBENCH_NO_RESOURCES;
    else {
        set_modulus(&key->modulus, n);
        status = checked(gcry_sexp_build(&key->key, NULL, "(public-key(rsa(n %m)(e %m)))", modulus, exponent));
    }
    gcry_mpi_release(modulus);
    gcry_mpi_release(exponent);
    if (status == TLSBENCH_OK)
        *result = key;
    else
        rsa_free(key);
    return status;
}

static tlsbench_status rsa_encrypt(void *context, const uint8_t *premaster, uint8_t *ciphertext) {
    const struct rsa_key *key = context;
    gcry_sexp_t data = NULL, answer = NULL;
    /* An expression is wiped if what it is made of is in secure memory. */
    uint8_t *secret = gcry_malloc_secure(PREMASTER_LENGTH);
    if (secret == NULL) return TLSBENCH_NO_RESOURCES;
    memcpy(secret, premaster, PREMASTER_LENGTH);
    tlsbench_status status =
        checked(gcry_sexp_build(&data, NULL, "(data(flags pkcs1)(value %b))", PREMASTER_LENGTH, secret));
    gcry_free(secret);
    if (status == TLSBENCH_OK) status = checked(gcry_pk_encrypt(&answer, data, key->key));
    if (status == TLSBENCH_OK && !read_value(answer, "a", ciphertext, key->modulus.length)) status = TLSBENCH_LIBRARY_ERROR;
    gcry_sexp_release(data);
    gcry_sexp_release(answer);
    return status;
}

static tlsbench_status rsa_verify(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                  const uint8_t *signature, size_t signature_length) {
    const struct rsa_key *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0 || check_ciphertext(&key->modulus, signature, signature_length) != TLSBENCH_OK) return TLSBENCH_BAD_SIGNATURE;
    gcry_sexp_t data = NULL, value = NULL;
    tlsbench_status status = digest_expression(&data, scheme, hash, message, message_length);
    if (status == TLSBENCH_OK)
        status = checked(gcry_sexp_build(&value, NULL, "(sig-val(rsa(s %b)))", (int)signature_length, signature));
    /* A fault of the encoding and another signature are different errors of the library's. */
    if (status == TLSBENCH_OK && gcry_pk_verify(value, data, key->key) != 0) status = TLSBENCH_BAD_SIGNATURE;
    gcry_sexp_release(data);
    gcry_sexp_release(value);
    return status;
}

/* e x = 1 modulo p - 1, and d = x modulo p - 1. */
static int is_exponent(gcry_mpi_t x, gcry_mpi_t e, gcry_mpi_t d, gcry_mpi_t p) {
    gcry_mpi_t order = gcry_mpi_snew(0), product = gcry_mpi_snew(0);
    gcry_mpi_sub_ui(order, p, 1);
    int holds = gcry_mpi_cmp_ui(order, 0) > 0;
    if (holds) {
        gcry_mpi_mulm(product, e, x, order);
        holds = gcry_mpi_cmp_ui(product, 1) == 0;
        gcry_mpi_mod(product, d, order);
        holds &= gcry_mpi_cmp(product, x) == 0;
    }
    gcry_mpi_release(order);
    gcry_mpi_release(product);
    return holds;
}

/* Whether the numbers belong together (RFC 8017 section 3.2): the library keeps neither dP nor dQ. Leaks: lengths, the answer, and
 * what gcry_mpi's division leaks. */
static int is_consistent(gcry_mpi_t n, gcry_mpi_t e, gcry_mpi_t d, gcry_mpi_t p, gcry_mpi_t q, gcry_mpi_t dp, gcry_mpi_t dq,
                         gcry_mpi_t qinv) {
    gcry_mpi_t product = gcry_mpi_snew(0);
    gcry_mpi_mul(product, p, q);
    int holds = gcry_mpi_cmp(product, n) == 0 && is_exponent(dp, e, d, p) && is_exponent(dq, e, d, q);
    if (holds) {
        gcry_mpi_mulm(product, q, qinv, p);
        holds = gcry_mpi_cmp_ui(product, 1) == 0;
    }
    gcry_mpi_release(product);
    return holds;
}

static tlsbench_status rsa_private_new(const tlsbench_rsa_components *c, void **result) {
    tlsbench_status status = check_rsa_lengths(c, RSA_BITS_MAXIMUM);
    if (status != TLSBENCH_OK) return status;
    struct rsa_key *key = calloc(1, sizeof *key);
    if (key == NULL) return TLSBENCH_NO_RESOURCES;
    const tlsbench_octets octets[8] = {c->n, c->e, c->d, c->p, c->q, c->dp, c->dq, c->qinv};
    gcry_mpi_t m[8];
    int has_all = 1;
    for (size_t i = 0; i < 8; i++) {
        m[i] = i < 2 ? number_of(octets[i].octets, octets[i].length) : secret_number_of(octets[i].octets, octets[i].length);
        has_all &= m[i] != NULL;
    }
    set_modulus(&key->modulus, c->n);
    if (!has_all)
        status = TLSBENCH_NO_RESOURCES;
    else if (!is_consistent(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7]))
        status = TLSBENCH_INVALID_KEY;
    else
        /* Its u is the inverse of its p modulo its q: with the primes exchanged that is qInv. */
        status = checked(gcry_sexp_build(&key->key, NULL, "(private-key(rsa(n %m)(e %m)(d %M)(p %M)(q %M)(u %M)))", m[0], m[1],
                                         m[2], m[4], m[3], m[7]));
    for (size_t i = 0; i < 8; i++) gcry_mpi_release(m[i]);
    if (status == TLSBENCH_OK)
        *result = key;
    else
        rsa_free(key);
    return status;
}

static tlsbench_status rsa_sign(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t length,
                                uint8_t *signature) {
    const struct rsa_key *key = context;
    tlsbench_hash hash = rsa_scheme_hash(scheme);
    if (hash == 0) return TLSBENCH_NOT_OFFERED;
    gcry_sexp_t data = NULL, answer = NULL;
    tlsbench_status status = digest_expression(&data, scheme, hash, message, length);
    if (status == TLSBENCH_OK) {
        gcry_error_t error = gcry_pk_sign(&answer, data, key->key);
        /* What it signed does not verify. */
        status = gcry_err_code(error) == GPG_ERR_BAD_SIGNATURE ? TLSBENCH_FAULT : checked(error);
    }
    if (status == TLSBENCH_OK && !read_value(answer, "s", signature, key->modulus.length)) status = TLSBENCH_LIBRARY_ERROR;
    gcry_sexp_release(data);
    gcry_sexp_release(answer);
    return status;
}

/* ── ECDSA ── */

static void ecdsa_free(void *context) { gcry_sexp_release(context); }

static int is_point(const uint8_t *octets, size_t length) {
    gcry_ctx_t curve = NULL;
    gcry_mpi_point_t point = new_curve(&curve) == TLSBENCH_OK ? point_of(curve, octets, length) : NULL;
    if (point != NULL) gcry_mpi_point_release(point);
    gcry_ctx_release(curve);
    return point != NULL;
}

static tlsbench_status ecdsa_public_new(const uint8_t *point, size_t length, void **result) {
    if (!is_point(point, length)) return TLSBENCH_INVALID_KEY;
    gcry_sexp_t key = NULL;
    tlsbench_status status =
        checked(gcry_sexp_build(&key, NULL, "(public-key(ecc(curve \"NIST P-256\")(q %b)))", (int)length, point));
    if (status == TLSBENCH_OK) *result = key;
    return status;
}

static tlsbench_status ecdsa_verify(void *context, const uint8_t *message, size_t message_length, const uint8_t *signature,
                                    size_t signature_length) {
    uint8_t numbers[64];
    if (!read_signature(signature, signature_length, numbers)) return TLSBENCH_BAD_SIGNATURE;
    gcry_sexp_t data = NULL, value = NULL;
    tlsbench_status status =
        digest_expression(&data, TLSBENCH_ECDSA_SECP256R1_SHA256, TLSBENCH_SHA256, message, message_length);
    if (status == TLSBENCH_OK)
        status = checked(gcry_sexp_build(&value, NULL, "(sig-val(ecdsa(r %b)(s %b)))", 32, numbers, 32, numbers + 32));
    if (status == TLSBENCH_OK && gcry_pk_verify(value, data, context) != 0) status = TLSBENCH_BAD_SIGNATURE;
    gcry_sexp_release(data);
    gcry_sexp_release(value);
    return status;
}

/* Whether the private value is between 0 and n, and gives the point. */
static tlsbench_status check_pair(gcry_mpi_t scalar, const uint8_t *value, const uint8_t *point) {
    uint8_t product[POINT_LENGTH] = {4};
    if (!is_private_value(value)) return TLSBENCH_INVALID_KEY;
    gcry_ctx_t curve;
    tlsbench_status status = new_curve(&curve);
    if (status != TLSBENCH_OK) return status;
    status = multiply(curve, scalar, NULL, product + 1, product + 33);
    gcry_ctx_release(curve);
    return status == TLSBENCH_OK && memcmp(product, point, POINT_LENGTH) == 0 ? TLSBENCH_OK : TLSBENCH_INVALID_KEY;
}

static tlsbench_status ecdsa_private_new(const uint8_t *value, size_t length, const uint8_t *point, size_t point_length,
                                         void **result) {
    if (length != 32) return TLSBENCH_OUT_OF_RANGE;
    if (!is_point(point, point_length)) return TLSBENCH_INVALID_KEY;
    gcry_mpi_t scalar = secret_number_of(value, length);
    if (scalar == NULL) return TLSBENCH_NO_RESOURCES;
    gcry_sexp_t key = NULL;
    tlsbench_status status = check_pair(scalar, value, point);
    if (status == TLSBENCH_OK)
        status = checked(gcry_sexp_build(&key, NULL, "(private-key(ecc(curve \"NIST P-256\")(q %b)(d %M)))", (int)point_length,
                                         point, scalar));
    gcry_mpi_release(scalar);
    if (status == TLSBENCH_OK) *result = key;
    return status;
}

static tlsbench_status ecdsa_sign(void *context, const uint8_t *message, size_t length, uint8_t *signature,
                                  size_t *signature_length) {
    uint8_t numbers[64];
    gcry_sexp_t data = NULL, answer = NULL;
    tlsbench_status status = digest_expression(&data, TLSBENCH_ECDSA_SECP256R1_SHA256, TLSBENCH_SHA256, message, length);
    if (status == TLSBENCH_OK) status = checked(gcry_pk_sign(&answer, data, context));
    if (status == TLSBENCH_OK && !(read_value(answer, "r", numbers, 32) && read_value(answer, "s", numbers + 32, 32)))
        status = TLSBENCH_LIBRARY_ERROR;
    if (status == TLSBENCH_OK) *signature_length = write_signature(numbers, signature);
    gcry_sexp_release(data);
    gcry_sexp_release(answer);
    return status;
}

/* ── The table ── */

static const char *const refusals[] = {
    ("RSA key exchange: gcry_pk_decrypt reports bad padding as an error of its own, and without padding it returns a number of "
     "which leading zeros are dropped; neither hides whether a premaster secret was good."),
    "ffdhe2048, ffdhe3072: gcry_mpi_powm does not take constant time, not even for exponents in secure memory.",
    "PRF: libgcrypt has none of TLS 1.2; it is made of HMAC.",
    "ML-KEM: libgcrypt has it from 1.11 on, and this plug-in does not use it.",
    "Code paths: the library names the processor's features (hwflist), and not which code it has chosen.",
};

PLUGIN_EXPORT const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    static tlsbench_plugin_table table = {
        .size = sizeof table,
        .version = TLSBENCH_PLUGIN_VERSION,
        .library = "libgcrypt",
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
        .hmac_update = hash_update,
        .hmac_final = hmac_final,
        .hmac_free = hash_free,
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
        .rsa_public_free = rsa_free,
        .rsa_private_new = rsa_private_new,
        .rsa_sign = rsa_sign,
        .rsa_private_free = rsa_free,
        .ecdsa_public_new = ecdsa_public_new,
        .ecdsa_verify = ecdsa_verify,
        .ecdsa_public_free = ecdsa_free,
        .ecdsa_private_new = ecdsa_private_new,
        .ecdsa_sign = ecdsa_sign,
        .ecdsa_private_free = ecdsa_free,
    };
    if (host_version != TLSBENCH_PLUGIN_VERSION) return NULL;
    /* Asking for the version is what starts the library; it reads nothing of the environment. */
    table.library_version = gcry_check_version("1.10.0");
    return table.library_version == NULL ? NULL : &table;
}
