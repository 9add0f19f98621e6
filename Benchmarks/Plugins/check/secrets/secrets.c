/* Whether what the plug-ins share takes constant time: under valgrind, with secrets that count as uninitialised, a branch or an index
 * that depends on one is an error of memcheck's. With -DLEAK it has one, which has to be found. */
#include <stdio.h>
#include <valgrind/memcheck.h>

#include "../../plugin.h"

enum { BLOCK_LENGTH = 256 };

static void reveal(void *octets, size_t length) { (void)VALGRIND_MAKE_MEM_DEFINED(octets, length); }

/* A block of padding that is right but for one octet. */
static uint32_t premaster_of(size_t place, uint8_t value) {
    uint8_t block[BLOCK_LENGTH] = {0, 2}, premaster[PREMASTER_LENGTH];
    memset(block + 2, 0x77, sizeof block - 2);
    block[BLOCK_LENGTH - PREMASTER_LENGTH - 1] = 0;
    block[BLOCK_LENGTH - PREMASTER_LENGTH] = 3;
    block[BLOCK_LENGTH - PREMASTER_LENGTH + 1] = 3;
    block[place] = value;
    memset(premaster, 0xA5, sizeof premaster);
    (void)VALGRIND_MAKE_MEM_UNDEFINED(block, sizeof block);
    (void)VALGRIND_MAKE_MEM_UNDEFINED(premaster, sizeof premaster);
#ifdef LEAK
    if (block[0] != 0) return 1;
#endif
    take_premaster_of_block(block, sizeof block, 0x0303, premaster);
    reveal(premaster, sizeof premaster);
    return premaster[PREMASTER_LENGTH - 1];
}

static int holds(int fact, const char *what) {
    if (!fact) fprintf(stderr, "does not hold: %s\n", what);
    return fact;
}

int main(void) {
    int all = holds(premaster_of(2, 0x77) == 0x77, "a good block's message");
    all &= holds(premaster_of(0, 1) == 0xA5 && premaster_of(1, 1) == 0xA5, "a bad beginning");
    for (size_t i = 2; i < BLOCK_LENGTH - PREMASTER_LENGTH - 1; i++) all &= holds(premaster_of(i, 0) == 0xA5, "a zero in the padding");
    all &= holds(premaster_of(BLOCK_LENGTH - PREMASTER_LENGTH - 1, 1) == 0xA5, "no separator");
    all &= holds(premaster_of(BLOCK_LENGTH - PREMASTER_LENGTH, 2) == 0xA5, "another version");
    all &= holds(premaster_of(BLOCK_LENGTH - PREMASTER_LENGTH + 1, 2) == 0xA5, "another version");

    uint8_t number[32], other[32];
    memset(number, 0xFF, sizeof number);
    memcpy(other, p256_order, sizeof other);
    (void)VALGRIND_MAKE_MEM_UNDEFINED(number, sizeof number);
    (void)VALGRIND_MAKE_MEM_UNDEFINED(other, sizeof other);
    uint32_t answers[] = {
        is_secret_below(number, other, 32), is_secret_below(other, number, 32), is_secret_below(other, p256_order, 32),
        is_zero(number, 32),                difference(number, other, 32),      difference(other, p256_order, 32),
    };
    reveal(answers, sizeof answers);
    all &= holds(!answers[0] && answers[1] && !answers[2], "which number is below");
    all &= holds(!answers[3] && answers[4] != 0 && answers[5] == 0, "which numbers differ");
    return all ? 0 : 1;
}
