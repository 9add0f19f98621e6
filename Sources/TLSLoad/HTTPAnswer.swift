/// How much of an HTTP answer came, measured against its own Content-Length (RFC 9112 §6.2).
public struct HTTPAnswer: Sendable {
    /// Octets of the head that are kept; in a longer one no Content-Length is looked for.
    private static let headLimit = 65_536
    private static let emptyLine: [UInt8] = [13, 10, 13, 10]

    private var head: [UInt8] = []
    /// Where the body begins, and how long it says to be.
    private var body: (start: Int, length: Int?)?
    private var count = 0

    /// Nothing came yet.
    public init() {}

    /// Takes the next octets of it.
    public mutating func append(_ octets: [UInt8]) {
        count += octets.count
        guard body == nil, head.count < Self.headLimit else { return }
        // The empty line may lie across the boundary.
        let first = max(0, head.count - 3)
        head += octets
        for start in head.indices.dropFirst(first).dropLast(3)
        where head[start..<start + 4].elementsEqual(Self.emptyLine) {
            body = (start + 4, Self.contentLength(head[..<start]))
            return
        }
    }

    /// Whether nothing came.
    public var isEmpty: Bool { count == 0 }

    /// Whether it has a Content-Length and less of a body than that.
    public var isShort: Bool { missing.map { $0 > 0 } ?? false }

    /// Whether it has a Content-Length and all of its body.
    public var isCompleteByLength: Bool { missing.map { $0 <= 0 } ?? false }

    /// Whether it is whole if nothing more comes: it has all of a head, and no less of a body than that says.
    public var isCompleteAtEnd: Bool { hasHead && !isShort }

    /// Whether the empty line after the head came, as far as a head is kept. One of bare line feeds will do (RFC 9112 §2.2).
    private var hasHead: Bool {
        body != nil || head.count >= Self.headLimit || zip(head, head.dropFirst()).contains { $0 == 10 && $1 == 10 }
    }

    /// The number in the status line (RFC 9112 §4); nil before it is there, or if it is none.
    public var status: Int? {
        let line = head.prefix { $0 != 13 && $0 != 10 }
        let words = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        guard line.count < head.count, line.starts(with: "HTTP/".utf8), words.count > 1, words[1].count == 3 else {
            return nil
        }
        return Int(String(decoding: words[1], as: UTF8.self))
    }

    /// Octets of the body that did not come yet.
    private var missing: Int? {
        guard let body, let length = body.length else { return nil }
        return length - (count - body.start)
    }

    /// The one Content-Length of `head`; nil if there is none, or one that is no number, or several that differ, or a coding that
    /// has an end of its own (RFC 9112 §6.3).
    private static func contentLength(_ head: ArraySlice<UInt8>) -> Int? {
        var values: Set<String> = []
        for line in String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            if parts[0].lowercased() == "transfer-encoding" { return nil }
            guard parts[0].lowercased() == "content-length" else { continue }
            values.insert(String(parts[1].filter { $0 != " " && $0 != "\t" }))
        }
        guard values.count == 1, let text = values.first, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
            return nil
        }
        return Int(text)
    }
}
