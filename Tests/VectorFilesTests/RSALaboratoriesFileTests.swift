import Testing
import VectorFiles

@Suite struct `A file of RSA Laboratories` {
    private let key = """
        # Modulus:\u{20}
        a8 b3\u{20}
        b2

        # Exponent:
        01 00 01

        # Public exponent:
        03

        # Exponent:
        33

        # Coefficient:
        05

        """

    @Test func `has keys with their examples`() throws {
        let examples = "# Message:\n66\n\n# Seed:\n01\n\n# Encryption:\n50 b4\n\n# Message:\n\n"
        let text = "Key lengths:\n\n" + key + examples + key
        #expect(RSALaboratoriesFile.isOne(text) && !RSALaboratoriesFile.isOne("Modulus"))
        let sections = try RSALaboratoriesFile(text, file: "a.txt").sections
        #expect(sections.map(\.examples.count) == [2, 0])
        #expect(sections[0].key["Modulus"] == [0xa8, 0xb3, 0xb2] && sections[0].key["Exponent"] == [0x33])
        #expect(sections[0].examples[0].values == ["Message": [0x66], "Seed": [1], "Encryption": [0x50, 0xb4]])
        #expect(sections[0].examples.map(\.name) == ["example 1.1", "example 1.2"])
    }

    @Test func `is refused without a key, without a message and with octets that are none`() {
        func read(_ text: String) throws(VectorFileError) { _ = try RSALaboratoriesFile(text, file: "a.txt") }
        #expect(throws: VectorFileError.missing(file: "a.txt", test: "line 1", name: "key")) {
            try read("# Message:\n66")
        }
        #expect(throws: VectorFileError.missing(file: "a.txt", test: "line 1", name: "Message")) {
            try read("# Signature:\n66")
        }
        #expect(throws: VectorFileError.strangeLine(file: "a.txt", line: 2)) { try read("# Modulus:\n6") }
    }
}
