import BenchCore
import Foundation
import Testing

@testable import BenchReport

extension Terminal {
    /// So wide that nothing goes on below.
    static let wide = Terminal(width: 1000, isColoured: false)
}

@Suite struct `On a terminal` {
    /// Every committed run.
    private static var documents: [ResultDocument] {
        get throws {
            try `Committed results`.files.map { try ResultFile.read($0.path) }.filter {
                $0.kind == "run" && $0.isa == nil
            }
        }
    }

    private func lines(_ document: ResultDocument, _ terminal: Terminal) throws -> [String] {
        String(decoding: try ReportFormat.table.render(document, on: terminal), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test(arguments: [80, 100, 132, 240])
    func `a run fits, but for commands to be copied and identifiers that are longer than a line`(width: Int) throws {
        for document in try Self.documents {
            let all = try lines(document, Terminal(width: width, isColoured: true))
            let ids = Set(document.benchmarks.map { "  \($0.id)" })
            for line in all where !line.hasPrefix("  tlsbench run --") && !ids.contains(line) {
                #expect(columns(of: line) <= width, "\(line)")
            }
        }
    }

    @Test func `a wider one shows more of a run, and none leaves a row out`() throws {
        for document in try Self.documents {
            let (narrow, wide) = (
                try lines(document, .plain), try lines(document, Terminal(width: 240, isColoured: false))
            )
            #expect(narrow.contains { $0.contains("a wider terminal shows") })
            #expect(!wide.contains { $0.contains("a wider terminal shows") })
            #expect(wide.joined().contains("GB/s") && !narrow.joined().contains("GB/s"))
            for row in Table(document).rows {
                let label = row.parameters.list.map(\.value.description).joined(separator: " ")
                #expect(narrow.contains { $0.contains("  " + label) }, "\(label)")
            }
        }
    }

    @Test func `colours change nothing but colours`() throws {
        for document in try Self.documents {
            let coloured = try lines(document, Terminal(width: 100, isColoured: true)).joined(separator: "\n")
            let plain = try lines(document, Terminal(width: 100, isColoured: false)).joined(separator: "\n")
            #expect(coloured.contains("\u{1B}[32m") && coloured.contains("\u{1B}[31m"))
            #expect(!plain.contains("\u{1B}"))
            #expect(coloured.replacing(#/\u{1B}\[[0-9]+m/#, with: "") == plain)
        }
    }

    @Test func `text goes on below, further in`() {
        let terminal = Terminal(width: 40, isColoured: false)
        #expect(
            terminal.fitted(["  one two three four five six seven eight nine ten"]) == [
                "  one two three four five six seven", "    eight nine ten",
            ]
        )
        #expect(terminal.fitted(["short  with   spaces", ""]) == ["short  with   spaces", ""])
        let word = String(repeating: "x", count: 50)
        #expect(terminal.fitted(["a " + word]) == ["a", "  " + word])
    }

    @Test func `a table that does not fit goes on below in its last column, then row by row, then column by column`() {
        let terminal = Terminal(width: 40, isColoured: false)
        let rows = [["name", "text"], ["a", "one two three four five six seven eight nine"]]
        #expect(
            terminal.aligned(rows) == ["name  text", "a     one two three four five six seven", "      eight nine"]
        )
        let path = "openssl/aesni-ctr32+ghash-clmul-and-more"
        #expect(
            terminal.aligned([["+avx 1.00×", path]]) == [
                "+avx 1.00×  openssl/aesni-ctr32+ghash-", "            clmul-and-more",
            ]
        )
        let id = String(repeating: "i", count: 30)
        #expect(terminal.aligned([[id, "1.00", "a text that is longer"]]) == [id, "  1.00  a text that is longer"])
        let long = String(repeating: "1", count: 20)
        let numbers = [["", "first", "second"], ["row", long, long], ["sum", "1", "2"]]
        #expect(
            terminal.aligned(numbers, numbers: 1..<3) == [
                "                    first", "row  \(long)", "sum                     1", "",
                "                   second", "row  \(long)", "sum                     2",
            ]
        )
    }

    @Test(arguments: [
        ([53.3, 5690.1], ["53.3 ns", "5690.1 ns"]), ([999.6, 5690], ["1.00 µs", "5.69 µs"]),
        ([274_100, 13_320_000], ["274 µs", "13320 µs"]), ([0.5], ["0.50 ns"]), ([], []),
    ])
    func `times below each other have one unit`(times: [Double], texts: [String]) {
        #expect(times.map(Scale(times).text) == texts)
    }

    @Test func `parts have the unit of their whole`() {
        let scale = Scale(wholes: [4_130, 286_000])
        #expect([6.2, 1_370, 286_000].map(scale.text) == ["0.006 µs", "1.370 µs", "286.000 µs"])
    }
}
