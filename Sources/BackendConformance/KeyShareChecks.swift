internal import CryptoBackend

/// Ephemeral key exchange.
enum KeyShareChecks {
    static let all = [
        ConformanceCheck("key-share", "comes to the secrets of the standards") { try knownAnswers($0) },
        ConformanceCheck("key-share", "comes to the same secret on both sides, and never twice") { try agreement($0) },
        ConformanceCheck("key-share", "refuses a peer's value that must not be used") { try refusals($0) },
        ConformanceCheck("key-share", "makes none in a group that it does not list") { try others($0) },
    ]

    private static func knownAnswers<Backend: CryptoBackend>(_: Backend.Type) throws {
        let type = Backend.KeyShare.self as? any KnownAnswerKeyShare.Type
        for answer in KeyShareKnownAnswer.all where Backend.capabilities.groups.contains(answer.group) {
            guard let type else {
                if Backend.KeyShare.self is any WithoutKnownAnswers.Type { return }
                throw ConformanceFailure("it takes no known private value")
            }
            let share = try type.init(answer.group, privateValue: secret(octets(answer.privateValue)))
            try require(share.publicValue == octets(answer.publicValue), "\(answer.source): another public value")
            let peer = octets(answer.peer)
            let shared = open(try share.sharedSecret(with: peer.span))
            try require(shared == octets(answer.secret), "\(answer.source): another secret")
        }
    }

    private static func agreement<Backend: CryptoBackend>(_: Backend.Type) throws {
        for group in Backend.capabilities.groups {
            var seen: Set<[UInt8]> = []
            for _ in 0..<3 {
                let (left, right) = (try Backend.KeyShare(group), try Backend.KeyShare(group))
                let (leftValue, rightValue) = (left.publicValue, right.publicValue)
                try require(leftValue.count == group.publicValueLength, "\(group): a public value of another length")
                let secret = open(try left.sharedSecret(with: rightValue.span))
                try require(secret == open(right.sharedSecret(with: leftValue.span)), "\(group): two secrets")
                try require(seen.insert(leftValue).inserted, "\(group): the same public value twice")
                try require(seen.insert(rightValue).inserted, "\(group): the same public value twice")
                try require(seen.insert(secret).inserted, "\(group): the same secret twice")
            }
        }
    }

    private static func refusals<Backend: CryptoBackend>(_: Backend.Type) throws {
        for group in Backend.capabilities.groups {
            let share = try Backend.KeyShare(group)
            for (fault, value) in badValues(group) {
                try require(throwing: .invalidPublicValue(group), "\(group), \(fault)") {
                    _ = try share.sharedSecret(with: value.span)
                }
            }
        }
    }

    private static func others<Backend: CryptoBackend>(_: Backend.Type) throws {
        for group in NamedGroup.allCases where !Backend.capabilities.groups.contains(group) {
            try require(throwing: .notOffered, "\(group)") { _ = try Backend.KeyShare(group) }
        }
    }

    private typealias BadValue = (fault: String, value: [UInt8])

    /// What no peer may send, by what is wrong with it.
    private static func badValues(_ group: NamedGroup) -> [BadValue] {
        let good = KeyShareKnownAnswer.all.first { $0.group == group }.map { octets($0.peer) } ?? []
        var bad: [BadValue] = [("nothing", [])]
        switch group {
        case .x25519:
            bad.append(("an octet more", good + [0]))
            bad.append(("an octet less", Array(good.dropLast())))
            // RFC 7748 §7: points whose order divides 8.
            for point in lowOrder { bad.append(("a point of low order", octets(point))) }
        case .secp256r1: bad += badPoints(good)
        case .ffdhe2048, .ffdhe3072: bad += badNumbers(group.prime ?? [])
        }
        return bad
    }

    private static func badPoints(_ good: [UInt8]) -> [BadValue] {
        var offCurve = good
        offCurve[64] ^= 1
        let prime = octets("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
        let zeros = [UInt8](repeating: 0, count: 64)
        return [
            ("an octet more", good + [0]),
            ("an octet less", Array(good.dropLast())),
            ("a point off the curve", offCurve),
            ("a compressed point", [UInt8](arrayLiteral: 2) + good[1...32]),
            ("a hybrid point", [UInt8](arrayLiteral: 6) + good.dropFirst()),
            ("a coordinate that is not below p", [UInt8](arrayLiteral: 4) + prime + good[33...]),
            ("infinity", [0]),
            ("zeros", [UInt8](arrayLiteral: 4) + zeros),
        ]
    }

    private static func badNumbers(_ prime: [UInt8]) -> [BadValue] {
        let padding = [UInt8](repeating: 0, count: prime.count - 1)
        var below = prime
        below[prime.count - 1] -= 1
        return [
            ("zero", [0]), ("one", [1]), ("one, as long as p", padding + [1]), ("p − 1", below), ("p", prime),
            ("more than p", [UInt8](arrayLiteral: 1) + prime),
        ]
    }

    private static let lowOrder = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ]
}
