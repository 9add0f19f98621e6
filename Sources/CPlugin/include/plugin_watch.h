/// Watches a plug-in while it is loaded and verified: which of its functions runs, so that one that crashes, exits or does not return
/// is named. Nothing of it is on while benchmarks run.
#ifndef TLSBENCH_PLUGIN_WATCH_H
#define TLSBENCH_PLUGIN_WATCH_H

#include <stddef.h>
#include <stdint.h>

/// Nonzero while watching.
extern int tlsbench_plugin_watching;

static inline int tlsbench_plugin_is_watched(void) { return tlsbench_plugin_watching; }

/// Begins: on a fatal signal, exit() or a call of more than `seconds`, `before`, the function's name and what happened are written to
/// `descriptor` as one line, and the process ends. `before` stays valid.
void tlsbench_plugin_watch(int descriptor, const char *before, unsigned seconds);

/// Ends.
void tlsbench_plugin_unwatch(void);

/// A function of the plug-in begins, by a name that stays valid; and is over.
void tlsbench_plugin_enter(const char *function);
void tlsbench_plugin_leave(void);

/// Leads standard output into memory.
void tlsbench_plugin_capture(void);

/// Leads standard output to where it led before tlsbench_plugin_capture(), and copies the beginning of what came since: the number of
/// octets that came.
int64_t tlsbench_plugin_captured(char *beginning, size_t size);

/// The threads of this process (proc(5), /proc/pid/task).
int tlsbench_plugin_threads(void);

#endif
