// A look at the whole heap, given back or not.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// How many places of the heap hold a word for which `is_sought`; SIZE_MAX if there is no heap to be found.
size_t heap_places(int (*is_sought)(uint64_t word));
