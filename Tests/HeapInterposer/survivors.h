// What malloc(3) and free(3) tell survivors.c.
#pragma once
#include <stddef.h>

/// A block was handed out.
void survivors_allocated(void *block);
/// A block comes back, with how much of what it held a moment ago.
///
/// Returns how many words of its copy it still holds; 0 if nobody follows it.
size_t survivors_freed(void *block);
