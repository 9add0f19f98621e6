import CryptoBackend
import Testing
import VectorFiles
import VectorSupport

@Suite struct `Record vectors` {
    private struct WycheproofGroup: Decodable {
        let ivSize: Int
        let keySize: Int
        let tagSize: Int
        let tests: [Case]

        struct Case: Decodable {
            let tcId: Int
            let key: Wycheproof.Octets
            let iv: Wycheproof.Octets
            let aad: Wycheproof.Octets
            let msg: Wycheproof.Octets
            let ct: Wycheproof.Octets
            let tag: Wycheproof.Octets
            let result: Wycheproof.Verdict
        }
    }

    @Test(arguments: Backends.indices)
    func `of Wycheproof hold`(backend: Int) throws { try wycheproof(Backends.all[backend]) }

    @Test(arguments: Backends.indices)
    func `of Wycheproof for ChaCha20-Poly1305 hold`(backend: Int) throws {
        let sample = try #require(Vectors.sample("wycheproof/chacha20_poly1305.json"))
        let groups: [WycheproofGroup] = try Wycheproof.groups(of: sample)
        #expect(groups.contains { !$0.tests.isEmpty })
        let all: [WycheproofGroup] = try Wycheproof.groupsIfThere("chacha20_poly1305_test.json")
        try chaCha(Backends.all[backend], groups + all)
    }

    @Test(arguments: Backends.indices, ["128", "256"])
    func `of NIST hold`(backend: Int, bits: String) throws { try nist(Backends.all[backend], bits) }

    private func wycheproof<Backend: CryptoBackend>(_: Backend.Type) throws {
        for group in try Wycheproof.groups("aes_gcm_test.json", as: WycheproofGroup.self) {
            guard group.ivSize == 96, group.tagSize == 128, let algorithm = algorithm(group.keySize) else { continue }
            for vector in group.tests { try hold(Backend.self, algorithm, vector) }
        }
    }

    private func chaCha<Backend: CryptoBackend>(_: Backend.Type, _ groups: [WycheproofGroup]) throws {
        for group in groups {
            for vector in group.tests { try hold(Backend.self, .chacha20Poly1305, vector) }
        }
    }

    private func hold<Backend: CryptoBackend>(
        _: Backend.Type,
        _ algorithm: AEADAlgorithm,
        _ vector: WycheproofGroup.Case
    ) throws {
        let aead = try Backend.AEAD(algorithm, key: SecretBytes(copying: vector.key.octets.span))
        let sealed = vector.ct.octets + vector.tag.octets
        let opened = open(aead, sealed, vector.iv.octets, vector.aad.octets)
        if vector.result == .valid {
            let own = try seal(aead, vector.msg.octets, vector.iv.octets, vector.aad.octets)
            #expect(own == sealed, "test \(vector.tcId)")
            #expect(opened == vector.msg.octets, "test \(vector.tcId)")
        } else if vector.result == .invalid {
            #expect(opened == nil, "test \(vector.tcId)")
        }
    }

    private func nist<Backend: CryptoBackend>(_: Backend.Type, _ bits: String) throws {
        guard let algorithm = algorithm(Int(bits) ?? 0) else { return }
        for record in try ResponseFile.parse("gcmDecrypt\(bits).iv96.tag128.rsp") {
            let aead = try Backend.AEAD(algorithm, key: SecretBytes(copying: record.octets("Key").span))
            let sealed = record.octets("CT") + record.octets("Tag")
            let opened = open(aead, sealed, record.octets("IV"), record.octets("AAD"))
            #expect(opened == (record["FAIL"] == nil ? record.octets("PT") : nil), "\(record)")
        }
        for record in try ResponseFile.parse("gcmEncryptExtIV\(bits).iv96.tag128.rsp") {
            let aead = try Backend.AEAD(algorithm, key: SecretBytes(copying: record.octets("Key").span))
            let sealed = try seal(aead, record.octets("PT"), record.octets("IV"), record.octets("AAD"))
            #expect(sealed == record.octets("CT") + record.octets("Tag"), "\(record)")
        }
    }

    private func algorithm(_ keyBits: Int) -> AEADAlgorithm? {
        AEADAlgorithm.allCases.first { $0.keyLength * 8 == keyBits }
    }

    private func seal<AEAD: RecordAEAD>(
        _ aead: AEAD,
        _ plaintext: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8]
    ) throws -> [UInt8] {
        var record = plaintext + [UInt8](repeating: 0, count: 16)
        var span = record.mutableSpan
        try aead.seal(&span, nonce: nonce.span, additional: additional.span)
        return record
    }

    private func open<AEAD: RecordAEAD>(
        _ aead: AEAD,
        _ sealed: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8]
    ) -> [UInt8]? {
        var record = sealed
        var span = record.mutableSpan
        do throws(CryptoError) {
            try aead.open(&span, nonce: nonce.span, additional: additional.span)
        } catch { return nil }
        return Array(record.dropLast(16))
    }
}
