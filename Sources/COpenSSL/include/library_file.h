// What can be told of a file before a dynamic linker is asked to load it: it would crash on one whose end is missing.
#pragma once
#include "openssl_library.h"
#include <stddef.h>

/// Reads a library's name for dynamic linkers (DT_SONAME) into `name`, empty if it has none. What is wrong with the file otherwise,
/// with `detail` as in `tlsbench_openssl_library`; both are ended, and cut where they are longer than `size`.
enum tlsbench_openssl_failure tlsbench_inspect_library(const char *path, char *name, char *detail, size_t size);
