/// Why an operation of a backend did not happen. It carries lengths and codes, never octets of a secret.
public enum CryptoError: Error, Hashable, Sendable {
    /// An argument of another length than the operation takes, in octets.
    case invalidLength(of: Argument, expected: Int, got: Int)
    /// A key that cannot be one.
    case invalidKey(KeyFault)
    /// A public number that is not below the modulus.
    case valueOutOfRange
    /// A signature that does not hold.
    case badSignature
    /// A record that was altered, or sealed under another key.
    case badRecordTag
    /// No PKCS#1 v1.5 message inside. Only ``KnownAnswerDecryption`` ever says so.
    case badPadding
    /// A peer's half of a key exchange that must not be used.
    case invalidPublicValue(NamedGroup)
    /// A peer's encapsulation key that must not be used.
    case invalidEncapsulationKey(KEMAlgorithm)
    /// The private operation's own check failed: a fault in the machine, or a key that is none.
    case faultDetected
    /// Something that the backend does not list among its capabilities.
    case notOffered
    /// No random octets, with the system's error number.
    case noRandomness(errno: Int32)
    /// The library refused, with its own code; `call` is the function that was called.
    case library(call: StaticName, code: UInt64)

    /// What had the wrong length.
    public enum Argument: String, Hashable, Sendable {
        /// The key of an AEAD.
        case key
        /// The nonce of a record.
        case nonce
        /// A record that must at least hold a tag.
        case record
        /// The premaster secret.
        case premaster
        /// An RSA ciphertext.
        case ciphertext
        /// An encapsulated secret.
        case encapsulation
        /// The key that a secret is encapsulated under.
        case encapsulationKey
        /// The private half of a key exchange, or of a key of ECDSA.
        case privateValue
        /// Where a MAC goes.
        case output
        /// A number given to modular arithmetic.
        case operand
    }

    /// What is wrong with a key.
    public enum KeyFault: String, Hashable, Sendable {
        /// The modulus is even, or of an unsupported length.
        case modulus
        /// The public exponent is even or below 3.
        case publicExponent
        /// The private components do not belong together.
        case inconsistent
        /// The curve of an ECDSA key is not supported.
        case curve
        /// The octets of an ECDSA key are no point of its curve without compression.
        case point
    }

    /// The name of a C function, as a constant in the program's text: passing one along costs nothing.
    public struct StaticName: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
        private let text: StaticString

        /// Written as a literal at the call.
        public init(stringLiteral value: StaticString) { text = value }

        /// The name.
        public var description: String { text.description }

        /// Equality of the names.
        public static func == (left: StaticName, right: StaticName) -> Bool { left.description == right.description }
        /// Feeds the name.
        public func hash(into hasher: inout Hasher) { hasher.combine(description) }
    }
}
