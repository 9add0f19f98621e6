import Testing

@testable import tlsbench

@Suite struct `Optional parts` {
    private let absent = OptionalPart(name: "peer:absent", trait: "Absent", isBuiltIn: false)

    @Test func `that a build is without are named with what brings them in`() {
        #expect(absent.notice.contains("peer:absent is left out of this build"))
        #expect(absent.notice.contains("--traits default,Absent"))
        #expect(absent.finding.level == .note)
        #expect(absent.finding.advice?.contains("--traits default,Absent") == true)
    }

    @Test(arguments: OptionalPart.all)
    func `are named as left out where they have no library, and only there`(part: OptionalPart) {
        let hasLibrary = Registry.libraries(for: [part.name])[part.name] != nil
        #expect(hasLibrary == part.isBuiltIn)
        #expect(part.finding.level == (hasLibrary ? .good : .note))
        #expect(part.finding.fact.contains(part.name))
        #expect(versionText.contains(part.notice) != hasLibrary)
    }

    @Test func `may be named where ratios are taken to a peer`() throws {
        for part in OptionalPart.all where part.isBuiltIn { #expect(try Registry.row(named: part.name) == part.name) }
    }
}
