import CryptoBackend
import GMPBackend
import SwiftCore

/// The bignums that the Swift core runs over; every test of its RSA runs on each.
enum Bignum: String, CaseIterable {
    case swift, gmp

    typealias PrivateKey = any (RSAPrivateKey & KnownAnswerDecryption)

    func privateKey(_ key: RSATestKey) throws -> PrivateKey {
        switch self {
        case .swift: try SwiftPrivateKey<MontgomeryModulus, SystemRandom>(key.components)
        case .gmp: try SwiftPrivateKey<GMPModulus, SystemRandom>(key.components)
        }
    }

    func publicKey(_ components: RSAPublicComponents) throws -> any RSAPublicKey {
        switch self {
        case .swift: try SwiftPublicKey<MontgomeryModulus, SystemRandom>(components)
        case .gmp: try SwiftPublicKey<GMPModulus, SystemRandom>(components)
        }
    }
}

extension RSAPublicKey {
    func isValid(_ signature: [UInt8], over message: [UInt8], scheme: SignatureScheme) throws -> Bool {
        do {
            try verify(signature.span, over: message.span, scheme: scheme)
            return true
        } catch CryptoError.badSignature {
            return false
        }
    }
}

extension RSAPrivateKey {
    func premaster(in ciphertext: [UInt8], clientVersion: UInt16 = 0x0303) throws -> [UInt8] {
        try decryptPremaster(ciphertext.span, clientVersion: clientVersion).octets
    }

    func signature(over message: [UInt8], scheme: SignatureScheme) throws -> [UInt8] {
        try sign(message.span, scheme: scheme)
    }
}

extension KnownAnswerDecryption {
    func message(in ciphertext: [UInt8]) throws -> [UInt8] { try decryptKnownAnswer(ciphertext.span) }
}
