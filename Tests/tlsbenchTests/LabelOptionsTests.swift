import ArgumentParser
import Testing

@testable import tlsbench

@Suite struct `Labels on the command line` {
    private static let writers = [["run"], ["isa"], ["phases"], ["icount"], ["gate", "--selftest"]]

    /// How a command line is refused; nil if it is not.
    private func refusal(_ arguments: [String]) -> String? {
        do {
            _ = try TLSBench.parseAsRoot(arguments)
            return nil
        } catch {
            #expect(TLSBench.exitCode(for: error) == .validationFailure)
            return TLSBench.message(for: error)
        }
    }

    @Test(arguments: writers) func `are taken by each command that writes a result`(command: [String]) {
        #expect(refusal(command + ["--label", "site=fra", "--label", "rack=7"]) == nil)
    }

    @Test(arguments: writers) func `are refused with 64 where a key is given twice`(command: [String]) {
        let message = refusal(command + ["--label", "site=fra", "--label", "site=fra"])
        #expect(message == "--label: site is given twice")
    }

    @Test(arguments: [
        ("site", "no KEY=VALUE"), ("site=", "is a variable of the shell not set?"), ("7=a", "a key is a letter"),
    ]) func `are refused with 64 where they are none`(label: String, reason: String) {
        #expect(refusal(["run", "--label", label])?.contains(reason) == true)
    }

    @Test func `are a dictionary in the result, and nothing without any`() throws {
        let run = try #require(try TLSBench.parseAsRoot(["run", "--label", "a=b", "--label", "c=d"]) as? Run)
        #expect(run.options.session.labels.byKey == ["a": "b", "c": "d"])
        let bare = try #require(try TLSBench.parseAsRoot(["run"]) as? Run)
        #expect(bare.options.session.labels.byKey == nil)
    }
}
