/* check PLUGIN.so [REFERENCE.so [STRIDE]]: whether a plug-in does what tlsbench_plugin.h says.
 *
 * Known answers of published standards, agreement with another plug-in, every error, and memory that is looked at. It needs nothing
 * of tlsbench, so that it runs under valgrind and AddressSanitizer. Status 0 if all facts hold, 1 if not, 2 if there is no plug-in. */
#include <ctype.h>
#include <dlfcn.h>
#include <stdarg.h>

#include "check.h"

const tlsbench_plugin_table *plugin, *reference;
size_t stride = 1;

static size_t facts, failures;
static char absences[1024];

void fact(int holds, const char *format, ...) {
    facts++;
    if (holds) return;
    failures++;
    va_list arguments;
    va_start(arguments, format);
    fputs("does not hold: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

void absent(const char *what) {
    size_t used = strlen(absences);
    snprintf(absences + used, sizeof absences - used, "%s%s", used == 0 ? "" : ", ", what);
}

uint8_t *copy_of(const uint8_t *octets, size_t length) {
    uint8_t *copy = malloc(length);
    if (copy == NULL && length > 0) abort();
    if (length > 0) memcpy(copy, octets, length);
    return copy;
}

enum { GUARD_LENGTH = 32, GUARD = 0xC5 };

uint8_t *room(size_t length) {
    uint8_t *output = malloc(length + GUARD_LENGTH);
    if (output == NULL) abort();
    memset(output, GUARD, length + GUARD_LENGTH);
    return output;
}

void room_free(uint8_t *output, size_t length, const char *what) {
    int is_whole = 1;
    for (size_t i = 0; i < GUARD_LENGTH; i++) is_whole &= output[length + i] == GUARD;
    fact(is_whole, "%s writes nothing behind its %zu octets", what, length);
    free(output);
}

uint8_t *octets_of(const char *digits, size_t *length) {
    size_t count = strlen(digits) / 2;
    uint8_t *octets = malloc(count);
    if (octets == NULL && count > 0) abort();
    for (size_t i = 0; i < count; i++) {
        unsigned value = 0;
        if (sscanf(digits + 2 * i, "%2x", &value) != 1) abort();
        octets[i] = (uint8_t)value;
    }
    if (length != NULL) *length = count;
    return octets;
}

void arbitrary(uint8_t *output, size_t length) {
    static uint64_t state = 0x9E3779B97F4A7C15;
    for (size_t i = 0; i < length; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        output[i] = (uint8_t)(state >> 32);
    }
}

static int is_line(const char *text, size_t longest) {
    size_t length = text == NULL ? 0 : strlen(text);
    for (size_t i = 0; i < length; i++)
        if (!isprint((unsigned char)text[i])) return 0;
    return length > 0 && length <= longest;
}

#define TOGETHER(kind, ...) all_or_none(#kind, t->kind##_new != NULL, (const int[]){__VA_ARGS__, -1})

static void all_or_none(const char *name, int expected, const int *present) {
    for (; *present >= 0; present++) fact(*present == expected, "%s and its kind are offered together", name);
    if (!expected) absent(name);
}

void check_table(void) {
    const tlsbench_plugin_table *t = plugin;
    fact(t->size == sizeof *t, "the table has the header's size");
    fact(is_line(t->library, 64) && is_line(t->library_version, 64), "library and version are printable ASCII");
    for (size_t i = 0; i < t->refusal_count; i++) fact(is_line(t->refusals[i], 400), "refusal %zu is a line", i);
    fact((t->refusals == NULL) == (t->refusal_count == 0), "refusals are counted");
    fact(t->random != NULL && t->hash_new != NULL && t->hmac_new != NULL, "what is required is there");
    TOGETHER(hash, t->hash_copy != NULL, t->hash_update != NULL, t->hash_digest != NULL, t->hash_free != NULL);
    TOGETHER(hmac, t->hmac_update != NULL, t->hmac_final != NULL, t->hmac_free != NULL);
    TOGETHER(aead, t->aead_seal != NULL, t->aead_open != NULL, t->aead_free != NULL);
    TOGETHER(share, t->share_public != NULL, t->share_agree != NULL, t->share_free != NULL);
    TOGETHER(kem, t->kem_public != NULL, t->kem_decapsulate != NULL, t->kem_encapsulate != NULL, t->kem_free != NULL);
    /* Both halves of a key are one kind: rows and handshakes need a pair. */
    all_or_none("rsa", t->rsa_public_new != NULL,
                (const int[]){t->rsa_encrypt != NULL, t->rsa_verify != NULL, t->rsa_public_free != NULL,
                              t->rsa_private_new != NULL, t->rsa_sign != NULL, t->rsa_private_free != NULL, -1});
    all_or_none("ecdsa", t->ecdsa_public_new != NULL,
                (const int[]){t->ecdsa_verify != NULL, t->ecdsa_public_free != NULL, t->ecdsa_private_new != NULL,
                              t->ecdsa_sign != NULL, t->ecdsa_private_free != NULL, -1});
    fact((t->rsa_bits_maximum > 0) == (t->rsa_public_new != NULL), "lengths of RSA are named if there is RSA");
    if (t->code_path != NULL) {
        const char *path = t->code_path("aes-128-gcm");
        fact(path == NULL || is_line(path, 200), "a code path is a line");
        fact(t->code_path("nothing that exists") == NULL, "an unknown name has no code path");
    }
    if (t->error_text != NULL) {
        const char *text = t->error_text(TLSBENCH_LIBRARY_ERROR + 1);
        fact(text == NULL || is_line(text, 400), "what an error means is a line");
    }
    uint8_t *output = room(1000), before[1000];
    memset(before, GUARD, sizeof before);
    for (size_t length = 0; length <= 1000; length += length < 40 ? 1 : 160) {
        fact(t->random(output, length) == TLSBENCH_OK, "%zu random octets", length);
        if (length >= 16) fact(!same(output + length - 16, before, 16), "the last of %zu octets are random too", length);
        memset(output, GUARD, 1000);
    }
    room_free(output, 1000, "random");
}

static const tlsbench_plugin_table *load(const char *path) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "check: %s\n", dlerror());
        exit(2);
    }
    void *symbol = dlsym(library, "tlsbench_plugin");
    const tlsbench_plugin_table *(*entry)(uint32_t);
    memcpy(&entry, &symbol, sizeof entry);
    const tlsbench_plugin_table *table = NULL;
    if (entry != NULL) {
        fact(entry(TLSBENCH_PLUGIN_VERSION + 1) == NULL, "another version of the interface is refused");
        table = entry(TLSBENCH_PLUGIN_VERSION);
    }
    if (table == NULL || table->version != TLSBENCH_PLUGIN_VERSION) {
        fprintf(stderr, "check: %s is no plug-in of version %u\n", path, TLSBENCH_PLUGIN_VERSION);
        exit(2);
    }
    if (table->set_up != NULL && table->set_up() != TLSBENCH_OK) {
        fprintf(stderr, "check: %s cannot be set up\n", path);
        exit(2);
    }
    return table;
}

int main(int count, char **arguments) {
    if (count < 2 || count > 4) {
        fputs("usage: check PLUGIN.so [REFERENCE.so [STRIDE]]\n", stderr);
        return 2;
    }
    plugin = load(arguments[1]);
    reference = count > 2 && strcmp(arguments[1], arguments[2]) != 0 ? load(arguments[2]) : plugin;
    if (count > 3 && atoi(arguments[3]) > 0) stride = (size_t)atoi(arguments[3]);
    check_table();
    check_hashes();
    check_macs();
    if (plugin->aead_new != NULL) check_records();
    check_exchange();
    if (plugin->rsa_public_new != NULL || plugin->rsa_private_new != NULL) check_rsa();
    if (plugin->rsa_public_new != NULL && plugin->rsa_private_new != NULL) check_lengths();
    if (plugin->ecdsa_public_new != NULL || plugin->ecdsa_private_new != NULL) check_ecdsa();
    check_objects_of_threads();
    printf("%s %s: %zu facts, %zu do not hold", plugin->library, plugin->library_version, facts, failures);
    if (absences[0] != 0) printf("; absent: %s", absences);
    putchar('\n');
    return failures == 0 ? 0 : 1;
}
