import BenchCore
import Glibc
import Testing

@Suite struct `What is known of machine and clock` {
    @Test func `the clock goes on, and knows what it costs`() {
        let clock = Clock()
        let first = clock.now()
        #expect(clock.now() >= first)
        // Where the kernel has to ask a device, a reading takes some microseconds.
        #expect(clock.cost > 0 && clock.cost < 1_000_000)
    }

    @Test func `a stopwatch adds up its segments and nothing else`() {
        let clock = Clock()
        var stopwatch = Stopwatch(clock)
        #expect(stopwatch.elapsed == 0)
        for _ in 0..<3 {
            stopwatch.start()
            let end = clock.now() + 200_000
            while clock.now() < end {}
            stopwatch.stop()
            let pause = clock.now() + 400_000
            while clock.now() < pause {}
        }
        #expect(stopwatch.segments == 3)
        // What a reading costs is taken off.
        #expect(Double(stopwatch.elapsed) >= 3 * (200_000 - clock.cost - 1))
    }

    @Test func `asking what workers may have leaves this process as it was`() {
        let policy = sched_getscheduler(0)
        let nice = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
        let available = WorkerPriority.available
        #expect(WorkerPriority.available == available)
        #expect(sched_getscheduler(0) == policy)
        #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) == nice)
    }

    @Test func `the hardware key does not change between two looks`() {
        let machine = MachineDescription()
        #expect(machine.hardwareKey == MachineDescription().hardwareKey)
        #expect(machine.hardwareKey.count == 12)
        #expect(machine.logicalProcessors >= 1)
        #expect(!Affinity.allowed.isEmpty)
    }

    @Test func `the stable hash is FNV-1a`() {
        // The published 64-bit values (Fowler, Noll and Vo), first twelve digits.
        #expect(stableHash("") == "cbf29ce48422")
        #expect(stableHash("a") == "af63dc4c8601")
        #expect(stableHash("foobar") == "85944171f739")
    }
}
