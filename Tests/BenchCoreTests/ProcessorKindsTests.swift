import BenchCore
import Testing

@Suite struct `Kinds of processors` {
    private static let cpu = "sys/devices/system/cpu"

    /// A laptop with an Intel Core i7-1260P: four fast cores with two processors each, eight slow ones with one.
    private static var laptop: [String: String] {
        var files = ["\(cpu)/online": "0-15"]
        for processor in 0..<16 {
            files["\(cpu)/cpu\(processor)/cpufreq/cpuinfo_max_freq"] = processor < 8 ? "4700000" : "3400000"
        }
        return files
    }

    /// A board with an RK3399: four slow cores first, and two fast ones; capacities as Linux has them.
    private static var board: [String: String] {
        var files = ["\(cpu)/online": "0-5"]
        for processor in 0..<6 {
            files["\(cpu)/cpu\(processor)/cpu_capacity"] = processor < 4 ? "485" : "1024"
            files["\(cpu)/cpu\(processor)/cpufreq/cpuinfo_max_freq"] = processor < 4 ? "1416000" : "1800000"
        }
        return files
    }

    private func kinds(_ files: [String: String]) throws -> ProcessorKinds {
        try withTree(files) { ProcessorKinds(root: $0) }
    }

    @Test func `are told apart by their highest frequency, the fastest first`() throws {
        let laptop = try kinds(Self.laptop)
        #expect(laptop.areMixed)
        #expect(laptop.kinds.map(\.processors) == [Array(0...7), Array(8...15)])
        #expect(laptop.kinds[0].description == "processors 0-7 (up to 4.7 GHz)")
        #expect(laptop.kind(of: 9)?.maxFrequency == 3_400_000)
        #expect(laptop.kind(of: 16) == nil)
    }

    @Test func `are told apart by their capacity`() throws {
        let board = try kinds(Self.board)
        #expect(board.kinds.map(\.processors) == [[4, 5], [0, 1, 2, 3]])
        #expect(board.kinds[1].description == "processors 0-3 (up to 1.4 GHz, capacity 485)")
        // A slow core may be allowed a higher frequency, and stay a slow core.
        var odd = Self.board
        for processor in 0..<4 { odd["\(Self.cpu)/cpu\(processor)/cpufreq/cpuinfo_max_freq"] = "2400000" }
        #expect(try kinds(odd).kinds.map(\.processors) == [[4, 5], [0, 1, 2, 3]])
    }

    @Test func `leave the fast ones of those that are allowed`() throws {
        let board = try kinds(Self.board)
        #expect(board.fastest(of: [0, 1, 2, 3, 4, 5]) == [4, 5])
        #expect(board.fastest(of: [1, 2]) == [1, 2])
        #expect(board.fastest(of: [3, 5]) == [5])
        #expect(board.fastest(of: [7]) == [7])
    }

    @Test func `are one where nothing differs or nothing is told`() throws {
        var server = ["\(Self.cpu)/online": "0-3"]
        #expect(try kinds(server).kinds.map(\.processors) == [[0, 1, 2, 3]])
        for processor in 0..<4 { server["\(Self.cpu)/cpu\(processor)/cpu_capacity"] = "1024" }
        #expect(try !kinds(server).areMixed)
        #expect(try kinds([:]).kinds.isEmpty)
        #expect(try kinds([:]).fastest(of: [0, 1]) == [0, 1])
    }

    @Test func `are named with gaps between their numbers`() throws {
        var files = Self.laptop
        files["\(Self.cpu)/online"] = "0-2,5,8-9"
        #expect(try kinds(files).kinds.map(\.processorList) == ["0-2,5", "8-9"])
        files["\(Self.cpu)/online"] = "0,x,9-8,2-y,99999-100000"
        #expect(try kinds(files).kinds.map(\.processors) == [[0]])
    }

    @Test func `decide where workers stay, however busy the fast one is`() throws {
        let allowed = Affinity.allowed
        for fast in allowed.prefix(4) {
            var files = ["\(Self.cpu)/online": "0-\(allowed.max() ?? 0)"]
            for processor in allowed {
                files["\(Self.cpu)/cpu\(processor)/cpu_capacity"] = processor == fast ? "1024" : "512"
            }
            #expect(Affinity.quietest(try kinds(files)) == fast)
        }
    }

    @Test func `make a key of their own where there are several`() throws {
        let machine = try withTree(Self.board) { MachineDescription(root: $0) }
        #expect(machine.hardwareKey(on: 4) == machine.hardwareKey(on: 5))
        #expect(machine.hardwareKey(on: 4) != machine.hardwareKey(on: 0))
        let other = try withTree([:]) { MachineDescription(root: $0) }
        #expect(other.hardwareKey(on: 0) == other.hardwareKey)
    }
}
