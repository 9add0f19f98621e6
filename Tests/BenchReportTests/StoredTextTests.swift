import Testing

@testable import BenchReport

@Suite struct `Names in a file` {
    /// Texts of characters that names have, and of those next to them, seed 1.
    private static let texts: [String] = {
        let pieces = [
            "a", "f", "g", "Z", "0", "-", "_", ".", ":", ",", "+", "/", "@", "{", " ", "\n", "é", "\u{301}", "\0",
        ]
        var state: UInt64 = 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let rest = (0..<4000).map { _ in
            // Mostly of the first ones, or nothing would ever be right.
            (0..<next(14)).map { _ in pieces[next(next(4) == 0 ? pieces.count : 13)] }.joined()
        }
        return rest + ["", "0123456789ab", "0123456789abc", "0123456789aB", "a/b@c", "a//b", "a@", "@a", "a/", "a@b@c"]
    }()

    @Test func `are what these expressions say`() {
        var right = [0, 0, 0, 0]
        for text in Self.texts {
            let expected = [
                text.wholeMatch(of: /[0-9a-f]{12}/) != nil,
                text.wholeMatch(of: /[a-z0-9-]+(\/[A-Za-z0-9_.:-]+)*(@[A-Za-z0-9_.,+-]+)?/) != nil,
                text.wholeMatch(of: /[A-Za-z0-9_.:-]+/) != nil, text.wholeMatch(of: /[A-Za-z0-9_.,+-]+/) != nil,
            ]
            #expect([isKey(text), isIdentifier(text), isName(text), isFeatureSet(text)] == expected, "\(text)")
            for (place, isRight) in expected.enumerated() where isRight { right[place] += 1 }
        }
        #expect(right.allSatisfy { $0 > 0 }, "\(right)")
    }

    @Test func `are of bounded length`() {
        func text(_ count: Int) -> String { String(repeating: "a", count: count) }
        #expect(isName(text(100)) && !isName(text(101)))
        #expect(isIdentifier(text(300)) && !isIdentifier(text(301)))
        #expect(isFeatureSet(text(300)) && !isFeatureSet(text(301)))
    }
}
