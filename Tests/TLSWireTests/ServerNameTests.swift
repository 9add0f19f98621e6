import TLSWire
import Testing

@Suite struct `The name of a server` {
    private func flaw(_ text: String) -> ServerName.Flaw? {
        do throws(ServerName.Flaw) { _ = try ServerName(text) } catch { return error }
        return nil
    }

    @Test(arguments: [
        ("localhost", "localhost"), ("WWW.Example.ORG", "www.example.org"), ("example.org.", "example.org"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("a_b.example", "a_b.example"), ("4.example", "4.example"),
        ("1.2.3.4.example", "1.2.3.4.example"), ("a-b", "a-b"),
        (String(repeating: "a", count: 63) + ".example", String(repeating: "a", count: 63) + ".example"),
    ])
    func `is a host name in lower case, without a final dot`(text: String, expected: String) throws {
        let name = try ServerName(text)
        #expect(name.text == expected)
        #expect(name.indication == expected)
        #expect(name.address == nil)
    }

    @Test(
        arguments: [
            ("127.0.0.1", [127, 0, 0, 1]), ("255.255.255.255", [255, 255, 255, 255]), ("0.0.0.0", [0, 0, 0, 0]),
            ("::", [UInt8](repeating: 0, count: 16)), ("::1", [UInt8](repeating: 0, count: 15) + [1]),
            ("1::", [0, 1] + [UInt8](repeating: 0, count: 14)),
            ("2001:DB8::1:0", [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]),
            ("1:2:3:4:5:6:7:8", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]),
            ("::ffff:192.0.2.1", [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 192, 0, 2, 1]),
            ("1:2:3:4:5:6:1.2.3.4", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 1, 2, 3, 4]),
        ] as [(String, [UInt8])]
    )
    func `may be an address, of which server_name says nothing`(text: String, octets: [UInt8]) throws {
        let name = try ServerName(text)
        #expect(name.address == octets)
        #expect(name.indication == nil)
        #expect(name.text == text)
    }

    @Test func `is never what is no name`() {
        let long = String(repeating: "a", count: 70_000)
        let refused: [(String, ServerName.Flaw)] = [
            ("", .empty), ("*.example.test", .character("*")), ("*", .character("*")), (".example.test", .emptyLabel),
            ("localhost\u{600}.", .character("\u{600}")), ("0x7f000001", .number), ("127.0x1", .number),
            ("a..example", .emptyLabel), (".", .emptyLabel), ("..", .emptyLabel), ("a b", .character(" ")),
            (" localhost", .character(" ")), ("a/b", .character("/")),
            ("me@example.test", .character("@")), ("bücher.example", .character("ü")), ("a\u{0}b", .character("\u{0}")),
            ("a\r\nX", .character("\r")), (long, .length(70_000)), (String(repeating: "a", count: 64), .length(64)),
            (String(repeating: "a.", count: 127) + "ab", .length(256)), ("-a", .hyphen), ("a-", .hyphen),
            ("a.-b", .hyphen), ("1.2.3", .number), ("256.0.0.1", .number), ("127.0.0.01", .number), ("1", .number),
            ("1.2.3.4.", .number), ("example.1", .number), ("localhost:443", .noAddress), ("[::1]", .noAddress),
        ]
        for (text, expected) in refused { #expect(flaw(text) == expected, "\(text.prefix(40))") }
    }

    @Test(arguments: [
        ":", ":1", "1:", ":1:2", "1:2:", ":::", "::1::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "12345::", "::g", "::1%eth0", "1.2.3.4::", "::1.2.3", "::+1", "::ffff:1.2.3.4:5", "::１",
    ])
    func `is no address that RFC 4291 has not`(text: String) {
        #expect(flaw(text) == .noAddress)
    }

    @Test func `is the same however its letters are written`() throws {
        #expect(try ServerName("LOCALHOST.") == .localhost)
        #expect(try ServerName("localhost") != ServerName("127.0.0.1"))
    }

    @Test func `is refused in words that fit behind the text`() {
        let words: [(String, String)] = [
            ("", "is empty"), ("*.example.test", "is a pattern, which only certificates have"),
            ("me@example.test", "is an e-mail address"), ("a b", "has \" \", which no host name has"),
            ("bücher.example", "is not ASCII; the ASCII form of such a name begins with xn--"),
        ]
        for (text, expected) in words { #expect(flaw(text)?.description == expected) }
    }
}
