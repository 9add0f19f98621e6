#define _GNU_SOURCE
#include "stepping.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

#if defined(__x86_64__)

// A handshake executes some 30,000 different instructions.
#define CAPACITY ((size_t)1 << 18)
// Bit 8 of RFLAGS.
#define TRAP_FLAG 0x100

static struct tlsbench_step *table;
static uint64_t last, lost, trace;
// The linker's names for where the program's own code lies (ld(1), "PROVIDE").
extern const char __executable_start, etext;
static int is_ready;
static __thread int is_stepping;

// The instruction at the context's address is the next one to be executed.
static void on_trap(int number, siginfo_t *information, void *context) {
    (void)number;
    (void)information;
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    if (!is_stepping) {
        // A thread that began with its parent's flags.
        registers[REG_EFL] &= ~(greg_t)TRAP_FLAG;
        return;
    }
    uint64_t address = (uint64_t)registers[REG_RIP];
    // A string instruction traps after each of its iterations, and is one instruction.
    if (address == last) return;
    last = address;
    // FNV-1a, a word at a time.
    if (address >= (uint64_t)&__executable_start && address < (uint64_t)&etext) trace = (trace ^ address) * 0x100000001B3u;
    size_t place = (size_t)(address * 0x9E3779B97F4A7C15u >> 46);
    for (size_t tries = 0; tries < 64; tries++, place = (place + 1) % CAPACITY) {
        if (table[place].address == address || table[place].count == 0) {
            table[place].address = address;
            table[place].count++;
            return;
        }
    }
    lost++;
}

int tlsbench_prepare_stepping(void) {
    if (table == NULL) {
        void *memory = mmap(
            NULL, CAPACITY * sizeof *table, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (memory == MAP_FAILED) return -1;
        table = memory;
    }
    memset(table, 0, CAPACITY * sizeof *table);
    last = lost = 0;
    // What threw between a beginning and its end has left it set, and the flag with it, which the next trap clears.
    is_stepping = 0;
    trace = 0xCBF29CE484222325u;
    struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_RESTART};
    if (sigaction(SIGTRAP, &action, NULL) != 0) return -1;
    is_ready = 1;
    return 0;
}

void tlsbench_toggle_stepping(void) {
    if (!is_ready) return;
    is_stepping = !is_stepping;
    // The flags lie below the red zone, which a compiler may use.
    if (is_stepping) {
        __asm__ volatile("lea -128(%%rsp), %%rsp; pushfq; orq $0x100, (%%rsp); popfq; lea 128(%%rsp), %%rsp" ::: "memory", "cc");
    } else {
        __asm__ volatile("lea -128(%%rsp), %%rsp; pushfq; andq $~0x100, (%%rsp); popfq; lea 128(%%rsp), %%rsp" ::: "memory", "cc");
    }
}

const struct tlsbench_step *tlsbench_steps(size_t *count) {
    is_ready = 0;
    *count = table == NULL ? 0 : CAPACITY;
    return table;
}

uint64_t tlsbench_lost_steps(void) { return lost; }

uint64_t tlsbench_step_trace(void) { return trace; }

#else

int tlsbench_prepare_stepping(void) {
    errno = ENOSYS;
    return -1;
}

void tlsbench_toggle_stepping(void) {}

const struct tlsbench_step *tlsbench_steps(size_t *count) {
    *count = 0;
    return NULL;
}

uint64_t tlsbench_lost_steps(void) { return 0; }

uint64_t tlsbench_step_trace(void) { return 0; }

#endif
