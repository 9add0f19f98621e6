#define _GNU_SOURCE
#include "linux_processes.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

int tlsbench_pin(int processor) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    return sched_setaffinity(0, sizeof set, &set);
}

int tlsbench_leave(int processor, int other) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return -1;
    CPU_CLR(processor, &set);
    CPU_SET(other, &set);
    return sched_setaffinity(0, sizeof set, &set);
}

int tlsbench_may_use(int processor) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_ISSET(processor, &set);
}

int tlsbench_current_processor(void) { return sched_getcpu(); }

int tlsbench_most_processors(void) { return CPU_SETSIZE; }

int tlsbench_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }
