internal import ArgumentParser
internal import BenchCore
internal import BenchPage
internal import BenchReport
internal import Foundation

/// How a command ends that does not end well: its status, and what it says of that, a line each.
struct Ending: Error, Hashable {
    let status: ExitStatus
    let lines: [String]

    /// - Parameter lines: what went wrong, without the tool's name.
    init(_ status: ExitStatus, _ lines: String...) { self.init(status, lines) }

    /// The same of a list.
    init(_ status: ExitStatus, _ lines: [String]) {
        self.status = status
        self.lines = lines
    }

    /// The one place that knows which error ends a command with which status.
    init(_ error: any Error) {
        switch error {
        case let ending as Ending: self = ending
        case let status as ExitStatus: self.init(status, [])
        case let error as ResultFileError: self.init(.cannotWrite, "\(error)")
        case let error as UnreadableResult:
            if case .missing = error.problem {
                self.init(.noInput, "\(error)")
            } else {
                self.init(.badData, "\(error)")
            }
        case let error as UnreadableHistory:
            if case .missing = error.problem {
                self.init(.noInput, "\(error)")
            } else {
                self.init(.badData, "\(error)")
            }
        case is ExportRefusal, is PageRefusal, is ResultFolder.Conflict: self.init(.badData, "\(error)")
        case let refusal as ComparisonRefusal: self.init(.notComparable, "\(refusal)")
        case RunFailure.interrupted: self.init(.interrupted, [])
        case let failure as RunFailure: self.init(.failed, "\(failure)")
        case let failure as PairFailure: self.init(Ending(failure.reason).status, "\(failure)")
        case let code as ExitCode: self.init(ExitStatus(rawValue: code.rawValue) ?? .no, [])
        case let error as any LocalizedError: self.init(.no, error.errorDescription ?? "\(error)")
        default: self.init(.no, type(of: error) is NSError.Type ? (error as NSError).localizedDescription : "\(error)")
        }
    }
}
