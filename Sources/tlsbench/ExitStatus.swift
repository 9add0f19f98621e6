/// What a command can end with: 0 to 5 are answers, from 64 on sysexits(3) and from 128 on the shell have the numbers.
///
/// Thrown by a command that has said why by itself.
enum ExitStatus: Int32, Error, CaseIterable {
    /// All was done.
    case success = 0
    /// The answer is no: a slowdown, or a peer that cannot be trusted.
    case no = 1
    /// A gate could not decide.
    case inconclusive = 3
    /// What was to be compared means different things.
    case notComparable = 4
    /// An operation failed, or its result is wrong.
    case failed = 5
    /// The arguments make no sense (EX_USAGE).
    case usage = 64
    /// A file is not what it should be (EX_DATAERR).
    case badData = 65
    /// A file is missing (EX_NOINPUT).
    case noInput = 66
    /// A library that is needed cannot be loaded (EX_UNAVAILABLE).
    case unavailable = 69
    /// Something went wrong that nobody foresaw, where 1 would be a verdict (EX_SOFTWARE).
    case software = 70
    /// A file or the standard output cannot be written (EX_CANTCREAT).
    case cannotWrite = 73
    /// Another run is in progress; try again later (EX_TEMPFAIL).
    case busy = 75
    /// SIGINT or SIGTERM came.
    case interrupted = 130
    /// The reader of the output is gone, as of `| head`: what SIGPIPE, which would leave files behind, looks like to a shell.
    case outputClosed = 141

    /// As help texts have it where a command has no better words.
    private var meaning: String {
        switch self {
        case .success: "done"
        case .no: "it failed"
        case .inconclusive: "inconclusive"
        case .notComparable: "not comparable"
        case .failed: "a wrong result or a failed operation"
        case .usage: "usage"
        case .badData: "a file is no result"
        case .noInput: "a file is missing"
        case .unavailable: "libcrypto cannot be loaded"
        case .software: "a defect of tlsbench"
        case .cannotWrite: "a file or the output cannot be written"
        case .busy: "another run is in progress"
        case .interrupted: "interrupted"
        case .outputClosed: "the reader of the output is gone"
        }
    }

    /// The sentence of a help text: what every command can end with, and what this one can.
    ///
    /// - Parameter words: what a status means here, where that is more than its own words.
    static func help(_ own: [ExitStatus], _ words: [ExitStatus: String] = [:]) -> String {
        let listed = Set(own + words.keys + [.success, .no, .usage, .cannotWrite, .outputClosed])
        let texts = listed.sorted { $0.rawValue < $1.rawValue }.map { "\($0.rawValue) \(words[$0] ?? $0.meaning)" }
        return "Exit status: \(texts.joined(separator: ", "))."
    }
}
