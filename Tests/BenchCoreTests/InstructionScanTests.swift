import Testing

@testable import BenchCore

@Suite struct `A scan of code for extensions` {
    private func families(_ instruction: [UInt8], times: Int, at offset: Int = 0) -> Set<InstructionFamily> {
        let code =
            [UInt8](repeating: 0x90, count: offset) + Array(repeating: instruction + [0x90], count: times).joined()
        return InstructionScan([(code + [UInt8](repeating: 0xCC, count: 16))[...]]).families
    }

    /// The encodings are the GNU assembler's.
    @Test(arguments: [
        (InstructionFamily.aesni, [0x66, 0x0F, 0x38, 0xDC, 0xD1]), (.aesni, [0x66, 0x45, 0x0F, 0x38, 0xDC, 0x10]),
        (.aesni, [0xC4, 0xE2, 0x69, 0xDC, 0xD9]), (.vaes, [0xC4, 0xE2, 0x6D, 0xDC, 0xD9]),
        (.pclmulqdq, [0x66, 0x0F, 0x3A, 0x44, 0xD1, 0x11]), (.vpclmulqdq, [0xC4, 0x43, 0x6D, 0x44, 0xE9, 0x11]),
        (.sha, [0x0F, 0x38, 0xCB, 0xD1]), (.adx, [0x66, 0x48, 0x0F, 0x38, 0xF6, 0xD8]),
        (.adx, [0xF3, 0x4C, 0x0F, 0x38, 0xF6, 0x0E]), (.bmi2, [0xC4, 0xE2, 0xE3, 0xF6, 0xC8]),
        (.avx512ifma, [0x62, 0xF2, 0xED, 0x29, 0xB4, 0xD9]), (.avx2, [0xC4, 0xE2, 0x6D, 0x00, 0xD9]),
    ])
    func `finds an instruction wherever it begins, and takes a few for chance`(
        family: InstructionFamily,
        instruction: [UInt8]
    ) {
        for offset in 0..<3 { #expect(families(instruction, times: 8, at: offset) == [family]) }
        #expect(families(instruction, times: 7).isEmpty)
    }

    @Test func `finds nothing in plain code, and reads nothing behind its end`() {
        #expect(families([0x48, 0x89, 0xC3], times: 100).isEmpty)
        for count in 0..<12 { #expect(InstructionScan([[UInt8](repeating: 0x66, count: count)[...]]).families.isEmpty) }
        #expect(InstructionScan([]).families.isEmpty)
    }
}
