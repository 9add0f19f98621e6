import Testing
import VectorFiles

@Suite struct `A response file` {
    private let text = """
        # CAVS 14.0
        # "GCM Decrypt"

        [Keylen = 128]
        [Taglen = 128]

        Count = 0
        # a remark
        Tag = 72
        PT =\u{20}

        Count = 1\r
        Tag =73\r
        FAIL\r

        [mod = 1024]
        n = a3

        SHAAlg = SHA1
        """

    @Test func `has a title, sections, values and flags, and knows its lines`() throws {
        let file = try ResponseFile(text, file: "a.rsp")
        #expect(file.title == ["CAVS 14.0", "\"GCM Decrypt\""])
        #expect(file.records.map(\.line) == [7, 12, 19])
        #expect(file.records.map { $0["Keylen"] } == ["128", "128", nil])
        #expect(file.records.map { $0["Tag"] } == ["72", "73", nil])
        #expect(file.records[0]["PT"] == "" && file.records[1]["FAIL"] == "")
        #expect(file.records[2]["n"] == "a3" && file.records[2].values.count == 1)
        #expect("\(file.records[1])" == "a.rsp:12")
    }

    @Test(arguments: [("Count = 0\nthis is prose", 2), ("[Keylen = 128", 1)])
    func `is refused with the number of a line that is none of its`(text: String, line: Int) {
        #expect(throws: VectorFileError.strangeLine(file: "a.rsp", line: line)) {
            try ResponseFile(text, file: "a.rsp")
        }
    }
}
