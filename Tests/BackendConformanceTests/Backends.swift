import CryptoBackend

@testable import tlsbench

/// Every backend that is more than a stand-in.
enum Backends {
    static let all = Registry.backends

    /// Their indices: a metatype makes no good test argument.
    static let indices = all.indices
}
