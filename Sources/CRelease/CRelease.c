#include "CRelease.h"

// `.ci/release` compiles this once more, for SwiftPM remembers the commit that it told a manifest first (`Context.gitInformation`).
#ifndef TLSBENCH_COMMIT
#define TLSBENCH_COMMIT ""
#endif

const char *const tlsbench_release_commit = TLSBENCH_COMMIT;
