import ArgumentParser
import Foundation
import Testing

@testable import tlsbench

/// What README and articles tell people to type.
@Suite struct `Commands in the documentation` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    private static let commands = Dictionary(
        uniqueKeysWithValues: TLSBench.configuration.subcommands.map { ($0._commandName, $0) }
    )

    @Test(arguments: try texts()) func `exist, with their options`(name: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
        // To build it is another program's command.
        for code in Self.code(in: text) where !code.hasPrefix("swift build") {
            for match in code.matches(of: #/(?:^|[ \/])tlsbench(?: ([a-z]+))?((?: .*)?)$/#) {
                let command = match.1.map(String.init) ?? "run"
                guard command != "help" else { continue }
                let type = try #require(Self.commands[command], "\(code)")
                // The parser's own option, which it tells nobody of.
                let help =
                    TLSBench.helpMessage(for: type, includeHidden: true) + "--generate-completion-script --version"
                for option in match.2.matches(of: #/ (--[a-z][a-z-]*)/#) {
                    #expect(help.contains(option.1), "\(code)")
                }
            }
        }
    }

    @Test func `are all in the table of README`() throws {
        let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        for (name, command) in Self.commands where command.configuration.shouldDisplay {
            #expect(readme.contains("\n| `tlsbench \(name)"), "\(name)")
        }
    }

    private static func texts() throws -> [String] {
        let catalogue = "Sources/tlsbench/tlsbench.docc"
        let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: catalogue).path)
        return ["README.md", "Results/README.md", ".github/CONTRIBUTING.md"]
            + names.filter { $0.hasSuffix(".md") }.map { "\(catalogue)/\($0)" }.sorted()
    }

    /// The lines of blocks of code, and what stands between single marks, which may go on in the next line.
    private static func code(in text: String) -> [String] {
        var code: [String] = []
        for (index, part) in text.split(separator: "```", omittingEmptySubsequences: false).enumerated() {
            if index.isMultiple(of: 2) {
                code += part.matches(of: #/`([^`]+)`/#).map { $0.1.split(separator: "\n").joined(separator: " ") }
            } else {
                code += part.split(separator: "\n").map(String.init)
            }
        }
        return code
    }
}
