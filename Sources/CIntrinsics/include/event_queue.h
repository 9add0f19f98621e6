// Waiting for many sockets at once (epoll(7)), with limits in nanoseconds: Swift's import of glibc has neither.
#pragma once
#include <stdint.h>

/// What happened to a socket.
struct tlsbench_event {
    /// The number that the socket was watched under.
    uint64_t mark;
    /// Whether there is something to read, be it the end or an error.
    uint32_t is_readable;
    /// Whether the peer sends no more, or the connection is broken.
    uint32_t has_ended;
};

/// A queue of events, which children do not inherit: a file descriptor, or -1 with errno.
int tlsbench_open_queue(void);
/// Watches a socket until it is closed; each change is reported once (EPOLLET). 0, or -1 with errno.
int tlsbench_watch(int queue, int socket, uint64_t mark);
/// Waits for events, `nanoseconds` at most: how many there are, or -1 with errno.
int tlsbench_await(int queue, struct tlsbench_event *_Nonnull events, int most, int64_t nanoseconds);
/// Lets this thread's waits end when they should: by default the kernel may add 50 µs (PR_SET_TIMERSLACK of prctl(2)).
void tlsbench_wake_promptly(void);
