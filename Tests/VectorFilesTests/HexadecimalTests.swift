import Testing
import VectorFiles

@Suite struct Hexadecimal {
    @Test func `is read in either case, and nothing else is`() {
        #expect([UInt8](hexadecimal: "00fFA9") == [0, 255, 0xa9])
        #expect([UInt8](hexadecimal: "") == [])
        for text in ["0", "0g", " 00", "0x00", "00 00"] { #expect([UInt8](hexadecimal: text) == nil) }
        #expect([0, 255, 0x1a].hexadecimal == "00ff1a")
    }
}
