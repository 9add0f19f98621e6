import ArgumentParser
import BenchCore
import Foundation
import Testing

@testable import BenchReport
@testable import tlsbench

@Suite struct `An exit status` {
    @Test func `is that of sysexits from 64 on, and of the shell from 128 on`() {
        let numbers = [
            EX_USAGE: tlsbench.ExitStatus.usage, EX_DATAERR: .badData, EX_NOINPUT: .noInput,
            EX_UNAVAILABLE: .unavailable,
            EX_SOFTWARE: .software, EX_CANTCREAT: .cannotWrite, EX_TEMPFAIL: .busy, 128 + SIGINT: .interrupted,
            128 + SIGPIPE: .outputClosed,
        ]
        for (number, status) in numbers { #expect(status.rawValue == number) }
        #expect(tlsbench.ExitStatus.allCases.filter { $0.rawValue >= 64 }.count == numbers.count)
    }

    @Test func `follows from the error, whichever command it ends`() {
        let errors: [(any Error, tlsbench.ExitStatus, [String])] = [
            (ResultFileError(path: "a.json", reason: "full"), .cannotWrite, ["a.json: full"]),
            (
                UnreadableResult(path: "a.json", problem: .missing(reason: "not there")), .noInput,
                ["a.json: not there"]
            ),
            (
                UnreadableResult(path: "a.json", problem: .truncatedOrNotJSON), .badData,
                ["a.json: truncated, or no JSON"]
            ),
            (RunFailure.interrupted, .interrupted, []),
            (RunFailure.disagreement(id: "a", with: "b"), .failed, ["a and b do not give the same result"]),
            (PairFailure(side: .candidate, reason: .interrupted), .interrupted, ["candidate: interrupted"]),
            (tlsbench.ExitStatus.busy, .busy, []), (ExitCode(75), .busy, []), (CommandFailure("no"), .no, ["no"]),
            (Ending(.failed, "one", "two"), .failed, ["one", "two"]),
        ]
        for (error, status, lines) in errors {
            #expect(Ending(error) == Ending(status, lines), "\(error)")
        }
    }

    @Test func `is told with its meaning, in order, and with what every command may end with`() {
        #expect(
            tlsbench.ExitStatus.help([.busy], [.no: "the connection failed"])
                == "Exit status: 0 done, 1 the connection failed, 64 usage, 73 a file or the output cannot be written, "
                + "75 another run is in progress, 141 the reader of the output is gone."
        )
    }

    /// Statuses that are numbers in commands were forgotten in help texts, and differed from command to command.
    @Test func `has a name wherever it is thrown`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/tlsbench")
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        #expect(files.count > 50)
        for file in files {
            let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
            #expect(!text.contains("ExitCode("), "\(file)")
        }
    }
}
