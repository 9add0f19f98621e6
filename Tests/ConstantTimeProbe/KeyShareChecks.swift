internal import CryptoBackend

/// An ephemeral key exchange whose private values are secret.
enum KeyShareChecks<Backend: CryptoBackend> {
    static func exchange(_ group: NamedGroup) throws {
        let (left, right) = (try share(group, 0x11), try share(group, 0x35))
        let (leftValue, rightValue) = (publicValue(left), publicValue(right))
        let first = published(try left.sharedSecret(with: rightValue.span))
        let second = published(try right.sharedSecret(with: leftValue.span))
        try require(first == second && first.contains { $0 != 0 })
    }

    private static func share(_ group: NamedGroup, _ start: UInt8) throws -> any KnownAnswerKeyShare {
        guard let type = Backend.KeyShare.self as? any KnownAnswerKeyShare.Type else { throw ProbeFailure.wrongResult }
        let octets = (0..<group.privateValueLength).map { start &+ 7 &* UInt8(truncatingIfNeeded: $0) }
        return try type.init(group, privateValue: secret(octets))
    }

    private static func publicValue(_ share: any KnownAnswerKeyShare) -> [UInt8] {
        var value = share.publicValue
        makePublic(&value)
        return value
    }
}
