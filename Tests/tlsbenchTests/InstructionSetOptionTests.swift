import Testing

@testable import tlsbench

@Suite struct `--isa` {
    @Test(arguments: ["native", "portable", "-vaes", "-vaes,-sha", "-sse4.1", "-avx512ifma,-avx,-avx"])
    func `takes known features away, or all, or none`(mask: String) throws {
        #expect(try InstructionSetOption.checked(mask) == mask)
    }

    @Test(arguments: [
        ("-vaez", "vaes"), ("-vaes,-SHA2", "sha2"), ("portible", "portable"), ("-sse41", "sse4.1"), ("natve", "native"),
    ])
    func `names the nearest of what it does not know`(mask: String, nearest: String) throws {
        let unknown = try #require(throws: Unknown.self) { try InstructionSetOption.checked(mask) }
        #expect("\(unknown)".hasSuffix("did you mean '\(nearest)'?"))
    }

    @Test(arguments: ["", ",", "-", "-vaes,", "vaes", "-vaes,native"])
    func `refuses what takes nothing away`(mask: String) {
        #expect(throws: (any Error).self) { try InstructionSetOption.checked(mask) }
    }
}
