#define _GNU_SOURCE
#include "linux_processes.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
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

int tlsbench_get_scheduling(struct tlsbench_scheduling *scheduling) {
    struct sched_param parameters;
    scheduling->policy = sched_getscheduler(0);
    errno = 0;
    scheduling->nice = getpriority(PRIO_PROCESS, 0);
    if (scheduling->policy < 0 || errno != 0 || sched_getparam(0, &parameters) != 0) return -1;
    scheduling->priority = parameters.sched_priority;
    return 0;
}

int tlsbench_set_scheduling(struct tlsbench_scheduling scheduling) {
    struct sched_param parameters = {.sched_priority = scheduling.priority};
    if (sched_setscheduler(0, scheduling.policy, &parameters) != 0) return -1;
    return setpriority(PRIO_PROCESS, 0, scheduling.nice);
}

int tlsbench_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

int tlsbench_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }

// In the child of vfork(2), which has the parent's memory: system calls alone, and no handler of the parent's.
static void become(
    const char *path, char *const *arguments, char *const *environment, int input, int output, pid_t parent, const sigset_t *mask,
    volatile int *failure) {
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) != 0 || action.sa_handler == SIG_IGN || action.sa_handler == SIG_DFL) continue;
        action.sa_flags = 0;
        action.sa_handler = SIG_DFL;
        sigaction(number, &action, NULL);
    }
    tlsbench_die_with_parent();
    // A parent that went before that call sends no signal any more.
    if (getppid() != parent) _exit(127);
    setpgid(0, 0);
    if (dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0) {
        sigprocmask(SIG_SETMASK, mask, NULL);
        execve(path, arguments, environment);
    }
    *failure = errno;
    _exit(127);
}

int tlsbench_spawn(const char *path, char *const *arguments, char *const *environment, int input, int output, int *process) {
    // Above the standard ones neither end can be in the other's place, and dup2 leaves no mark that would close it.
    int ends[2] = {fcntl(input, F_DUPFD_CLOEXEC, STDERR_FILENO + 1), fcntl(output, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)};
    volatile int failure = ends[0] < 0 || ends[1] < 0 ? errno : 0;
    if (failure == 0) {
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, &before);
        pid_t parent = getpid();
        pid_t child = vfork();
        if (child == 0) become(path, arguments, environment, ends[0], ends[1], parent, &before, &failure);
        if (child < 0) failure = errno;
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        while (child > 0 && failure != 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR) {
        }
        *process = child;
    }
    for (int end = 0; end < 2; end++) {
        if (ends[end] >= 0) close(ends[end]);
    }
    return failure;
}

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
