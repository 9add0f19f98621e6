#define _GNU_SOURCE
#include "include/plugin_loader.h"
#include "include/plugin_watch.h"

#include <dlfcn.h>
#include <string.h>

tlsbench_plugin_table tlsbench_plugin_copy;

/// Up to and with the last function that every plug-in must have.
static const size_t least = offsetof(tlsbench_plugin_table, hmac_free) + sizeof(void (*)(void *));

void tlsbench_plugin_load(const char *path, tlsbench_plugin_loading *loading) {
    memset(loading, 0, sizeof *loading);
    tlsbench_plugin_enter("a constructor");
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    tlsbench_plugin_leave();
    if (!handle) {
        const char *words = dlerror();
        strncpy(loading->detail, words ? words : "", sizeof loading->detail - 1);
        loading->outcome = TLSBENCH_PLUGIN_UNLOADABLE;
        return;
    }
    // dlsym(3) has the cast between a pointer to data and one to a function.
    const tlsbench_plugin_table *(*entry)(uint32_t);
    *(void **)&entry = dlsym(handle, "tlsbench_plugin");
    if (!entry) {
        loading->outcome = TLSBENCH_PLUGIN_NO_ENTRY;
        return;
    }
    tlsbench_plugin_enter("tlsbench_plugin");
    const tlsbench_plugin_table *table = entry(TLSBENCH_PLUGIN_VERSION);
    tlsbench_plugin_leave();
    if (!table) {
        loading->outcome = TLSBENCH_PLUGIN_DECLINED;
        return;
    }
    loading->size = table->size;
    loading->version = table->version;
    if (table->version != TLSBENCH_PLUGIN_VERSION) {
        loading->outcome = TLSBENCH_PLUGIN_OTHER_VERSION;
    } else if (table->size < least) {
        loading->outcome = TLSBENCH_PLUGIN_TOO_SHORT;
    } else {
        memcpy(&tlsbench_plugin_copy, table, table->size < sizeof *table ? table->size : sizeof *table);
    }
}

size_t tlsbench_plugin_text_length(const char *text, size_t most) { return strnlen(text, most); }
