#define _GNU_SOURCE
#include "linux_processes.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
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

int tlsbench_prefer(int process) {
    struct sched_param lowest = {.sched_priority = sched_get_priority_min(SCHED_RR)};
    if (sched_setscheduler(process, SCHED_RR, &lowest) == 0) return 2;
    return setpriority(PRIO_PROCESS, (id_t)process, -20) == 0 ? 1 : 0;
}

int tlsbench_preference(void) {
    int policy = sched_getscheduler(0);
    int nice = getpriority(PRIO_PROCESS, 0);
    struct sched_param before;
    if (policy < 0 || sched_getparam(0, &before) != 0) return 0;
    int preference = tlsbench_prefer(0);
    sched_setscheduler(0, policy, &before);
    if (preference == 1) setpriority(PRIO_PROCESS, 0, nice);
    return preference;
}

int tlsbench_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

int tlsbench_open_instruction_counter(void) {
    struct perf_event_attr attributes = {
        .type = PERF_TYPE_HARDWARE,
        .size = sizeof attributes,
        .config = PERF_COUNT_HW_INSTRUCTIONS,
        .exclude_kernel = 1,
        .exclude_hv = 1,
    };
    long descriptor = syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
    return descriptor < 0 ? -errno : (int)descriptor;
}
