import BenchCore
import Foundation
import Testing

@testable import BenchReport

@Suite struct `The machine in a result` {
    @Test func `is told apart by microcode and hypervisor in a key of its own`() throws {
        let machine = MachineDescription()
        let result = ResultDocument.Machine(machine, compiler: "swift 6", libraries: [])
        #expect(result.exactKey == machine.exactKey(on: nil))
        #expect(result.exactKey.map(isHardwareKey) == true)
        #expect(result.exactKey != result.hwKey)
    }

    @Test func `has a key in old files that stays what it was, and nothing new`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let old = try ResultFile.read(
            root.appending(path: "Results/570c2a2bed31/20261124T132348Z-e753f05f65.json").path
        )
        #expect(old.machine.exactKey == nil && old.machine.cpu.core == nil && old.machine.virt.signature == nil)
        #expect(old.machine.hwKey == "570c2a2bed31")
    }

    @Test(arguments: [(0, true), (1, true), (2, false), (-1, false)])
    func `names the kind that was used among those that there are`(kind: Int, isRight: Bool) throws {
        var document = Sample.document
        let kinds = """
            [{"processors": "0-3", "maxKhz": 5000000, "capacity": 1024}, {"processors": "4", "maxKhz": null, "capacity": 512}]
            """
        document.machine.cpu.kinds = try JSONDecoder().decode(
            [ResultDocument.Machine.Kind].self,
            from: Data(kinds.utf8)
        )
        document.machine.cpu.usedKind = kind
        let data = try ResultFile.encode(document)
        if isRight {
            #expect(try ResultFile.decode(data).machine.cpu.usedKind == kind)
        } else {
            #expect(throws: UnreadableResult.Problem.invalid("machine.cpu.used_kind is none of the kinds")) {
                try ResultFile.decode(data)
            }
        }
    }
}
