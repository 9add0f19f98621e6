/* What the parts of the check share: the plug-in that is looked at, the one that it is compared with, and facts. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tlsbench_plugin.h"

/* The plug-in, and another for agreement (OpenSSL's), which may be the same. */
extern const tlsbench_plugin_table *plugin, *reference;
/* Of lengths that are tried one by one, every how many-th is: 1, or more under valgrind. */
extern size_t stride;

/* Counts a fact, and prints it where it does not hold. */
void fact(int holds, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Names something that the plug-in does not offer. */
void absent(const char *what);

/* A copy in memory of its own of exactly that length, so that a read behind it is seen by valgrind and AddressSanitizer. */
uint8_t *copy_of(const uint8_t *octets, size_t length);
/* Room for an output, with octets behind it that must not change; `room_free` looks at them. */
uint8_t *room(size_t length);
void room_free(uint8_t *output, size_t length, const char *what);
/* The octets of hexadecimal digits; the caller frees them. */
uint8_t *octets_of(const char *digits, size_t *length);
/* Octets that differ from call to call, and are the same in every run. */
void arbitrary(uint8_t *output, size_t length);

static inline int same(const uint8_t *left, const uint8_t *right, size_t length) {
    return length == 0 || memcmp(left, right, length) == 0;
}

/* Calls a function in several threads at once; it returns how often something failed. */
void check_threads(int (*function)(void *), void *argument, const char *what);

/* The parts. */
void check_table(void);
void check_hashes(void);
void check_macs(void);
void check_records(void);
void check_exchange(void);
void check_rsa(void);
void check_lengths(void);
void check_ecdsa(void);
void check_objects_of_threads(void);

#endif
