#define _GNU_SOURCE
#include "allocations.h"
#include "heap_search.h"
#include "survivors.h"
#include "wiping.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);

// Secrets are cut into pieces of 8 octets: 15 in a row, wherever they begin, hold one of them whole. The table is of a
// fixed size because nothing here may allocate.
enum { CAPACITY = 8192 };
static uint64_t pieces[CAPACITY];
static atomic_size_t piece_count;
// One bit for each value of a piece's lowest 16 bits: most places in memory need no more than a look here.
static _Atomic uint64_t filter[1024];
static atomic_size_t findings, findings_of_libcrypto, first_finding, survivors;

static void add(uint64_t piece) {
    size_t index = atomic_load(&piece_count);
    // Zeros, and the like, are everywhere.
    if (piece == 0 || piece == UINT64_MAX) return;
    if (index == CAPACITY) abort();
    pieces[index] = piece;
    atomic_fetch_or(&filter[(piece & 0xffff) >> 6], UINT64_C(1) << (piece & 63));
    atomic_store(&piece_count, index + 1);
}

void wiping_watch(const void *octets, size_t count) {
    for (size_t offset = 0; offset + 8 <= count; offset += 8) {
        uint64_t piece;
        memcpy(&piece, (const char *)octets + offset, 8);
        add(piece);
        add(__builtin_bswap64(piece));
    }
}

size_t wiping_findings(void) { return findings; }
size_t wiping_findings_of_libcrypto(void) { return findings_of_libcrypto; }
size_t wiping_first_finding(void) { return first_finding; }
size_t wiping_survivors(void) { return survivors; }

static int is_piece(uint64_t word) {
    if (!(atomic_load_explicit(&filter[(word & 0xffff) >> 6], memory_order_relaxed) >> (word & 63) & 1)) return 0;
    size_t count = piece_count;
    for (size_t index = 0; index < count; index++) {
        if (pieces[index] == word) return 1;
    }
    return 0;
}

size_t wiping_kept(void) { return heap_places(is_piece); }

static int holds_piece(const char *block, size_t size) {
    for (size_t offset = 0; offset + 8 <= size; offset++) {
        uint64_t word;
        memcpy(&word, block + offset, 8);
        if (is_piece(word)) return 1;
    }
    return 0;
}

static int is_in_libcrypto(const void *code) {
    Dl_info info;
    return dladdr(code, &info) && info.dli_fname && strstr(info.dli_fname, "libcrypto") != NULL;
}

static void inspect(void *block, const void *caller) {
    if (block == NULL) return;
    size_t left = survivors_freed(block);
    // Blocks of libcrypto hold much that is public, and nobody here can tell.
    if (left > 0 && !is_in_libcrypto(caller)) survivors += left;
    if (piece_count == 0) return;
    size_t size = malloc_usable_size(block);
    if (!holds_piece(block, size)) return;
    if (is_in_libcrypto(caller)) {
        findings_of_libcrypto++;
    } else {
        size_t none = 0;
        atomic_compare_exchange_strong(&first_finding, &none, size);
        findings++;
    }
    // The block's next owner may not write all of it: nothing is to be found twice.
    memset(block, 0, size);
}

static atomic_size_t allocations;

size_t allocation_count(void) { return allocations; }

static void *handed_out(void *block) {
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
    survivors_allocated(block);
    return block;
}

void *malloc(size_t size) { return handed_out(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return handed_out(__libc_calloc(count, size)); }
void *memalign(size_t alignment, size_t size) { return handed_out(__libc_memalign(alignment, size)); }
void *aligned_alloc(size_t alignment, size_t size) { return handed_out(__libc_memalign(alignment, size)); }

int posix_memalign(void **block, size_t alignment, size_t size) {
    *block = handed_out(__libc_memalign(alignment, size));
    return *block == NULL ? ENOMEM : 0;
}

void free(void *block) {
    inspect(block, __builtin_return_address(0));
    __libc_free(block);
}

// Always moves, so that what realloc(3) leaves behind is seen.
void *realloc(void *block, size_t size) {
    void *moved = handed_out(__libc_malloc(size));
    if (moved == NULL || block == NULL) return moved;
    size_t old = malloc_usable_size(block);
    memcpy(moved, block, old < size ? old : size);
    inspect(block, __builtin_return_address(0));
    __libc_free(block);
    return moved;
}
