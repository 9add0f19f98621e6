#define _GNU_SOURCE
#include "survivors.h"
#include "wiping.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t);
void __libc_free(void *);

// What expands from a secret has octets that only its holder knows. So the blocks that it is given are followed, and
// copied just before it goes; what is the same when they come back was not wiped. All of it on the thread that asked.
struct followed {
    void *block;
    uint64_t *copy;
    size_t words;
};

enum { CAPACITY = 8192 };
static struct followed followed[CAPACITY];
static size_t followed_end, words_seen;
static _Thread_local int is_following;

// What holders have besides secrets are pointers, lengths, counts and flags: in at least one half of such a word, the 16
// upper bits are all the same. So they are in a random word with a chance of 2⁻¹³.
static int may_be_secret(uint64_t word) {
    uint16_t upper = (uint16_t)(word >> 48), lower = (uint16_t)(word >> 16);
    return upper != 0 && upper != UINT16_MAX && lower != 0 && lower != UINT16_MAX;
}

void wiping_follow(void) { is_following = 1; }

int wiping_freeze(const void *holder) {
    int is_holder_followed = 0;
    is_following = 0;
    for (size_t index = 0; index < followed_end; index++) {
        struct followed *one = &followed[index];
        if (one->block == NULL) continue;
        one->words = malloc_usable_size(one->block) / 8;
        one->copy = __libc_malloc(one->words * 8);
        if (one->copy == NULL) abort();
        memcpy(one->copy, one->block, one->words * 8);
        is_holder_followed |= one->block == holder;
    }
    return is_holder_followed;
}

static void forget(struct followed *one) {
    if (one->copy != NULL) explicit_bzero(one->copy, one->words * 8);
    __libc_free(one->copy);
    *one = (struct followed){0};
}

size_t wiping_unfollow(void) {
    size_t seen = words_seen;
    for (size_t index = 0; index < followed_end; index++) forget(&followed[index]);
    followed_end = words_seen = 0;
    return seen;
}

void survivors_allocated(void *block) {
    if (!is_following || block == NULL) return;
    size_t index = 0;
    while (index < followed_end && followed[index].block != NULL) index++;
    if (index == CAPACITY) abort();
    if (index == followed_end) followed_end++;
    followed[index].block = block;
    // What the block's last owner left is not the next one's.
    memset(block, 0, malloc_usable_size(block));
}

size_t survivors_freed(void *block) {
    size_t index = 0, survivors = 0;
    while (index < followed_end && followed[index].block != block) index++;
    if (index == followed_end) return 0;
    const struct followed *one = &followed[index];
    if (one->copy != NULL) {
        for (size_t word = 0; word < one->words; word++) {
            uint64_t now;
            memcpy(&now, (const char *)block + 8 * word, 8);
            if (!may_be_secret(one->copy[word])) continue;
            words_seen++;
            survivors += now == one->copy[word];
        }
    }
    forget(&followed[index]);
    return survivors;
}
