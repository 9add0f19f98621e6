internal import ArgumentParser

/// A command whose 1 is a verdict, for which nothing that merely went wrong may be taken.
protocol VerdictGiver: ParsableCommand {}

extension Gate: VerdictGiver {}
extension Compare: VerdictGiver {}
extension VerdictCommand: VerdictGiver {}
