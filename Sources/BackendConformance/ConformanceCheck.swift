public import CryptoBackend

/// One thing that every backend must do, with what proves it.
public struct ConformanceCheck: Sendable {
    /// The fact that is checked, in words.
    public let name: String
    /// Which part of a backend it is about: `hash`, `mac`, `prf`, `hkdf`, `aead`, `rsa`, `ecdsa`, `key-share`, `kem`, `random`.
    public let operation: String
    private let body: @Sendable (any CryptoBackend.Type) throws -> Void

    init(_ operation: String, _ name: String, _ body: @escaping @Sendable (any CryptoBackend.Type) throws -> Void) {
        self.operation = operation
        self.name = name
        self.body = body
    }

    /// Throws what did not hold.
    public func run(on backend: any CryptoBackend.Type) throws(ConformanceFailure) {
        do { try body(backend) } catch let failure as ConformanceFailure {
            throw failure
        } catch let error as CryptoError {
            throw ConformanceFailure(backend.words(for: error))
        } catch { throw ConformanceFailure("\(error)") }
    }
}

/// What a backend did wrong.
public struct ConformanceFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line for people.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// The suite that stands beside the protocol: every backend that lists a capability passes all checks of it.
public enum Conformance {
    /// All checks, in the order of a report.
    public static let checks: [ConformanceCheck] =
        HashChecks.all + MACChecks.all + PRFChecks.all + HKDFChecks.all + RecordAEADChecks.all + RSAChecks.all
        + ECDSAChecks.all + KeyShareChecks.all + KEMChecks.all + RandomChecks.all
}

/// Throws unless `condition` holds.
func require(_ condition: Bool, _ otherwise: @autoclosure () -> String) throws(ConformanceFailure) {
    guard condition else { throw ConformanceFailure(otherwise()) }
}

/// Throws unless `body` throws exactly `expected`.
func require(throwing expected: CryptoError, _ what: String, _ body: () throws -> Void) throws(ConformanceFailure) {
    do { try body() } catch let error as CryptoError {
        return try require(error == expected, "\(what): \(error) in place of \(expected)")
    } catch { throw ConformanceFailure("\(what): \(error)") }
    throw ConformanceFailure("\(what): accepted")
}

/// Octets of a hexadecimal text; line ends are skipped.
func octets(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// A secret of octets that everybody may know.
func secret(_ octets: [UInt8]) -> SecretBytes { SecretBytes(copying: octets.span) }

/// Octets of a secret that everybody may know.
func open(_ secret: borrowing SecretBytes) -> [UInt8] {
    secret.withBytes { octets in octets.indices.map { octets[$0] } }
}
