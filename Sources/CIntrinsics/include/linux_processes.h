// What Linux has for processes and glibc shows only with _GNU_SOURCE, which Swift's import of glibc does not set.
#pragma once

/// Keeps this process on one processor; 0, or -1 with errno.
int tlsbench_pin(int processor);
/// Takes one processor out of those that this process may use, of which `other` is one; 0, or -1 with errno.
int tlsbench_leave(int processor, int other);
/// Whether this process may use a processor.
int tlsbench_may_use(int processor);
/// The processor that this thread runs on.
int tlsbench_current_processor(void);
/// The most processors that the functions above know of.
int tlsbench_most_processors(void);
/// Lets a process, with all its threads to come, run before all ordinary ones: 2 if in real time (SCHED_RR, lowest
/// priority), 1 if by the best nice value, 0 if neither is allowed.
int tlsbench_prefer(int process);
/// What ``tlsbench_prefer`` would give for a child of this process.
int tlsbench_preference(void);
/// How this process is scheduled: its policy, its priority among those in real time, and its nice value.
struct tlsbench_scheduling {
    int policy, priority, nice;
};
/// How it is now; 0, or -1 with errno.
int tlsbench_get_scheduling(struct tlsbench_scheduling *_Nonnull scheduling);
/// Makes it so; 0, or -1 with errno.
int tlsbench_set_scheduling(struct tlsbench_scheduling scheduling);
/// A pipe that children do not inherit; 0, or -1 with errno.
int tlsbench_pipe(int *_Nonnull ends);
/// Lets the kernel kill this process as soon as its parent has gone; 0, or -1 with errno (PR_SET_PDEATHSIG of prctl(2), which
/// takes the thread that started this process for its parent).
int tlsbench_die_with_parent(void);
/// Starts a program in a process group of its own, with these descriptors for its standard input and output: it is killed when the
/// calling thread has gone, however that ends. 0, or an error number. `arguments` and `environment` end with a null pointer.
int tlsbench_spawn(
    const char *_Nonnull path, char *_Nullable const *_Nonnull arguments, char *_Nullable const *_Nonnull environment, int input,
    int output, int *_Nonnull process);
/// Opens a counter of this thread's instructions (perf_event_open(2)): a file descriptor, or −errno.
int tlsbench_open_instruction_counter(void);
