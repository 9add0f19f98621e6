import BenchCore
import Testing

@Suite struct `A quota of processor time` {
    private static let second = "31 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate"
    private static let first = """
        31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:7 - cgroup cgroup rw,cpu,cpuacct
        33 31 0:31 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """

    private func quota(_ files: [String: String]) throws -> Double? {
        try withTree(files) { ProcessorQuota(root: $0).processors }
    }

    @Test func `is that of the process's own group`() throws {
        let files = [
            "proc/self/mountinfo": Self.second, "proc/self/cgroup": "0::/system.slice/bench.service",
            "sys/fs/cgroup/system.slice/bench.service/cpu.max": "50000 100000",
            "sys/fs/cgroup/system.slice/cpu.max": "max 100000",
        ]
        #expect(try quota(files) == 0.5)
    }

    @Test func `is the strictest on the way up`() throws {
        let files = [
            "proc/self/mountinfo": Self.second, "proc/self/cgroup": "0::/a/b/c",
            "sys/fs/cgroup/a/b/c/cpu.max": "max 100000", "sys/fs/cgroup/a/b/cpu.max": "300000 100000",
            "sys/fs/cgroup/a/cpu.max": "150000 100000",
        ]
        #expect(try quota(files) == 1.5)
    }

    @Test func `is found in a container, whose group is its root`() throws {
        #expect(
            try quota([
                "proc/self/mountinfo": Self.second, "proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "20000 100000",
            ]) == 0.2
        )
        // Without a name space of its own the path is the host's, and the mount shows a part of it.
        let mount = "31 23 0:26 /docker/4f /sys/fs/cgroup ro - cgroup2 cgroup rw"
        #expect(
            try quota([
                "proc/self/mountinfo": mount, "proc/self/cgroup": "0::/docker/4f",
                "sys/fs/cgroup/cpu.max": "250000 100000",
            ]) == 2.5
        )
    }

    @Test func `is that of version 1 too`() throws {
        let files = [
            "proc/self/mountinfo": Self.first,
            "proc/self/cgroup": "9:name=systemd:/x\n3:cpuset:/y\n1:cpu,cpuacct:/jobs/bench\n0::/",
            "sys/fs/cgroup/cpu,cpuacct/jobs/bench/cpu.cfs_quota_us": "-1",
            "sys/fs/cgroup/cpu,cpuacct/jobs/bench/cpu.cfs_period_us": "100000",
            "sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_quota_us": "75000",
            "sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_period_us": "50000",
        ]
        #expect(try quota(files) == 1.5)
    }

    @Test(arguments: [
        [:], ["proc/self/cgroup": "0::/a"], ["proc/self/mountinfo": second],
        ["proc/self/mountinfo": second, "proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "max 100000"],
        ["proc/self/mountinfo": second, "proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "50000"],
        ["proc/self/mountinfo": second, "proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "50000 0"],
        ["proc/self/mountinfo": "- - -", "proc/self/cgroup": "nonsense"],
        ["proc/self/mountinfo": first, "proc/self/cgroup": "2:cpuacct:/a\n0::/"],
    ])
    func `is not there where nothing is limited`(files: [String: String]) throws {
        #expect(try quota(files) == nil)
    }

    @Test func `counts how often groups with a limit were stopped`() throws {
        let files = [
            "proc/self/mountinfo": Self.second, "proc/self/cgroup": "0::/a/b/c",
            "sys/fs/cgroup/a/b/c/cpu.max": "max 100000", "sys/fs/cgroup/a/b/c/cpu.stat": "nr_throttled 100",
            "sys/fs/cgroup/a/b/cpu.max": "300000 100000",
            "sys/fs/cgroup/a/b/cpu.stat": "usage_usec 5\nnr_periods 40\nnr_throttled 7\nthrottled_usec 90",
            "sys/fs/cgroup/a/cpu.max": "150000 100000", "sys/fs/cgroup/a/cpu.stat": "nr_periods 4\nnr_throttled 2",
        ]
        #expect(try withTree(files) { ProcessorQuota(root: $0).throttles() } == 9)
        #expect(try withTree([:]) { ProcessorQuota(root: $0).throttles() } == 0)
    }
}
