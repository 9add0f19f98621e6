#include "CRelease.h"

#ifndef TLSBENCH_COMMIT
#define TLSBENCH_COMMIT ""
#endif

const char *const tlsbench_release_commit = TLSBENCH_COMMIT;
