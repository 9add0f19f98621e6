// Counts the heap blocks that this program asks for, whoever asks: Swift's runtime, libcrypto, GMP.
#pragma once
#include <stddef.h>

/// How many blocks were handed out since the process began; a block that realloc(3) resizes counts once more.
size_t allocation_count(void);
