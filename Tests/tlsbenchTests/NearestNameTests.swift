import Testing

@testable import tlsbench

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("", "", 0), ("gmp", "gmp", 0), ("gmp", "gpm", 2), ("swift", "", 5), ("", "swift", 5), ("opensl", "openssl", 1),
        ("kitten", "sitting", 3),
    ])
    func `the distance counts insertions, deletions and replacements`(left: String, right: String, edits: Int) {
        #expect(NearestName.distance(left, right) == edits)
        #expect(NearestName.distance(right, left) == edits)
    }

    @Test func `the nearest wins, whatever its case`() {
        #expect(NearestName.of("OPENSL", among: ["swift", "gmp", "openssl"]) == "openssl")
        #expect(NearestName.of("x", among: []) == nil)
        #expect(NearestName.of("rsa-s", among: ["rsa-encrypt", "rsa-sign"]) == "rsa-sign")
        #expect(NearestName.of("zzz", among: ["bulk", "run"]) == nil)
    }

    @Test func `an unknown name is told with the known ones and the nearest`() {
        let unknown = Unknown(kind: "backend", name: "swfit", known: ["swift", "gmp"])
        #expect(unknown.description == "unknown backend 'swfit' (known: swift, gmp); did you mean 'swift'?")
        let far = Unknown(kind: "backend", name: "zzz", known: ["swift"], advice: "ask `tlsbench list`")
        #expect(far.description == "unknown backend 'zzz' (known: swift); ask `tlsbench list`")
    }
}
