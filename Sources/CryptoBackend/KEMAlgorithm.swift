/// A key encapsulation mechanism: one side makes a pair of keys, the other a secret and its encapsulation under the first key.
public enum KEMAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// ML-KEM with the parameters of category 3 (FIPS 203 §8).
    case mlkem768 = "ml-kem-768"

    /// The length of an encapsulation key in octets: what is sent first.
    public var encapsulationKeyLength: Int {
        switch self {
        case .mlkem768: 1184
        }
    }

    /// The length of a ciphertext in octets: what is sent back.
    public var ciphertextLength: Int {
        switch self {
        case .mlkem768: 1088
        }
    }

    /// The length of the secret in octets.
    public static let sharedSecretLength = 32
}
