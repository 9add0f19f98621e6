import CryptoBackend
import Foundation
import Testing
import VectorSupport

@Suite struct `Key schedule vectors` {
    @Test(arguments: Backends.indices)
    func `of the PRF hold`(backend: Int) throws { try prf(Backends.all[backend]) }

    @Test(arguments: Backends.indices)
    func `of the extended master secret hold`(backend: Int) throws { try extended(Backends.all[backend]) }

    @Test(arguments: Backends.indices)
    func `of HMAC hold`(backend: Int) throws { try hmac(Backends.all[backend]) }

    private struct PRFFile: Decodable {
        let prf: [Case]

        struct Case: Decodable {
            let id: String
            let hash: String
            let secret: Wycheproof.Octets
            let label: String
            let seed: Wycheproof.Octets
            let output: Wycheproof.Octets
        }
    }

    private func prf<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard let data = try Vectors.data("tls12/tls12_prf_kdf.json") else { return }
        for vector in try JSONDecoder().decode(PRFFile.self, from: data).prf {
            let output = try derive(
                backend,
                vector.secret.octets,
                vector.label,
                vector.seed.octets,
                vector.hash == "SHA-384" ? .sha384 : .sha256,
                vector.output.octets.count
            )
            #expect(output == vector.output.octets, "\(vector.id)")
        }
    }

    /// ACVP: an array of a header and the vector set; the answers are in a file of their own.
    private func extended<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        guard let questions = try set("tls12/TLS12.vectors.json"), let answers = try set("tls12/TLS12.expected.json")
        else { return }
        let expected = Dictionary(
            uniqueKeysWithValues: answers.flatMap { group in tests(group) }.map { ($0.id, $0.test) }
        )
        for group in questions {
            guard let hash = ["SHA2-256": HashAlgorithm.sha256, "SHA2-384": .sha384][group["hashAlg"] as? String ?? ""]
            else { continue }
            let length = (group["keyBlockLength"] as? Int ?? 0) / 8
            for (id, test) in tests(group) {
                let hex = { (name: String) in [UInt8](hex: test[name] as? String ?? "") }
                let master = try derive(
                    backend,
                    hex("preMasterSecret"),
                    "extended master secret",
                    hex("sessionHash"),
                    hash,
                    48
                )
                let seed = hex("serverRandom") + hex("clientRandom")
                let block = try derive(backend, master, "key expansion", seed, hash, length)
                let answer = try #require(expected[id])
                #expect(master == [UInt8](hex: answer["masterSecret"] as? String ?? ""), "test \(id)")
                #expect(block == [UInt8](hex: answer["keyBlock"] as? String ?? ""), "test \(id)")
            }
        }
    }

    private func set(_ name: String) throws -> [[String: Any]]? {
        guard let data = try Vectors.data(name) else { return nil }
        let parts = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
        return try #require(parts.last?["testGroups"] as? [[String: Any]])
    }

    private func tests(_ group: [String: Any]) -> [(id: Int, test: [String: Any])] {
        (group["tests"] as? [[String: Any]] ?? []).compactMap { test in
            (test["tcId"] as? Int).map { ($0, test) }
        }
    }

    private struct MACGroup: Decodable {
        let tagSize: Int
        let tests: [Case]

        struct Case: Decodable {
            let tcId: Int
            let key: Wycheproof.Octets
            let msg: Wycheproof.Octets
            let tag: Wycheproof.Octets
            let result: Wycheproof.Verdict
        }
    }

    private func hmac<Backend: CryptoBackend>(_: Backend.Type) throws {
        for group in try Wycheproof.groups("hmac_sha256_test.json", as: MACGroup.self) {
            for vector in group.tests {
                let mac = try Backend.MAC(key: SecretBytes(copying: vector.key.octets.span), hash: .sha256)
                let message = vector.msg.octets
                try mac.update(message.span)
                var result = [UInt8](repeating: 0, count: 32)
                var output = result.mutableSpan
                try mac.finalize(into: &output)
                let isEqual = Array(result[..<(group.tagSize / 8)]) == vector.tag.octets
                #expect(isEqual == (vector.result == .valid), "test \(vector.tcId)")
            }
        }
    }

    private func derive<Backend: CryptoBackend>(
        _: Backend.Type,
        _ secret: [UInt8],
        _ label: String,
        _ seed: [UInt8],
        _ hash: HashAlgorithm,
        _ length: Int
    ) throws -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        var output = result.mutableSpan
        let label = PRFLabel(octets: Array(label.utf8))
        try Backend.prf(SecretBytes(copying: secret.span), label: label, seed: seed.span, hash: hash, into: &output)
        return result
    }
}
