internal import ArgumentParser
internal import BenchReport
internal import CryptoBackend
internal import Scenarios
internal import StackSeam

/// What a shell offers after an option.
extension CompletionKind {
    /// One backend. Of lists the first name, which is most of what people type.
    static var backend: CompletionKind { .list(Registry.backends.map { $0.identity.name }) }

    /// Several backends.
    static var backends: CompletionKind { .list(["all"] + Registry.backends.map { $0.identity.name }) }

    /// Who has rows.
    static var rows: CompletionKind {
        .list(Registry.backends.map { $0.identity.name } + ScenarioCatalogue.peers.map { $0.name })
    }

    /// How much is measured.
    static var suites: CompletionKind { .list(Suite.allCases.map(\.rawValue)) }

    /// What a report can look like.
    static var formats: CompletionKind { .list(ReportFormat.allCases.map(\.rawValue)) }

    /// What other tools read.
    static var exports: CompletionKind { .list(ExportFormat.allCases.map(\.rawValue)) }
}
