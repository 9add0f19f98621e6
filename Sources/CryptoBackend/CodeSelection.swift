/// How a library comes to use what a CPU has: which code it takes, what it may use, and how to keep it from some of it.
public protocol CodeSelection {
    /// The code that runs in this process for one kind of work, as far as the library tells: `openssl/rsaz-avx2`.
    static func codePath(of primitive: Primitive) -> String

    /// The name of the backend whose code does this kind of work here; nil where it is this one's own. A backend that is built upon
    /// another says so, or its rows would be counted as its own work.
    static func lender(of primitive: Primitive) -> String?

    /// The features that the library says it may use in this process; nil if it does not choose while it runs, or does not
    /// tell.
    static var usableFeatures: InstructionSet? { get }

    /// Environment variables that let the library of a process that is about to begin use no more of this CPU's features than
    /// these; empty if it cannot be told.
    static func environment(limitedTo set: InstructionSet) -> [String: String]
}

extension CodeSelection {
    /// Nothing is known.
    public static func codePath(of primitive: Primitive) -> String { "" }
    /// All of it is its own.
    public static func lender(of primitive: Primitive) -> String? { nil }
    /// Nothing is known.
    public static var usableFeatures: InstructionSet? { nil }
    /// It cannot be told.
    public static func environment(limitedTo set: InstructionSet) -> [String: String] { [:] }

    /// The one backend that all work of these kinds is done by instead of this one; nil if some of it is this one's own, or there
    /// is no work at all.
    public static func lender(of primitives: [Primitive]) -> String? {
        let lenders = Set(primitives.map { lender(of: $0) })
        return lenders.count == 1 ? lenders.first ?? nil : nil
    }

    /// The code that runs for work of several kinds, each named once.
    public static func codePath(of primitives: [Primitive]) -> String {
        let paths = primitives.map { codePath(of: $0) }
        return paths.enumerated().filter { !paths[..<$0].contains($1) }.map(\.element).joined(separator: "; ")
    }
}

/// The kinds of work for which a library may choose its code by the CPU's features.
public enum Primitive: Sendable, Hashable {
    /// RSA with the public exponent; the length of the modulus.
    case rsaPublic(bits: Int)
    /// RSA with the private exponent, modulo two primes of half as many bits; the length of the modulus.
    case rsaPrivate(bits: Int)
    /// Hash, HMAC, PRF.
    case hash(HashAlgorithm)
    /// Record protection.
    case aead(AEADAlgorithm)
    /// Half of a key exchange, made and used.
    case keyShare(NamedGroup)
    /// A key pair of a key encapsulation, made and used, and the encapsulation.
    case kem(KEMAlgorithm)
    /// ECDSA on a curve, either way.
    case ecdsa(NamedGroup)
}
