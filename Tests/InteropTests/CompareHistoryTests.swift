import Foundation
import Testing

/// What `compare --history` keeps of the runs that it sees.
@Suite struct CompareHistoryTests {
    @Test func `--append makes a history, and adds each run once`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            let arguments = [file, file, "--history", files.path("history.csv"), "--append"]
            #expect(try compare(arguments).status == 0)
            let text = try files.text("history.csv")
            #expect(text.split(separator: "\r\n").count == files.count + 1)
            #expect(try compare(arguments + ["--gate"]).status == 0)
            #expect(try files.text("history.csv") == text)
            let later = try files.result("later.json", [(files.started, "2026-01-01T00:00:00Z")])
            #expect(try compare([file, later, "--history", files.path("history.csv"), "--append"]).status == 0)
            #expect(try files.text("history.csv").hasPrefix(text))
            #expect(try files.text("history.csv").split(separator: "\r\n").count == 2 * files.count + 1)
        }
    }

    @Test func `eight processes that append at once lose no line`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            let runs = try (1...8).map { number in
                try files.result("\(number).json", [(files.started, "2026-01-0\(number)T00:00:00Z")])
            }
            let history = files.path("history.csv")
            let commands = try runs.map { run in
                try Command.start(["compare", file, run, "--history", history, "--append"])
            }
            for command in commands { #expect(try command.waitForExit(within: 120) == 0, "\(command.stderr.text)") }
            let lines = try files.text("history.csv").split(separator: "\r\n")
            #expect(lines.count == 8 * files.count + 1)
            #expect(Set(lines.dropFirst().map { $0.prefix { $0 != "," } }).count == 8)
            // What they left can be read.
            #expect(try compare([file, file, "--history", history]).status == 0)
        }
    }

    @Test func `a refused comparison is in the history all the same`() throws {
        try withComparedFiles { files in
            let (file, other) = (try files.result(), try files.otherSoftware())
            #expect(try compare([file, other, "--gate", "--history", files.path("h.csv"), "--append"]).status == 4)
            #expect(try files.text("h.csv").split(separator: "\r\n").count == files.count + 1)
        }
    }

    @Test func `a history that a hand broke ends with 65, names the line, and stays as it is`() throws {
        try withComparedFiles { files in
            let (file, history) = (try files.result(), files.path("history.csv"))
            #expect(try compare([file, file, "--history", history, "--append"]).status == 0)
            let lines = try files.text("history.csv").split(separator: "\r\n").map(String.init)
            for (broken, reason) in [
                (["a,b"] + lines.dropFirst(), "no history: the first line is not started,commit,hw_key,"),
                (lines.prefix(3) + ["hello"] + lines.dropFirst(3), "line 4: 1 fields, not 12"),
            ] {
                let text = broken.joined(separator: "\n")
                try text.write(toFile: history, atomically: false, encoding: .utf8)
                let (status, output, message) = try compare([file, file, "--history", history, "--append"])
                #expect(status == 65 && output.isEmpty)
                #expect(message.hasPrefix("tlsbench: \(history): \(reason)"))
                #expect(try files.text("history.csv") == text)
            }
        }
    }
}
