internal import BenchReport

/// The text of a result without its batches, which are nine tenths of it: reports of thousands of files need none of them, and to
/// decode them takes most of the time.
///
/// Each `raw` of a benchmark becomes an empty one. What is dropped is looked at as far as brackets and strings go, so that a
/// file that ends too early is found out; the rest is left to the decoder.
struct BatchlessJSON {
    /// What is left.
    private(set) var octets: [UInt8] = []
    /// The first key that the labels have twice, of which a decoder takes one without a word.
    private(set) var labelTwice: String?

    private var depth = 0
    /// The keys of the labels so far, while the place is between their brackets.
    private var labels: Set<String>?

    /// Throws on a text that ends within a string or a bracket.
    init(_ text: Span<UInt8>) throws(UnreadableResult.Problem) {
        octets.reserveCapacity(text.count / 4)
        var place = 0
        // From here on what has been read is still to be copied.
        var start = 0
        while place < text.count {
            switch text[place] {
            case Self.quote:
                let end = try Self.endOfString(text, place)
                let value = Self.value(text, behind: end)
                if value != nil { note(key: text, place + 1..<end - 1) }
                guard let value, depth == Self.depthOfBenchmark, value < text.count, text[value] == Self.openBrace,
                    Self.isText(text, place + 1..<end - 1, Self.rawKey)
                else {
                    beginLabels(text, place + 1..<end - 1, value)
                    place = end
                    continue
                }
                copy(text, start..<value)
                octets += Self.emptyRaw
                place = try Self.endOfObject(text, value)
                start = place
            case Self.openBrace, Self.openBracket:
                depth += 1
                place += 1
            case Self.closeBrace, Self.closeBracket:
                depth -= 1
                if depth == 1 { labels = nil }
                place += 1
            default: place += 1
            }
        }
        guard depth == 0 else { throw .truncatedOrNotJSON }
        copy(text, start..<text.count)
    }

    private mutating func copy(_ text: Span<UInt8>, _ range: Range<Int>) {
        unsafe text.extracting(range).withUnsafeBufferPointer { unsafe octets.append(contentsOf: $0) }
    }

    /// Remembers a key that stands between the brackets of the labels.
    private mutating func note(key text: Span<UInt8>, _ range: Range<Int>) {
        guard depth == 2, labels != nil else { return }
        var name: [UInt8] = []
        for place in range { name.append(text[place]) }
        let key = String(decoding: name, as: UTF8.self)
        if labels?.insert(key).inserted == false { labelTwice = labelTwice ?? key }
    }

    private mutating func beginLabels(_ text: Span<UInt8>, _ key: Range<Int>, _ value: Int?) {
        guard depth == 1, let value, value < text.count, text[value] == Self.openBrace else { return }
        guard Self.isText(text, key, Self.labelsKey) else { return }
        labels = []
    }

    /// Behind the closing quotation mark.
    private static func endOfString(_ text: Span<UInt8>, _ start: Int) throws(UnreadableResult.Problem) -> Int {
        var place = start + 1
        while place < text.count {
            switch text[place] {
            case quote: return place + 1
            case backslash: place += 2
            default: place += 1
            }
        }
        throw .truncatedOrNotJSON
    }

    /// Behind the bracket that closes the one at `start`.
    private static func endOfObject(_ text: Span<UInt8>, _ start: Int) throws(UnreadableResult.Problem) -> Int {
        var (place, depth) = (start, 0)
        while place < text.count {
            switch text[place] {
            case quote:
                place = try endOfString(text, place)
                continue
            case openBrace, openBracket: depth += 1
            case closeBrace, closeBracket:
                depth -= 1
                if depth == 0 { return place + 1 }
            default: break
            }
            place += 1
        }
        throw .truncatedOrNotJSON
    }

    /// Where the value of a key begins; nil where the string is no key.
    private static func value(_ text: Span<UInt8>, behind key: Int) -> Int? {
        var place = key
        while place < text.count, isSpace(text[place]) { place += 1 }
        guard place < text.count, text[place] == UInt8(ascii: ":") else { return nil }
        place += 1
        while place < text.count, isSpace(text[place]) { place += 1 }
        return place
    }

    private static func isText(_ text: Span<UInt8>, _ range: Range<Int>, _ expected: [UInt8]) -> Bool {
        guard range.count == expected.count else { return false }
        for (offset, octet) in expected.enumerated() where text[range.lowerBound + offset] != octet { return false }
        return true
    }

    /// White space of JSON (RFC 8259 §2).
    private static func isSpace(_ octet: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(octet) }

    /// In the whole, in its list of benchmarks, in one of them: `raw` as a name of anything else stands elsewhere.
    private static let depthOfBenchmark = 3
    private static let emptyRaw = [UInt8](#"{"generations":[]}"#.utf8)
    private static let rawKey = [UInt8]("raw".utf8)
    private static let labelsKey = [UInt8]("labels".utf8)
    private static let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    private static let (openBrace, closeBrace) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    private static let (openBracket, closeBracket) = (UInt8(ascii: "["), UInt8(ascii: "]"))
}
