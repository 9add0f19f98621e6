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
