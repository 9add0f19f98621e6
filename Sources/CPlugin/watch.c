#define _GNU_SOURCE
#include "include/plugin_watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int tlsbench_plugin_watching;

static const char *volatile current;
static const char *prefix = "";
static int output = -1;
static unsigned patience;
static int captured = -1, standard_output = -1;

/// Signals that end a process because of what it did itself; and the alarm, for what it does not do.
static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGALRM};
enum { signal_count = sizeof signals / sizeof *signals };
/// Longer than a batch of benchmarks may take, and shorter than a coordinator waits: as BenchCore's WorkerLoop has it.
enum { longest_request = 125 };

static void add(char *line, size_t size, const char *text) {
    size_t length = strlen(line);
    while (*text && length + 2 < size) line[length++] = *text++;
    line[length] = 0;
}

static void add_number(char *line, size_t size, unsigned number) {
    char digits[12] = "";
    size_t place = sizeof digits - 1;
    do digits[--place] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    add(line, size, digits + place);
}

/// With nothing but what signal-safety(7) allows.
static void report(const char *what, unsigned number, const char *rest) {
    char line[256] = "";
    add(line, sizeof line, prefix);
    add(line, sizeof line, current);
    add(line, sizeof line, what);
    add_number(line, sizeof line, number);
    add(line, sizeof line, rest);
    add(line, sizeof line, "\n");
    current = NULL;
    if (write(output, line, strlen(line)) < 0) _exit(1);
}

static void ended(int number) {
    if (current && number == SIGALRM) {
        report(" has not returned for ", patience, " s (a function returns; look for a lock or a loop in it)");
    } else if (current) {
        report(" crashed with signal ", (unsigned)number, " (run it under valgrind or a debugger)");
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void exited(int status, void *unused) {
    (void)unused;
    if (current) report(" called exit(", (unsigned)status & 0xFF, ") (return an error in its place)");
}

void tlsbench_plugin_watch(int descriptor, const char *before, unsigned seconds) {
    static char stack[1 << 16];
    static int is_registered;
    output = descriptor;
    prefix = before;
    patience = seconds;
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
    struct sigaction action = {.sa_handler = ended, .sa_flags = SA_ONSTACK | SA_NODEFER};
    for (int place = 0; place < signal_count; place++) sigaction(signals[place], &action, NULL);
    if (!is_registered) is_registered = on_exit(exited, NULL) == 0;
    tlsbench_plugin_watching = 1;
}

void tlsbench_plugin_unwatch(void) {
    tlsbench_plugin_watching = 0;
    alarm(0);
    for (int place = 0; place < signal_count; place++) signal(signals[place], SIG_DFL);
}

void tlsbench_plugin_enter(const char *function) {
    if (!tlsbench_plugin_watching) return;
    current = function;
    alarm(patience);
}

void tlsbench_plugin_leave(void) {
    if (!tlsbench_plugin_watching) return;
    current = NULL;
    alarm(longest_request);
}

void tlsbench_plugin_capture(void) {
    fflush(NULL);
    captured = memfd_create("standard output", MFD_CLOEXEC);
    standard_output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (captured >= 0 && standard_output >= 0) dup2(captured, STDOUT_FILENO);
}

int64_t tlsbench_plugin_captured(char *beginning, size_t size) {
    fflush(NULL);
    beginning[0] = 0;
    if (standard_output >= 0) {
        dup2(standard_output, STDOUT_FILENO);
        close(standard_output);
        standard_output = -1;
    }
    if (captured < 0) return 0;
    struct stat status;
    int64_t count = fstat(captured, &status) == 0 ? (int64_t)status.st_size : 0;
    ssize_t copied = pread(captured, beginning, size - 1, 0);
    beginning[copied > 0 ? copied : 0] = 0;
    close(captured);
    captured = -1;
    return count;
}

int tlsbench_plugin_threads(void) {
    DIR *folder = opendir("/proc/self/task");
    if (!folder) return 0;
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}
