#define _GNU_SOURCE
#include "include/openssl_library.h"
#include "include/library_file.h"

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static const char *const names[] = {
#define LIBCRYPTO(name) #name,
#define LIBSSL(name) #name,
#include "functions.h"
#undef LIBCRYPTO
#undef LIBSSL
};

enum {
    function_count = sizeof names / sizeof *names,
#define LIBCRYPTO(name) +1
#define LIBSSL(name)
    libcrypto_count = 0
#include "functions.h"
#undef LIBCRYPTO
#undef LIBSSL
};

/// What stubs.S jumps through, in the order of `names`: libcrypto's first.
__attribute__((visibility("hidden"))) extern void *tlsbench_openssl_slots[function_count];

/// A library as it is being loaded, with the memory for its texts.
struct loading {
    void *handle;
    enum tlsbench_openssl_failure failure;
    char file[PATH_MAX];
    // The names of all functions would be some 6,000 octets.
    char detail[8192];
};

static struct loading libcrypto, libssl;

static struct tlsbench_openssl_library result(const struct loading *loading) {
    return (struct tlsbench_openssl_library){loading->failure, loading->file, loading->detail};
}

struct tlsbench_openssl_library tlsbench_libcrypto(void) { return result(&libcrypto); }

struct tlsbench_openssl_library tlsbench_libssl(void) { return result(&libssl); }

__attribute__((noreturn, visibility("hidden"))) void tlsbench_openssl_absent(void **slot) {
    ptrdiff_t index = slot - tlsbench_openssl_slots;
    const struct loading *loading = index < libcrypto_count ? &libcrypto : &libssl;
    dprintf(STDERR_FILENO, "tlsbench: %s was called, and %s is not loaded\n", names[index], loading->file);
    _exit(EX_UNAVAILABLE);
}

static bool fail(struct loading *loading, enum tlsbench_openssl_failure failure, const char *detail) {
    loading->failure = failure;
    snprintf(loading->detail, sizeof loading->detail, "%s", detail);
    return false;
}

/// What the dynamic linker says of a library that it did not load: `name` of the library or of one that it needs, and the reason.
static bool fail_as_linker_says(struct loading *loading, const char *name) {
    const char *text = dlerror();
    if (text == NULL) text = "";
    size_t length = strlen(name);
    bool is_of_this = strncmp(text, name, length) == 0 && text[length] == ':';
    if (is_of_this && strstr(text, "No such file") != NULL) return fail(loading, TLSBENCH_OPENSSL_NOT_FOUND, "");
    if (strstr(text, "file too short") != NULL) return fail(loading, TLSBENCH_OPENSSL_TRUNCATED, "");
    fail(loading, TLSBENCH_OPENSSL_REFUSED, text);
    // Where it is this library, its name is known.
    char *end = strstr(loading->detail, " (required by ");
    if (end != NULL && strstr(end, name) != NULL) *end = 0;
    return false;
}

static const char *file_of(void *handle) {
    struct link_map *map = NULL;
    return dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0 ? map->l_name : "";
}

/// Loads `name`, a file's or what dynamic linkers look for. Global, so that what is preloaded comes before it as it would for a
/// library that was linked (ld.so(8), LD_PRELOAD).
static bool load(struct loading *loading, const char *name) {
    snprintf(loading->file, sizeof loading->file, "%s", name);
    loading->handle = dlopen(name, RTLD_NOW | RTLD_GLOBAL);
    if (loading->handle == NULL) return fail_as_linker_says(loading, name);
    if (realpath(file_of(loading->handle), loading->file) == NULL)
        snprintf(loading->file, sizeof loading->file, "%s", file_of(loading->handle));
    return true;
}

/// The same for a file, if it is the library of one of the names.
static bool load_file(struct loading *loading, const char *file, const char *const *accepted) {
    snprintf(loading->file, sizeof loading->file, "%s", file);
    if (file[0] != '/') return fail(loading, TLSBENCH_OPENSSL_RELATIVE, "");
    char name[256], detail[256];
    enum tlsbench_openssl_failure found = tlsbench_inspect_library(file, name, detail, sizeof name);
    if (found != TLSBENCH_OPENSSL_LOADED) return fail(loading, found, detail);
    for (; *accepted != NULL; accepted++)
        if (strcmp(name, *accepted) == 0) return load(loading, file);
    return fail(loading, TLSBENCH_OPENSSL_OTHER_NAME, name);
}

static uint64_t version_number(void *function) { return ((unsigned long (*)(void))(uintptr_t)function)(); }

/// Whether a function that is looked for in `scope` is that of `handle`, and not of another file that something else has loaded.
static bool is_the_one(struct loading *loading, const char *function, void *handle, void *scope) {
    void *own = dlsym(handle, function), *first = dlsym(scope, function);
    Dl_info information = {0};
    if (own == first) return true;
    if (first != NULL) dladdr(first, &information);
    return fail(loading, TLSBENCH_OPENSSL_SHADOWED, information.dli_fname != NULL ? information.dli_fname : "");
}

static bool is_new_enough(struct loading *loading) {
    void *number = dlsym(loading->handle, "OpenSSL_version_num"), *text = dlsym(loading->handle, "OpenSSL_version");
    if (number == NULL || text == NULL) return fail(loading, TLSBENCH_OPENSSL_INCOMPLETE, "OpenSSL_version_num");
    if (version_number(number) >> 28 >= 3) return true;
    return fail(loading, TLSBENCH_OPENSSL_TOO_OLD, ((const char *(*)(int))(uintptr_t)text)(0));
}

/// Fills the slots from `first` up to `end`: all of them, or none.
static bool fill_slots(struct loading *loading, size_t first, size_t end) {
    void *found[function_count];
    size_t length = 0;
    for (size_t index = first; index < end; index++) {
        found[index] = dlsym(RTLD_DEFAULT, names[index]);
        if (found[index] != NULL || length >= sizeof loading->detail) continue;
        length += (size_t)snprintf(
            loading->detail + length, sizeof loading->detail - length, length > 0 ? " %s" : "%s", names[index]
        );
    }
    if (length > 0) {
        loading->failure = TLSBENCH_OPENSSL_INCOMPLETE;
        return false;
    }
    memcpy(tlsbench_openssl_slots + first, found + first, (end - first) * sizeof *found);
    return true;
}

static const char *const libcrypto_names[] = {"libcrypto.so.3", "libcrypto.so.4", NULL};
static const char *const libssl_names[] = {"libssl.so.3", "libssl.so.4", NULL};

static const char *variable(const char *name) {
    const char *value = secure_getenv(name);
    return value != NULL && value[0] != 0 ? value : NULL;
}

static bool load_libcrypto(const char *named) {
    if (named != NULL) {
        if (!load_file(&libcrypto, named, libcrypto_names)) return false;
    } else if (!load(&libcrypto, libcrypto_names[0])) {
        if (libcrypto.failure != TLSBENCH_OPENSSL_NOT_FOUND) return false;
        if (!load(&libcrypto, libcrypto_names[1])) {
            if (libcrypto.failure == TLSBENCH_OPENSSL_NOT_FOUND)
                snprintf(libcrypto.file, sizeof libcrypto.file, "%s and %s", libcrypto_names[0], libcrypto_names[1]);
            return false;
        }
    }
    libcrypto.failure = TLSBENCH_OPENSSL_LOADED;
    return is_new_enough(&libcrypto) && is_the_one(&libcrypto, "OpenSSL_version_num", libcrypto.handle, RTLD_DEFAULT)
        && fill_slots(&libcrypto, 0, libcrypto_count);
}

/// libssl is of libcrypto's generation, and from the folder of one that was named.
static bool load_libssl(const char *named_libcrypto) {
    bool is_4 = version_number(dlsym(libcrypto.handle, "OpenSSL_version_num")) >> 28 >= 4;
    const char *const *name = libssl_names + is_4, *accepted[] = {*name, NULL}, *named = variable("TLSBENCH_LIBSSL");
    char file[PATH_MAX];
    if (named == NULL && named_libcrypto != NULL) {
        int folder = (int)(strrchr(named_libcrypto, '/') - named_libcrypto);
        snprintf(file, sizeof file, "%.*s/%s", folder, named_libcrypto, *name);
        named = file;
    }
    if (!(named != NULL ? load_file(&libssl, named, accepted) : load(&libssl, *name))) return false;
    return is_the_one(&libssl, "SSL_CTX_new", libssl.handle, RTLD_DEFAULT)
        && is_the_one(&libssl, "OpenSSL_version_num", libcrypto.handle, libssl.handle)
        && fill_slots(&libssl, libcrypto_count, function_count);
}

/// Before anything can call a function, and while there is one thread.
__attribute__((constructor)) static void load_libraries(void) {
    const char *named = variable("TLSBENCH_LIBCRYPTO");
    if (!load_libcrypto(named)) {
        snprintf(libssl.file, sizeof libssl.file, "libssl");
        fail(&libssl, TLSBENCH_OPENSSL_NO_LIBCRYPTO, "");
        return;
    }
    load_libssl(named);
}
