import Foundation
import Testing

@testable import BenchGate

@Suite struct `What an executable loads` {
    /// A small executable that every system has.
    private static let file = [UInt8]((try? Data(contentsOf: URL(fileURLWithPath: "/bin/true"))) ?? Data())

    private func little(_ offset: Int, _ width: Int, in file: [UInt8]) -> Int {
        file[offset..<offset + width].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Where the contents of a section lie in the file.
    private func place(of name: String, in file: [UInt8]) -> Int? {
        let (table, size, count) = (little(0x28, 8, in: file), little(0x3A, 2, in: file), little(0x3C, 2, in: file))
        let names = little(table + size * little(0x3E, 2, in: file) + 0x18, 8, in: file)
        for index in 0..<count {
            let entry = table + size * index
            let start = names + little(entry, 4, in: file)
            let end = file[start...].firstIndex(of: 0) ?? start
            if String(decoding: file[start..<end], as: UTF8.self) == name { return little(entry + 0x18, 8, in: file) }
        }
        return nil
    }

    @Test func `is the same in a copy`() throws {
        let sections = try #require(LoadedSections(Self.file))
        #expect(sections == LoadedSections(Array(Self.file)))
    }

    @Test(arguments: [".text", ".rodata", ".dynsym"])
    func `changes with code and data`(name: String) throws {
        var other = Self.file
        other[try #require(place(of: name, in: other))] ^= 1
        #expect(LoadedSections(other) != LoadedSections(Self.file))
        #expect(LoadedSections(other) != nil)
    }

    @Test(arguments: [".note.gnu.build-id", ".gnu_debuglink"])
    func `does not change with notes and with what debuggers read`(name: String) throws {
        var other = Self.file
        other[try #require(place(of: name, in: other)) + 20] ^= 1
        #expect(other != Self.file)
        #expect(LoadedSections(other) == LoadedSections(Self.file))
    }

    @Test func `is nothing in other files, and in a part of one`() {
        #expect(LoadedSections([]) == nil)
        #expect(LoadedSections(Array("#!/bin/sh\n".utf8)) == nil)
        for count in stride(from: 0, to: Self.file.count, by: 997) {
            #expect(LoadedSections(Array(Self.file[..<count])) == nil)
        }
    }

    @Test func `survives headers of nonsense`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var other = Self.file
            for _ in 0..<4 { other[Int.random(in: 6..<64, using: &generator)] = UInt8.random(in: 0...255) }
            // Whatever it says, it does not trap.
            _ = LoadedSections(other)
        }
    }
}
