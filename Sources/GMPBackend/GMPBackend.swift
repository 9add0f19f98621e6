public import SwiftCore

/// The Swift core over GMP's arithmetic: it differs from `SwiftBackend` in the bignum alone.
public typealias GMPBackend = SwiftCore<GMPModulus, SystemRandom>
