internal import CryptoBackend

/// What can be wrong with an encrypted premaster secret: the questions of Bleichenbacher's attack, and a good one.
public enum PremasterFault: String, Sendable, CaseIterable {
    /// 00 02, PS, 00, version, 46 octets.
    case none = "valid"
    /// 00 01: the block is for signatures.
    case blockType = "wrong block type"
    /// PS goes on to the end.
    case noSeparator = "no separator"
    /// PS is shorter than eight octets.
    case shortPadding = "padding too short"
    /// 47 octets in the place of 48.
    case shortSecret = "secret too short"
    /// 49 octets.
    case longSecret = "secret too long"
    /// Another version than the client offered (RFC 5246 §7.4.7.1).
    case version = "wrong version"

    /// The block of `length` octets before encryption (RFC 8017 §7.2.1), with fresh random octets.
    func block(length: Int, random: (Int) throws -> [UInt8]) throws -> [UInt8] {
        var block = try random(length).map { $0 == 0 ? 1 : $0 }
        block[0] = 0
        block[1] = 2
        let secret = length - 48
        let separator =
            switch self {
            case .shortSecret: secret
            case .longSecret: secret - 2
            default: secret - 1
            }
        if self != .noSeparator {
            block[separator] = 0
            block[separator + 1] = 3
            block[separator + 2] = 3
        }
        switch self {
        case .blockType: block[1] = 1
        case .shortPadding: block[9] = 0
        case .version: block[separator + 2] = 1
        case .none, .noSeparator, .shortSecret, .longSecret: break
        }
        return block
    }
}

/// Encrypts blocks that no honest client makes.
struct PremasterForger<Backend: CryptoBackend, Modulus: ModularArithmetic> {
    private let components: RSAPublicComponents
    private let modulus: Modulus

    init(_ components: RSAPublicComponents) throws {
        self.components = components
        modulus = try Modulus(oddModulus: SecretBytes(copying: components.modulus.span))
    }

    func ciphertext(_ fault: PremasterFault) throws -> [UInt8] {
        let block = try fault.block(length: components.modulusLength) { count in
            var octets = [UInt8](repeating: 0, count: count)
            var span = octets.mutableSpan
            try Backend.fillRandom(&span)
            return octets
        }
        let number = try modulus.power(
            SecretBytes(copying: block.span),
            publicExponentVartime: components.exponent
        )
        return octets(of: number)
    }
}
