/// Loads a plug-in into this process: the system's part. What its table has to have is looked at in Swift.
#ifndef TLSBENCH_PLUGIN_LOADER_H
#define TLSBENCH_PLUGIN_LOADER_H

#include "tlsbench_plugin.h"

/// How it went, up to the table.
typedef enum {
    TLSBENCH_PLUGIN_LOADED,
    /// The dynamic linker refuses the file; `detail` has its words.
    TLSBENCH_PLUGIN_UNLOADABLE,
    /// The file does not export tlsbench_plugin().
    TLSBENCH_PLUGIN_NO_ENTRY,
    /// tlsbench_plugin() returned NULL.
    TLSBENCH_PLUGIN_DECLINED,
    /// Its table is of another version of the interface; `version` has which.
    TLSBENCH_PLUGIN_OTHER_VERSION,
    /// Its table ends before something that every plug-in must have; `size` has its length.
    TLSBENCH_PLUGIN_TOO_SHORT
} tlsbench_plugin_outcome;

typedef struct {
    tlsbench_plugin_outcome outcome;
    uint32_t version;
    size_t size;
    char detail[512];
} tlsbench_plugin_loading;

/// Loads the file at an absolute path and copies its table: what the plug-in's own does not reach counts as NULL, and what this
/// build does not know is left out. Called once, before the process has threads.
void tlsbench_plugin_load(const char *path, tlsbench_plugin_loading *loading);

/// The copy. Read by everybody, written by tlsbench_plugin_load() alone.
extern tlsbench_plugin_table tlsbench_plugin_copy;

/// All zeros as long as no plug-in is loaded.
static inline const tlsbench_plugin_table *tlsbench_plugin_functions(void) { return &tlsbench_plugin_copy; }

/// How many octets of a text of the plug-in's there are, looking at no more than `most`.
size_t tlsbench_plugin_text_length(const char *text, size_t most);

#endif
