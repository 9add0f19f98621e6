internal import ArgumentParser
internal import Foundation

/// Runs what opens or writes a file or an output. If it cannot, says why in one line and ends the command with 73 (EX_CANTCREAT).
func orCannotWrite<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch {
        try? FileHandle.standardError.write(line: "tlsbench: \(error)")
        throw ExitCode(73)
    }
}
