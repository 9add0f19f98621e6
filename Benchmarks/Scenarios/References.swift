internal import BenchCore
public import CryptoBackend

/// Whose answers rows are held against before their times count: code that has no part in the row's own. A library that gives
/// wrong answers fast agrees with itself, and where one backend alone is measured no other column contradicts it.
public struct References: Sendable {
    private let standard: any CryptoBackend.Type
    private let other: any CryptoBackend.Type

    /// - Parameters:
    ///   - standard: the reference of every backend but itself.
    ///   - other: the reference of that one.
    public init(_ standard: any CryptoBackend.Type, or other: any CryptoBackend.Type) {
        self.standard = standard
        self.other = other
    }

    /// The one for whole stacks, which share the standard reference's library more often than not.
    var referenceForPeers: any CryptoBackend.Type { other }

    /// The one for a backend's rows.
    func reference(for backend: any CryptoBackend.Type) -> any CryptoBackend.Type {
        backend.identity.name == standard.identity.name ? other : standard
    }
}

/// A workload whose results can be held against a reference.
protocol ReferredWorkload: Workload {
    /// Throws unless the results of the last run, or the same operations done once more, are what the reference makes of them.
    ///
    /// It is called after the batches, so that what became wrong during them is found.
    func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure)
}
