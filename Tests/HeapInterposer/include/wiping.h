// Looks into every heap block at the moment it is given back, whoever gives it back: this program, Swift's runtime, or
// libcrypto. The functions of malloc(3) in an executable come before those of glibc.
#pragma once
#include <stddef.h>

/// From now on no freed block may hold 15 octets in a row of these, in this order or backwards, as limbs hold a number.
void wiping_watch(const void *_Nonnull octets, size_t count);
/// How many freed blocks held some, not counting those that code of libcrypto itself gave back.
size_t wiping_findings(void);
/// How many freed blocks held some, and were given back by code of libcrypto.
size_t wiping_findings_of_libcrypto(void);
/// How many places of the heap hold some now, in blocks that nobody has freed too.
size_t wiping_kept(void);
/// The size of the first block that `wiping_findings` counts; 0 if there is none.
size_t wiping_first_finding(void);

/// From now on follows every block that this thread is given.
void wiping_follow(void);
/// Copies the followed blocks as they are now, and follows no others: what they hold must not be in them when they are
/// freed. Returns whether `holder` is one of them.
int wiping_freeze(const void *_Nonnull holder);
/// Forgets the followed blocks. Returns how many words of those that were freed could have been secret before.
size_t wiping_unfollow(void);
/// How many words of followed blocks were the same when freed, not counting blocks that code of libcrypto gave back.
size_t wiping_survivors(void);
