// What the Swift runtime exports for everybody, and none of its modules declares (swift/stdlib/public/runtime/Demangle.cpp).
#pragma once

#include <stddef.h>
#include <stdint.h>

/// A linker's name as Swift writes it, for the caller to free; NULL if it is none of Swift's.
char *_Nullable swift_demangle(const char *_Nonnull name, size_t length, char *_Nullable output,
                               size_t *_Nullable output_length, uint32_t flags);
