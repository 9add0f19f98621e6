import Testing
import VectorFiles
import VectorSupport

@Suite struct `Vector files` {
    @Test func `hexadecimal text may be wrapped`() {
        #expect([UInt8](hex: "00 ff\n1a") == [0, 255, 26])
        #expect([0, 255, 26].hex == "00ff1a")
    }

    @Test func `a response file keeps sections and flags`() throws {
        let records = try ResponseFile.parse("gcmDecrypt128.iv96.tag128.rsp")
        guard let first = records.first else { return }
        #expect(first["Keylen"] == "128")
        #expect(first.octets("Tag").count == 16)
        #expect(records.contains { $0["FAIL"] != nil })
    }
}
