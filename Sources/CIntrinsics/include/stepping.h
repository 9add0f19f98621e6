// Counts the instructions of this thread by the processor's own trap flag (AMD64 manual volume 2, §13.1.4): the very code that
// is timed, with whatever instructions this processor has. A trap after every instruction costs some ten microseconds here.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// One instruction that was executed: where it lies, and how often.
struct tlsbench_step {
    uint64_t address;
    uint64_t count;
};

/// Makes the handler and an empty table ready; 0, or -1 with errno where there is no trap flag or no memory.
int tlsbench_prepare_stepping(void);
/// Begins or ends stepping in this thread, if it was made ready.
void tlsbench_toggle_stepping(void);
/// Ends it for good and lends the table: `count` entries, some of them empty (their count is 0). Another call of
/// ``tlsbench_prepare_stepping`` takes it back.
const struct tlsbench_step *_Nullable tlsbench_steps(size_t *_Nonnull count);
/// A hash of the addresses of all instructions of this program's own file, in the order in which they were executed since
/// ``tlsbench_prepare_stepping``: the same for two runs that took the same branches. What shared libraries did is not in it.
uint64_t tlsbench_step_trace(void);
/// Instructions that found no room in the table.
uint64_t tlsbench_lost_steps(void);
