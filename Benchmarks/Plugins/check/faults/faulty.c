/* The plug-in for OpenSSL with one fault of those below (-DFAULT=1 to 15), each of which the check has to find. */
#define tlsbench_plugin openssl_plugin
#include "../../openssl.c"
#undef tlsbench_plugin

static const tlsbench_plugin_table *good;
static tlsbench_plugin_table faulty;

#if FAULT == 1 /* A digest ends the hash. */
static tlsbench_status faulty_digest(const void *context, uint8_t *digest) {
    return checked(EVP_DigestFinal_ex((EVP_MD_CTX *)(uintptr_t)context, digest, NULL));
}
#elif FAULT == 2 /* A copy is the same object. */
static void keep(void *context) { (void)context; }
static tlsbench_status faulty_copy(const void *context, void **copy) {
    *copy = (void *)(uintptr_t)context;
    return TLSBENCH_OK;
}
#elif FAULT == 3 /* A MAC is not begun again. */
static tlsbench_status faulty_final(void *context, uint8_t *mac) {
    size_t written;
    return checked(EVP_MAC_final(context, mac, &written, LONGEST_DIGEST));
}
#elif FAULT == 4 /* A record whose tag does not hold is left decrypted. */
static tlsbench_status faulty_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                   uint8_t *record, size_t length) {
    int written;
    aead_begin(context, nonce, additional, additional_length, 0);
    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, TAG_LENGTH, record + length);
    EVP_CipherUpdate(context, record, &written, record, (int)length);
    return EVP_CipherFinal_ex(context, record + length, &written) == 1 ? TLSBENCH_OK : refused(TLSBENCH_BAD_TAG);
}
#elif FAULT == 5 /* An octet behind the tag is written. */
static tlsbench_status faulty_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                   uint8_t *record, size_t length) {
    tlsbench_status status = good->aead_seal(context, nonce, additional, additional_length, record, length);
    record[length + TAG_LENGTH] = 0;
    return status;
}
#elif FAULT == 6 /* Additional data behind the 12th octet do not count. */
static tlsbench_status faulty_seal(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                   uint8_t *record, size_t length) {
    return good->aead_seal(context, nonce, additional, additional_length > 12 ? 12 : additional_length, record, length);
}
static tlsbench_status faulty_open(void *context, const uint8_t *nonce, const uint8_t *additional, size_t additional_length,
                                   uint8_t *record, size_t length) {
    return good->aead_open(context, nonce, additional, additional_length > 12 ? 12 : additional_length, record, length);
}
#elif FAULT == 7 || FAULT == 8 /* A bad premaster secret is replaced by zeros, or is an error. */
static tlsbench_status faulty_decrypt(void *context, const uint8_t *ciphertext, size_t length, uint16_t client_version,
                                      uint8_t *premaster) {
    uint8_t before[PREMASTER_LENGTH];
    memcpy(before, premaster, sizeof before);
    tlsbench_status status = good->rsa_decrypt_premaster(context, ciphertext, length, client_version, premaster);
    if (status != TLSBENCH_OK || memcmp(before, premaster, sizeof before) != 0) return status;
    memset(premaster, 0, FAULT == 7 ? PREMASTER_LENGTH : 0);
    return FAULT == 7 ? TLSBENCH_OK : TLSBENCH_LIBRARY_ERROR;
}
#elif FAULT == 9 /* The version inside is not looked at. */
static tlsbench_status faulty_decrypt(void *context, const uint8_t *ciphertext, size_t length, uint16_t client_version,
                                      uint8_t *premaster) {
    (void)client_version;
    return good->rsa_decrypt_premaster(context, ciphertext, length, 0x0303, premaster);
}
#elif FAULT == 10 /* Every peer's value is good. */
static tlsbench_status faulty_agree(void *context, const uint8_t *peer, size_t length, uint8_t *secret) {
    tlsbench_status status = good->share_agree(context, peer, length, secret);
    return status == TLSBENCH_INVALID_PUBLIC_VALUE ? TLSBENCH_OK : status;
}
#elif FAULT == 11 /* Every signature is good. */
static tlsbench_status faulty_verify(void *context, tlsbench_scheme scheme, const uint8_t *message, size_t message_length,
                                     const uint8_t *signature, size_t signature_length) {
    good->rsa_verify(context, scheme, message, message_length, signature, signature_length);
    return TLSBENCH_OK;
}
#elif FAULT == 12 /* Key pairs are taken as they are. */
static tlsbench_status faulty_new(const tlsbench_rsa_components *c, void **result) {
    tlsbench_status status = good->rsa_private_new(c, result);
    if (status == TLSBENCH_INVALID_KEY) *result = calloc(1, sizeof(struct rsa_private));
    return status == TLSBENCH_INVALID_KEY ? TLSBENCH_OK : status;
}
#elif FAULT == 13 /* ECDSA's signatures may have something behind them. */
static tlsbench_status faulty_verify(void *context, const uint8_t *message, size_t message_length, const uint8_t *signature,
                                     size_t signature_length) {
    size_t own = signature_length > 2 ? (size_t)signature[1] + 2 : 0;
    return good->ecdsa_verify(context, message, message_length, signature, own < signature_length ? own : signature_length);
}
#elif FAULT == 14 /* Random octets are none. */
static tlsbench_status faulty_random(uint8_t *output, size_t length) {
    (void)output, (void)length;
    return TLSBENCH_OK;
}
#endif

PLUGIN_EXPORT const tlsbench_plugin_table *tlsbench_plugin(uint32_t host_version) {
    good = openssl_plugin(host_version);
    if (good == NULL) return NULL;
    faulty = *good;
#if FAULT == 1
    faulty.hash_digest = faulty_digest;
#elif FAULT == 2
    faulty.hash_copy = faulty_copy;
    faulty.hash_free = keep;
#elif FAULT == 3
    faulty.hmac_final = faulty_final;
#elif FAULT == 4
    faulty.aead_open = faulty_open;
#elif FAULT == 5
    faulty.aead_seal = faulty_seal;
#elif FAULT == 6
    faulty.aead_seal = faulty_seal;
    faulty.aead_open = faulty_open;
#elif FAULT == 7 || FAULT == 8 || FAULT == 9
    faulty.rsa_decrypt_premaster = faulty_decrypt;
#elif FAULT == 10
    faulty.share_agree = faulty_agree;
#elif FAULT == 11
    faulty.rsa_verify = faulty_verify;
#elif FAULT == 12
    faulty.rsa_private_new = faulty_new;
#elif FAULT == 13
    faulty.ecdsa_verify = faulty_verify;
#elif FAULT == 14
    faulty.random = faulty_random;
#elif FAULT == 15 /* One of a kind is missing. */
    faulty.share_public = NULL;
    faulty.share_new = NULL;
#else
#error "There is no such fault."
#endif
    return &faulty;
}
