import CryptoBackend
import Testing
import VectorSupport

@Suite struct `Key share vectors` {
    private struct Group: Decodable {
        let tests: [Case]

        struct Case: Decodable {
            let tcId: Int
            let `public`: Wycheproof.Octets
            let `private`: Wycheproof.Octets
            let shared: Wycheproof.Octets
            let result: Wycheproof.Verdict
        }
    }

    /// What is acceptable is points of low order, which TLS refuses, and others on the twist, which it does not.
    @Test(arguments: Backends.indices) func `of Wycheproof for X25519 hold`(backend: Int) throws {
        let type = try #require(keyShareType(of: Backends.all[backend]))
        for group in try Wycheproof.groups("x25519_test.json", as: Group.self) {
            for vector in group.tests {
                let share = try type.init(.x25519, privateValue: SecretBytes(copying: vector.private.octets.span))
                let (peer, expected) = (vector.public.octets, vector.shared.octets)
                var secret: [UInt8]?
                do throws(CryptoError) {
                    secret = try share.sharedSecret(with: peer.span).withBytes { octets in
                        octets.indices.map { octets[$0] }
                    }
                } catch .invalidPublicValue {}
                let isZero = expected.allSatisfy { $0 == 0 }
                #expect(secret == (vector.result == .invalid || isZero ? nil : expected), "test \(vector.tcId)")
            }
        }
    }

    /// Every two backends come to one secret, whichever of them made which half.
    @Test(arguments: NamedGroup.allCases) func `agree between backends`(group: NamedGroup) throws {
        let backends = Backends.all.filter { $0.capabilities.groups.contains(group) }
        for left in backends {
            for right in backends {
                let (ours, theirs) = (try share(group, left), try share(group, right))
                let (ourValue, theirValue) = (ours.publicValue, theirs.publicValue)
                let first = try ours.sharedSecret(with: theirValue.span)
                let second = try theirs.sharedSecret(with: ourValue.span)
                let agree = first.withBytes { first in
                    second.withBytes { ConstantTime.equal(first, $0).declassify() }
                }
                #expect(agree, "\(left.identity.name) with \(right.identity.name)")
            }
        }
    }

    /// Small private values of the curves, and large ones: 1, n − 1, single bits, runs of bits.
    @Test(arguments: [NamedGroup.x25519, .secp256r1])
    func `agree between backends on private values at the edges`(group: NamedGroup) throws {
        let types = Backends.all.filter { $0.capabilities.groups.contains(group) }.compactMap(keyShareType)
        try #require(types.count > 1)
        let order = [UInt8](hex: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        var values: [[UInt8]] = []
        for last: UInt8 in 1...20 {
            values.append([UInt8](repeating: 0, count: 31) + [last])
            values.append(Array(order.prefix(31)) + [order[31] - last])
        }
        for bit in 0..<255 {
            var (single, run) = ([UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 32))
            single[31 - bit / 8] = 1 << UInt8(bit % 8)
            for place in 0...bit { run[31 - place / 8] |= 1 << UInt8(place % 8) }
            values += [single, run]
        }
        let first = values[5]
        var peer = try types[0].init(group, privateValue: SecretBytes(copying: first.span)).publicValue
        for value in values {
            let shares = try types.map { try $0.init(group, privateValue: SecretBytes(copying: value.span)) }
            let secrets = try shares.map { share in
                try share.sharedSecret(with: peer.span).withBytes { octets in octets.indices.map { octets[$0] } }
            }
            #expect(Set(shares.map(\.publicValue)).count == 1, "\(value)")
            #expect(Set(secrets).count == 1, "\(value)")
            peer = shares[0].publicValue
        }
    }

    /// 0, n and n + 1 are no private values of P-256.
    @Test func `of P-256 from n on and at zero are refused`() throws {
        let order = [UInt8](hex: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        let next = Array(order.prefix(31)) + [order[31] + 1]
        let refused = [[UInt8](repeating: 0, count: 32), order, next, [UInt8](repeating: 0xff, count: 32)]
        for type in Backends.all.filter({ $0.capabilities.groups.contains(.secp256r1) }).compactMap(keyShareType) {
            for value in refused {
                #expect(throws: CryptoError.self) {
                    try type.init(.secp256r1, privateValue: SecretBytes(copying: value.span))
                }
            }
        }
    }

    private func share(_ group: NamedGroup, _ backend: any CryptoBackend.Type) throws -> any EphemeralKeyShare {
        func make<Backend: CryptoBackend>(_: Backend.Type) throws -> any EphemeralKeyShare {
            try Backend.KeyShare(group)
        }
        return try make(backend)
    }

    private func keyShareType(of backend: any CryptoBackend.Type) -> (any KnownAnswerKeyShare.Type)? {
        func type<Backend: CryptoBackend>(_: Backend.Type) -> (any KnownAnswerKeyShare.Type)? {
            Backend.KeyShare.self as? any KnownAnswerKeyShare.Type
        }
        return type(backend)
    }
}
