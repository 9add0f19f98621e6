internal import ArgumentParser
internal import Foundation

/// How much is said on standard error while a command works. What it found goes to standard output in any case.
struct Verbosity: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Say nothing but errors while it works.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say what is done, a line for each step, in place of the bar.")
    var verbose = false

    func validate() throws {
        if quiet && verbose { throw ValidationError("--quiet and --verbose contradict each other") }
    }

    /// One line, under `--verbose`.
    func say(_ line: @autoclosure () -> String) {
        guard verbose else { return }
        // Nobody has to hear this.
        try? FileHandle.standardError.write(line: "tlsbench: \(line())")
    }
}
