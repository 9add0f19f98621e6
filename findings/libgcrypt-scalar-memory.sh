#!/usr/bin/env bash
# libgcrypt multiplies a point by another method when the scalar lies in secure memory: up to 2.6 times the instructions.
#
# Software: libgcrypt20 1.10.1 (Debian 12); counted by callgrind 3.19.0.
# Expected: where a number is kept does not change what is computed with it.
# Seen:     gcry_mpi_ec_mul() on NIST P-256 with a scalar of 225 bits executes 8.6 million instructions if the scalar was
#           read from gcry_malloc_secure(), whatever the scalar, and 3.3 to 5.8 million if it was read from malloc(): a
#           flag of the number chooses the method, and numbers have it from the memory that they were read from. A
#           benchmark with numbers from ordinary memory measures code that no private key takes.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libgcrypt20=1.10.1-3+deb12u1 libgcrypt20-dev=1.10.1-3+deb12u1 \
    libgpg-error0=1.46-1 libgpg-error-dev=1.46-1 valgrind=1:3.19.0-1
compile bookworm multiply -lgcrypt -lgpg-error <<'C'
#include <gcrypt.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>
int main(int argc, char **argv) {
    gcry_mpi_t scalar;
    gcry_ctx_t curve;
    gcry_check_version(NULL);
    gcry_control(GCRYCTL_DISABLE_SECMEM_WARN);
    gcry_control(GCRYCTL_INIT_SECMEM, 65536, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    unsigned char *bytes = strcmp(argv[1], "secure") ? malloc(29) : gcry_malloc_secure(29);
    memset(bytes, strtol(argv[2], NULL, 16), 29);
    bytes[0] = bytes[28] = 1;
    if (gcry_mpi_scan(&scalar, GCRYMPI_FMT_USG, bytes, 29, NULL) || gcry_mpi_ec_new(&curve, NULL, "NIST P-256")) return 1;
    gcry_mpi_point_t base = gcry_mpi_ec_get_point("g", curve, 1), product = gcry_mpi_point_new(0);
    CALLGRIND_TOGGLE_COLLECT;
    gcry_mpi_ec_mul(product, scalar, base, curve);
    CALLGRIND_TOGGLE_COLLECT;
}
C
for byte in 00 ff a5; do
    between "secure memory, bytes $byte" "$(instructions bookworm "$work/multiply" secure $byte)" 8300000 9100000
done
between "other memory, bytes 00" "$(instructions bookworm "$work/multiply" other 00)" 2900000 3700000
between "other memory, bytes a5" "$(instructions bookworm "$work/multiply" other a5)" 5500000 6400000
