/// How much processor time the control groups of this process leave it, and how often they have stopped it.
///
/// A limit of any group on the way from the process's own up to the root holds (cgroups(7), kernel.org "Control Group v2" and "CFS
/// Bandwidth Control"), so all of them are looked at.
public struct ProcessorQuota: Hashable, Sendable {
    /// Processors' worth of time, by the strictest group; nil without a limit.
    public let processors: Double?
    /// The files that count how often groups with a limit were stopped.
    private let statistics: [String]

    /// - Parameter root: what stands before `/proc` and `/sys`: empty but for tests.
    public init(root: String = "") {
        var strictest: Double?
        var statistics: [String] = []
        for folder in Self.folders(root) {
            guard let limit = Self.limit(of: folder) else { continue }
            strictest = min(strictest ?? limit, limit)
            statistics.append(folder + "/cpu.stat")
        }
        processors = strictest
        self.statistics = statistics
    }

    /// How often groups with a limit have been stopped because their time was used up; it only grows.
    public func throttles() -> Int {
        statistics.reduce(0) { sum, file in
            sum + (Self.value("nr_throttled", in: contents(ofFile: file) ?? "") ?? 0)
        }
    }

    private static func value(_ name: String, in text: String) -> Int? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == name { return Int(words[1]) }
        }
        return nil
    }

    /// `cpu.max` of version 2: `50000 100000`, `max 100000`; `cpu.cfs_quota_us` of version 1: −1 for no limit.
    private static func limit(of folder: String) -> Double? {
        if let text = line(folder + "/cpu.max") {
            let numbers = text.split(separator: " ").map { Double($0) }
            guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], period > 0 else { return nil }
            return quota / period
        }
        guard let quota = line(folder + "/cpu.cfs_quota_us").flatMap({ Double($0) }), quota > 0,
            let period = line(folder + "/cpu.cfs_period_us").flatMap({ Double($0) }), period > 0
        else { return nil }
        return quota / period
    }

    /// The folders of the process's groups and of all above them, in each hierarchy that may limit processor time.
    private static func folders(_ root: String) -> [String] {
        var folders: [String] = []
        for group in (contents(ofFile: root + "/proc/self/cgroup") ?? "").split(separator: "\n") {
            // hierarchy:controllers:path; version 2 has no controllers.
            let fields = group.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 3 else { continue }
            let isSecond = fields[0] == "0" && fields[1].isEmpty
            guard isSecond || fields[1].split(separator: ",").contains("cpu") else { continue }
            guard let mount = mount(isSecond ? nil : "cpu", root) else { continue }
            folders += chain(path: fields[2], mount).map { root + mount.point + $0 }
        }
        return folders
    }

    /// The path inside the mount and those above it: `/a/b`, `/a` and an empty one.
    private static func chain(path: String, _ mount: (top: String, point: String)) -> [String] {
        // In a container the mount shows a part of the hierarchy, and the path may be the host's or begin there.
        let isBelow = mount.top != "/" && (path == mount.top || path.hasPrefix(mount.top + "/"))
        var rest = isBelow ? String(path.dropFirst(mount.top.count)) : path
        while rest.hasSuffix("/") { rest.removeLast() }
        var chain: [String] = []
        while !rest.isEmpty {
            chain.append(rest)
            guard let slash = rest.lastIndex(of: "/") else { break }
            rest = String(rest[..<slash])
        }
        return chain + [""]
    }

    /// Where a hierarchy is mounted, and which part of it (proc(5), mountinfo): version 2's, or that of a controller.
    private static func mount(_ controller: String?, _ root: String) -> (top: String, point: String)? {
        for line in (contents(ofFile: root + "/proc/self/mountinfo") ?? "").split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let dash = words.firstIndex(of: "-"), dash >= 6, words.count > dash + 1 else { continue }
            let type = words[dash + 1]
            if let controller {
                guard type == "cgroup", words.last?.split(separator: ",").contains(Substring(controller)) == true else {
                    continue
                }
            } else if type != "cgroup2" {
                continue
            }
            return (words[3], words[4])
        }
        return nil
    }
}
