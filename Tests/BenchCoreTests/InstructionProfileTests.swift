import Foundation
import Testing

@testable import BenchCore

@Suite struct `Counted instructions` {
    /// Its `rep movsb` counts once for each octet.
    @Test func `are of copies by vectors where callgrind counts, whatever else is tuned`() {
        let thresholds = ["movsb", "stosb"].map { "glibc.cpu.x86_rep_\($0)_threshold=9223372036854775807" }
        func tunables(_ own: [String: String]) -> [String] {
            CallgrindCounter.tunables(for: WorkerCommand(arguments: [], environment: own)).split(separator: ":").map(
                String.init
            )
        }
        #expect(tunables([:]).suffix(2) == thresholds[...])
        #expect(tunables(["GLIBC_TUNABLES": "glibc.malloc.check=1"]) == ["glibc.malloc.check=1"] + thresholds)
    }

    /// A caller in one file that calls another's function: the line after `calls=` is the callee's cost.
    private static let callgrind = """
        version: 1
        creator: callgrind-3.19.0
        events: Ir

        ob=(1) /usr/bin/tlsbench
        fl=(1) ???
        fn=(1) seal
        0 20
        cob=(2) /usr/lib/libcrypto.so.3
        cfn=(2) AES_encrypt
        calls=3 0
        0 900
        0 5

        ob=(2)
        fn=(2)
        0 900

        fn=(3) 0x00000000001234a0
        +3 40

        ob=(1)
        fn=(1)
        0 1

        totals: 966
        """

    @Test func `of callgrind are each function's own`() throws {
        let functions = try #require(CallgrindFile(Self.callgrind)).functions
        let profile = InstructionProfile(
            source: "x",
            operations: 2,
            codePath: "",
            functions: functions,
            families: nil
        )
        #expect(
            profile.functions == [
                .init(object: "libcrypto.so.3", name: "AES_encrypt", instructions: 900),
                .init(object: "libcrypto.so.3", name: nil, instructions: 40),
                .init(object: "tlsbench", name: "seal", instructions: 26),
            ]
        )
        #expect(profile.instructions == 966)
        #expect(profile.perOperation == 483)
    }

    @Test func `of a file without costs are none`() {
        #expect(CallgrindFile("") == nil)
        #expect(CallgrindFile("events: Ir\nob=(1) /bin/true\nfn=(1) main\n") == nil)
        #expect(StepRecord("") == nil)
        #expect(StepRecord("map 400000-500000 r-xp 00000000 fe:00 1 /bin/true\n") == nil)
    }

    @Test func `of which there are more than can be are none`() {
        #expect(CallgrindFile("fn=(1) main\n0 \(Int.max)\n") != nil)
        #expect(CallgrindFile("fn=(1) main\n0 \(Int.max)\nfn=(2) f\n0 1\n") == nil)
        #expect(CallgrindFile("fn=(1) main\n0 -1\n") == nil)
        #expect(StepRecord("at 10 \(Int.max)\n") != nil)
        #expect(StepRecord("at 10 \(Int.max)\nat 11 1\n") == nil)
        #expect(StepRecord("at 10 -1\n") == nil)
    }

    /// A mapping that would end behind the last octet that a file can have.
    @Test func `of a mapping that cannot be are in no file`() throws {
        let map = "map 0-1000 r-xp ffffffffffffffff 00:00 0 /bin/true\n"
        let record = try #require(StepRecord(map + "at fff 1\n"))
        #expect(record.profile(source: "x", operations: 1, codePath: "").functions.map(\.object) == ["?"])
    }

    /// Where the sections' headers are, and how long each is.
    @Test(arguments: [(UInt64(Int.max), 64), (.max, 64), (1 << 40, 64), (64, 0), (64, 63)] as [(UInt64, UInt8)])
    func `of an executable whose sections are nowhere are not looked for`(place: UInt64, length: UInt8) {
        var file = [UInt8](repeating: 0, count: 256)
        file.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
        for index in 0..<8 { file[0x28 + index] = UInt8(truncatingIfNeeded: place >> UInt64(8 * index)) }
        (file[0x3A], file[0x3C]) = (length, 2)
        #expect(ELFFile(file) == nil)
    }

    /// The first instruction of this machine's own `true`, and an address in no file.
    @Test func `step by step belong to the files that have them`() throws {
        let path = URL(fileURLWithPath: "/bin/true").resolvingSymlinksInPath().path
        let file = try #require(ELFFile([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        let text = try #require(file.sections.first { $0.name == ".text" })
        let start = 0x7F00_0000_0000 + text.offset
        let record = try #require(
            StepRecord(
                """
                map 7f0000000000-7f0000100000 r-xp 00000000 fe:00 1234     \(path)
                map 7f0000200000-7f0000201000 r-xp 00000000 00:00 0        [vdso]
                at \(String(start, radix: 16)) 7
                at 7f0000200010 2
                at 10 1

                """
            )
        )
        let profile = record.profile(source: "x", operations: 1, codePath: "p")
        #expect(profile.instructions == 10)
        #expect(profile.functions.map(\.object) == ["true", "[vdso]", "?"])
        #expect(profile.families?.values.reduce(0, +) == 10)
        #expect(profile.families?[InstructionFamily(text.octets)] ?? 0 >= 7)
    }

    /// `getpid` is in every C library's table of symbols.
    @Test func `get their functions' names from the table of symbols`() throws {
        let maps = try #require(contents(ofFile: "/proc/self/maps"))
        let line = try #require(maps.split(separator: "\n").first { $0.contains("libc.so") })
        let path = try #require(line.split(separator: " ").last.map(String.init))
        let file = try #require(octets(ofFile: path).flatMap { ELFFile($0) })
        let names = FunctionNames(file)
        let text = try #require(file.sections.first { $0.name == ".text" })
        let all = stride(from: text.address, to: text.address + text.size, by: 16).compactMap { names.name(at: $0) }
        #expect(Set(all).count > 1000)
        #expect(names.name(at: 0) == nil)
        #expect(names.name(at: .max) == nil)
    }
}
