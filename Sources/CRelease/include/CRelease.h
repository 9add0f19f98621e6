#ifndef TLSBENCH_CRELEASE_H
#define TLSBENCH_CRELEASE_H

/// The commit that a release was built from, in hexadecimal; empty in every other build.
extern const char *const tlsbench_release_commit;

#endif
