// The files whose code this process has in memory, as the dynamic linker knows them.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// One file, the program itself or a shared object; what it points to is the dynamic linker's and the file's own memory.
struct tlsbench_object {
    /// As the dynamic linker found it; empty for the program.
    const char *_Nullable path;
    /// NT_GNU_BUILD_ID, and how many octets of it there are; null if it has none.
    const uint8_t *_Nullable build_id;
    size_t build_id_length;
    /// FNV-1a of its code in memory, eight octets at a time; 0 if it has a build id.
    uint64_t code_digest;
};

/// Fills `objects` with those that are loaded now, of which there is room for `capacity`; how many there are, which may be more.
size_t tlsbench_loaded_objects(struct tlsbench_object *_Nonnull objects, size_t capacity);
