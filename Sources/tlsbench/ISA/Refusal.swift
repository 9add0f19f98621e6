internal import ArgumentParser
internal import CryptoBackend

/// Why a feature cannot be varied here.
enum Refusal: Error, CustomStringConvertible {
    /// The CPU lacks it.
    case missing(CPUFeature, InstructionSet)
    /// Nobody can take it away.
    case baseline(CPUFeature)

    var description: String {
        switch self {
        case .missing(let feature, let native): "this CPU has no \(feature.rawValue) (it has: \(native))"
        case .baseline(let feature): "\(feature.rawValue) cannot be taken away: every CPU of this kind has it"
        }
    }

    /// A mistake in the arguments.
    var asUsage: ValidationError { ValidationError(description) }
}
