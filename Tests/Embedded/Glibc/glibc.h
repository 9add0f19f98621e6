// The functions of glibc that CryptoBackend, SwiftCore and the driver call, for a target whose toolchain has no such module. What
// they declare is in the C library that the program is linked with.
#pragma once
#include <stddef.h>
#include <stdint.h>

void *_Nullable memcpy(void *_Nullable restrict target, const void *_Nullable restrict source, size_t count);
void *_Nullable memset(void *_Nullable target, int octet, size_t count);
void explicit_bzero(void *_Nullable target, size_t count);
int getentropy(void *_Nonnull target, size_t count);
char *_Nullable getenv(const char *_Nonnull name);
int *_Nonnull __errno_location(void);
long read(int descriptor, void *_Nonnull target, size_t count);
_Noreturn void exit(int status);
