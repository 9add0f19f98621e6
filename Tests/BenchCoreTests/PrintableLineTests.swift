import Testing

@testable import BenchCore

@Suite struct `A printable line` {
    @Test(arguments: [
        ("checks lengths first", "checks lengths first"), ("a::b and 1 : 2", "a::b and 1 : 2"),
        ("é 漢字 → 🙂", "é 漢字 → 🙂"),
        ("because … ::error title=x::y", "because … \\::error title=x::y"), ("::error::z", "\\::error::z"),
        ("one\n::error::two", "one\\n::error::two"), ("a\r\nb\tc", "a\\r\\nb\\tc"),
        ("\u{1B}[31mred", "\\u{1b}[31mred"),
        ("a\u{A0}::b", "a\\u{a0}::b"), ("a\u{2028}::b", "a\\u{2028}::b"), ("\u{AD}::error::x", "\\u{ad}::error::x"),
        ("evil\u{202E}txt", "evil\\u{202e}txt"), ("x ##[error]y", "x ##\\[error]y"),
        ("##[", "##\\["), ("#[a] ##", "#[a] ##"),
        ("::\u{301}error::", "\\::\u{301}error::"), ("", ""), ("  two  spaces ", "  two  spaces "),
    ])
    func `shows what would command, and leaves the rest`(untrusted: String, text: String) {
        let line = PrintableLine(untrusted)
        #expect(line.text == text)
        #expect(PrintableLine(line.text) == line)
    }

    /// As GitHub's runner looks for commands: `::` behind white space, `##[` anywhere; in each part of it, for reports wrap.
    @Test func `begins no command, wherever it is broken`() {
        var generator = SeededGenerator(seed: 7)
        let pieces = [
            "::", ":", " ", "\n", "\r", "\u{85}", "\u{A0}", "\u{3000}", "\u{200B}", "##[", "#", "[", "error", "\u{1B}",
            "\0",
        ]
        for _ in 0..<2000 {
            let text = (0..<8).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let line = PrintableLine(text).text
            #expect(line.unicodeScalars.allSatisfy { $0 == " " || !$0.properties.isWhitespace && $0.value >= 0x20 })
            #expect(!line.split(separator: " ").contains { $0.hasPrefix("::") }, "\(text.debugDescription)")
            #expect(!line.contains("##["), "\(text.debugDescription)")
            #expect(PrintableLine(line).text == line)
        }
    }

    @Test func `has an end`() {
        let line = PrintableLine(String(repeating: "a", count: 1_000_000), longest: 80)
        #expect(line.text.count == 80 && line.text.hasSuffix("a…"))
        #expect(PrintableLine(line.text, longest: 80) == line)
        let accents = PrintableLine("e" + String(repeating: "\u{301}", count: 1_000_000), longest: 80)
        #expect(accents.text.unicodeScalars.count == 80)
    }
}
