internal import BenchGate

@testable internal import BenchCore

/// Files that `icount`, `isa`, `gate` and `layout` read code from: executables, callgrind's counts, a worker's steps.
enum CodeTarget: FuzzTarget {
    static let name = "code"
    static let longest = 4096

    static func feed(_ octets: [UInt8]) {
        if let file = ELFFile(octets) {
            let names = FunctionNames(file)
            for section in file.sections {
                expect(section.octets.count <= octets.count, "a section lies in its file")
                _ = names.name(at: section.address)
                _ = file.section(atOffset: section.offset)?.octets.first
            }
            _ = InstructionScan(file.sections.map(\.octets)).families
        }
        _ = LoadedSections(octets)
        _ = InstructionFamily(octets)
        let text = String(decoding: octets, as: UTF8.self)
        _ = CallgrindFile(text)
        _ = StepRecord(text)
    }

    static func seeds() throws -> [[UInt8]] {
        let callgrind = """
            events: Ir
            ob=(1) /usr/bin/a
            fn=(1) main
            5 100
            cob=(2) /lib/b.so
            cfn=(2) f
            calls=1 10
            5 1000
            fn=(1)
            +1 7
            """
        let steps = "map 1000-2000 r-xp 00000000 08:01 42 /usr/bin/a\nat 1010 5\n"
        return [executable, Array(callgrind.utf8), Array(steps.utf8), [0xC4, 0xE2, 0x79, 0xDC, 0xC1]]
    }

    /// A header, the names of sections, one function's symbol, and the sections' own headers.
    private static var executable: [UInt8] {
        let names = Array("\0.text\0.symtab\0.strtab\0main\0".utf8)
        let code: [UInt8] = [0xC4, 0xE2, 0x79, 0xDC, 0xC1, 0xC3, 0, 0]
        let symbol = octets(23, 4) + [2, 0] + octets(1, 2) + octets(0x1000, 8) + octets(6, 8)
        let start = 64
        let places = [start, start + names.count, start + names.count + code.count]
        let header: [UInt8] =
            [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + octets(0, 9) + octets(2, 2) + octets(62, 2) + octets(1, 4)
            + octets(0x1000, 8) + octets(0, 8) + octets(places[2] + symbol.count, 8) + octets(0, 4) + octets(64, 2)
            + octets(56, 2) + octets(0, 2) + octets(64, 2) + octets(3, 2) + octets(0, 2)
        func section(_ name: Int, _ type: Int, _ flags: Int, _ address: Int, _ offset: Int, _ size: Int) -> [UInt8] {
            octets(name, 4) + octets(type, 4) + octets(flags, 8) + octets(address, 8) + octets(offset, 8)
                + octets(size, 8) + octets(0, 8) + octets(1, 8) + octets(0, 8)
        }
        return header + names + code + symbol + section(15, 3, 0, 0, places[0], names.count)
            + section(1, 1, 6, 0x1000, places[1], code.count) + section(7, 2, 0, 0, places[2], symbol.count)
    }

    /// Little-endian.
    private static func octets(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
