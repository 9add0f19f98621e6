import ArgumentParser
import Foundation
import Testing

@testable import tlsbench

/// Every command that users see, the whole tool first.
private let commands: [any ParsableCommand.Type] =
    [TLSBench.self] + TLSBench.configuration.subcommands.filter { $0.configuration.shouldDisplay }

@Suite struct `The help` {
    /// The examples of a command as a shell would split them, without what stands before or behind the command.
    private static func examples(of command: any ParsableCommand.Type) throws -> [[String]] {
        let lines = command.configuration.discussion.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0 == "Examples:" }, "\(command) has no examples")
        return lines[(start + 1)...].prefix { $0.hasPrefix("  ") }.map { line in
            let words = line.firstRange(of: "tlsbench ").map { line[$0.upperBound...] } ?? ""
            // Behind three spaces an explanation; redirections are the shell's.
            let own = words.split(separator: "   ").first.map(String.init) ?? ""
            return own.split(separator: " ").prefix { $0 != "<" && $0 != ">" }.map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: "'"))
            }
        }
    }

    @Test(arguments: commands.indices)
    func `has examples, which the parser takes and 80 columns hold`(index: Int) throws {
        let command = commands[index]
        for example in try Self.examples(of: command) {
            #expect(throws: Never.self, "tlsbench \(example.joined(separator: " "))") {
                _ = try TLSBench.parseAsRoot(example)
            }
        }
        let lines = command.configuration.discussion.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("  ") }.allSatisfy { $0.count <= 78 })
    }

    /// The whole tool ends as its commands do.
    @Test(arguments: commands.indices.dropFirst())
    func `tells what the command ends with`(index: Int) throws {
        let discussion = commands[index].configuration.discussion
        let sentence = try #require(discussion.split(separator: "\n").first { $0.hasPrefix("Exit status: ") })
        for status in ["0", "64", "73", "141"] {
            #expect(sentence.contains(" \(status) "), "\(commands[index]): \(status)")
        }
    }

    @Test(arguments: [("rnu", "run"), ("gat", "gate"), ("reports", "report")])
    func `names the command that was meant`(word: String, command: String) throws {
        let unknown = try #require(TLSBench.unknownCommand(word))
        #expect(unknown.description.hasSuffix("did you mean '\(command)'?"))
    }

    @Test(arguments: ["run", "help", "--backend", "-h", "worker"])
    func `leaves commands and options alone`(word: String) {
        #expect(TLSBench.unknownCommand(word) == nil)
    }

    @Test(arguments: [(7.2, "0:08"), (760, "12:40"), (3723, "1:02:03")])
    func `shows times as clocks do`(seconds: Double, text: String) {
        #expect(Progress.clock(seconds) == text)
    }

    @Test func `guesses the time left from what went by`() {
        #expect(Progress.left(10, 5, 20) == 30)
        #expect(Progress.left(10, 0, 20) == nil)
        #expect(Progress.left(0.5, 1, 20) == nil)
    }
}
