#define _GNU_SOURCE
#include "heap_search.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

// The bounds of what brk(2) has given, which is where malloc(3) puts all but the largest blocks of the first thread.
static int find_heap(const char **start, const char **end) {
    char line[512];
    unsigned long first, last;
    FILE *maps = fopen("/proc/self/maps", "r");
    int found = 0;
    while (maps != NULL && !found && fgets(line, sizeof line, maps) != NULL) {
        found = strstr(line, "[heap]") != NULL && sscanf(line, "%lx-%lx", &first, &last) == 2;
    }
    if (maps != NULL) fclose(maps);
    if (found) {
        *start = (const char *)first;
        *end = (const char *)last;
    }
    return found;
}

size_t heap_places(int (*is_sought)(uint64_t word)) {
    const char *start, *end;
    size_t places = 0;
    if (!find_heap(&start, &end)) return SIZE_MAX;
    for (; end - start >= 8; start++) {
        uint64_t word;
        memcpy(&word, start, 8);
        places += is_sought(word) != 0;
    }
    return places;
}
