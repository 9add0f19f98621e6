#define _GNU_SOURCE
#include "event_queue.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <time.h>

enum { MOST_EVENTS = 256 };

int tlsbench_open_queue(void) { return epoll_create1(EPOLL_CLOEXEC); }

int tlsbench_watch(int queue, int socket, uint64_t mark) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.u64 = mark};
    return epoll_ctl(queue, EPOLL_CTL_ADD, socket, &event);
}

int tlsbench_await(int queue, struct tlsbench_event *events, int most, int64_t nanoseconds) {
    if (nanoseconds > 0) {
        // epoll_wait(2) knows milliseconds only, and epoll_pwait2(2) is younger than some systems that this runs on.
        struct pollfd any = {.fd = queue, .events = POLLIN};
        struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
        int ready = ppoll(&any, 1, &limit, NULL);
        if (ready <= 0) return ready;
    }
    struct epoll_event found[MOST_EVENTS];
    int count = epoll_wait(queue, found, most < MOST_EVENTS ? most : MOST_EVENTS, 0);
    for (int index = 0; index < count; index++) {
        uint32_t flags = found[index].events;
        events[index].mark = found[index].data.u64;
        events[index].has_ended = (flags & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
        events[index].is_readable = events[index].has_ended || (flags & EPOLLIN) != 0;
    }
    return count;
}

void tlsbench_wake_promptly(void) { prctl(PR_SET_TIMERSLACK, 1UL); }
