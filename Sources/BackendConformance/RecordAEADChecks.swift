internal import CryptoBackend

/// AES-GCM and ChaCha20-Poly1305 as records use them.
enum RecordAEADChecks {
    static let all = [
        ConformanceCheck("aead", "gives the answers of the GCM specification and of RFC 8439") { try examples($0) },
        ConformanceCheck("aead", "opens what it sealed, of any length, with one context") { try lengths($0) },
        ConformanceCheck("aead", "takes additional data of any length, and all of the nonce") { try arguments($0) },
        ConformanceCheck("aead", "refuses what was altered, and shows nothing of it") { try refusals($0) },
        ConformanceCheck("aead", "refuses keys, nonces and records of wrong lengths") { try wrongLengths($0) },
    ]

    private struct Answer {
        let algorithm: AEADAlgorithm
        let key: String
        let nonce: String
        let additional: String
        let plaintext: String
        let sealed: String
    }

    /// McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 1, 2, 4, 13, 14 and 16; RFC 8439 §2.8.2.
    private static let answers: [Answer] = [
        Answer(
            algorithm: .aes128GCM,
            key: zeros(16),
            nonce: zeros(12),
            additional: "",
            plaintext: "",
            sealed: "58e2fccefa7e3061367f1d57a4e7455a"
        ),
        Answer(
            algorithm: .aes128GCM,
            key: zeros(16),
            nonce: zeros(12),
            additional: "",
            plaintext: zeros(16),
            sealed: "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"
        ),
        Answer(
            algorithm: .aes128GCM,
            key: key,
            nonce: nonce,
            additional: additional,
            plaintext: plaintext,
            sealed: """
                42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b39
                6a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47
                """
        ),
        Answer(
            algorithm: .aes256GCM,
            key: zeros(32),
            nonce: zeros(12),
            additional: "",
            plaintext: "",
            sealed: "530f8afbc74536b9a963b4f1c4cb738b"
        ),
        Answer(
            algorithm: .aes256GCM,
            key: zeros(32),
            nonce: zeros(12),
            additional: "",
            plaintext: zeros(16),
            sealed: "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
        ),
        Answer(
            algorithm: .aes256GCM,
            key: key + key,
            nonce: nonce,
            additional: additional,
            plaintext: plaintext,
            sealed: """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e63
                93ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b
                """
        ),
        Answer(
            algorithm: .chacha20Poly1305,
            key: "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
            nonce: "070000004041424344454647",
            additional: "50515253c0c1c2c3c4c5c6c7",
            plaintext: """
                4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c6420
                6f6666657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f756c
                642062652069742e
                """,
            sealed: """
                d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e
                060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576
                d26586cec64b61161ae10b594f09e26a7e902ecbd0600691
                """
        ),
    ]
    private static let key = "feffe9928665731c6d6a8f9467308308"
    private static let nonce = "cafebabefacedbaddecaf888"
    private static let additional = "feedfacedeadbeeffeedfacedeadbeefabaddad2"
    private static let plaintext = """
        d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657
        ba637b39
        """
    private static func zeros(_ count: Int) -> String { String(repeating: "00", count: count) }

    private static func seal<AEAD: RecordAEAD>(
        _ aead: AEAD,
        _ plaintext: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8]
    ) throws -> [UInt8] {
        var record = plaintext + [UInt8](repeating: 0, count: AEADAlgorithm.tagLength)
        var span = record.mutableSpan
        try aead.seal(&span, nonce: nonce.span, additional: additional.span)
        return record
    }

    /// What the buffer holds afterwards, and what was thrown.
    private static func open<AEAD: RecordAEAD>(
        _ aead: AEAD,
        _ sealed: [UInt8],
        _ nonce: [UInt8],
        _ additional: [UInt8]
    ) -> (plaintext: [UInt8], error: CryptoError?) {
        var record = sealed
        var failure: CryptoError?
        var span = record.mutableSpan
        do throws(CryptoError) {
            try aead.open(&span, nonce: nonce.span, additional: additional.span)
        } catch { failure = error }
        return (Array(record.dropLast(AEADAlgorithm.tagLength)), failure)
    }

    private static func examples<Backend: CryptoBackend>(_: Backend.Type) throws {
        for answer in answers where Backend.capabilities.aeads.contains(answer.algorithm) {
            let aead = try Backend.AEAD(answer.algorithm, key: secret(octets(answer.key)))
            let (nonce, additional) = (octets(answer.nonce), octets(answer.additional))
            let plaintext = octets(answer.plaintext)
            let sealed = try seal(aead, plaintext, nonce, additional)
            try require(sealed == octets(answer.sealed), "\(answer.algorithm), \(plaintext.count) octets sealed")
            let opened = open(aead, sealed, nonce, additional)
            try require(opened == (plaintext, nil), "\(answer.algorithm), \(plaintext.count) octets opened")
        }
    }

    private static func lengths<Backend: CryptoBackend>(_: Backend.Type) throws {
        for algorithm in Backend.capabilities.aeads {
            let aead = try Backend.AEAD(algorithm, key: secret((0..<algorithm.keyLength).map { UInt8($0) }))
            let additional = (0..<13).map { UInt8($0) }
            for length in Array(0...130) + [255, 256, 257, 1023, 1350, 4096, 16383, 16384, 16385] {
                let nonce = (0..<12).map { UInt8(truncatingIfNeeded: $0 &* length) }
                let plaintext = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
                let opened = open(aead, try seal(aead, plaintext, nonce, additional), nonce, additional)
                try require(opened == (plaintext, nil), "\(algorithm), \(length) octets")
            }
        }
    }

    /// TLS 1.3 has 5 octets of additional data, TLS 1.2 has 13; and both add a sequence number to any octet of an IV.
    private static func arguments<Backend: CryptoBackend>(_: Backend.Type) throws {
        for algorithm in Backend.capabilities.aeads {
            let aead = try Backend.AEAD(algorithm, key: secret([UInt8](repeating: 6, count: algorithm.keyLength)))
            let plaintext = [UInt8](repeating: 0x42, count: 100)
            var sealed: Set<[UInt8]> = []
            let lengths = [0, 1, 5, 12, 13, 15, 16, 17, 20, 32, 33, 64, 100]
            for length in lengths {
                let nonce = [UInt8](repeating: 8, count: 12)
                let additional = [UInt8](repeating: 0, count: length)
                let record = try seal(aead, plaintext, nonce, additional)
                let opened = open(aead, record, nonce, additional)
                try require(opened == (plaintext, nil), "\(algorithm), \(length) octets of additional data")
                sealed.insert(record)
            }
            try require(sealed.count == lengths.count, "\(algorithm): a tag of additional data of another length")
            var streams: Set<[UInt8]> = []
            for place in 0..<12 {
                let nonce = altered([UInt8](repeating: 0xFF, count: 12), place)
                let record = try seal(aead, plaintext, nonce, [1, 2, 3, 4, 5])
                try require(
                    open(aead, record, nonce, [1, 2, 3, 4, 5]) == (plaintext, nil),
                    "\(algorithm), octet \(place) of the nonce"
                )
                streams.insert(Array(record[..<100]))
            }
            try require(streams.count == 12, "\(algorithm): two nonces encrypt alike")
        }
    }

    private static func refusals<Backend: CryptoBackend>(_: Backend.Type) throws {
        for algorithm in Backend.capabilities.aeads {
            let aead = try Backend.AEAD(algorithm, key: secret([UInt8](repeating: 3, count: algorithm.keyLength)))
            let nonce = (1...12).map { UInt8($0) }
            let additional = (1...13).map { UInt8($0) }
            let plaintext = (0..<40).map { UInt8($0 ^ 0x55) }
            let sealed = try seal(aead, plaintext, nonce, additional)
            for place in sealed.indices {
                let result = open(aead, altered(sealed, place), nonce, additional)
                try require(result.error == .badRecordTag, "\(algorithm): octet \(place) altered")
                try require(!result.plaintext.contains(plaintext[0..<16]), "\(algorithm): plaintext is left")
            }
            for place in nonce.indices {
                let result = open(aead, sealed, altered(nonce, place), additional)
                try require(result.error == .badRecordTag, "\(algorithm): octet \(place) of the nonce altered")
            }
            for place in additional.indices {
                let result = open(aead, sealed, nonce, altered(additional, place))
                try require(result.error == .badRecordTag, "\(algorithm): additional octet \(place) altered")
            }
            // A refusal leaves the context as good as it was.
            try require(open(aead, sealed, nonce, additional) == (plaintext, nil), "\(algorithm): after refusals")
        }
    }

    private static func wrongLengths<Backend: CryptoBackend>(_: Backend.Type) throws {
        for algorithm in Backend.capabilities.aeads {
            for length in [0, 15, 17, 24, 31, 33] where length != algorithm.keyLength {
                let expected = CryptoError.invalidLength(of: .key, expected: algorithm.keyLength, got: length)
                try require(throwing: expected, "\(algorithm): a key of \(length) octets") {
                    _ = try Backend.AEAD(algorithm, key: secret([UInt8](repeating: 1, count: length)))
                }
            }
            let aead = try Backend.AEAD(algorithm, key: secret([UInt8](repeating: 1, count: algorithm.keyLength)))
            let sealed = [UInt8](repeating: 0, count: 32)
            for length in [0, 8, 11, 13, 16] {
                let nonce = [UInt8](repeating: 0, count: length)
                let expected = CryptoError.invalidLength(of: .nonce, expected: 12, got: length)
                try require(
                    open(aead, sealed, nonce, []).error == expected,
                    "\(algorithm): a nonce of \(length) octets"
                )
            }
            for length in [0, 1, 15] {
                let short = [UInt8](repeating: 0, count: length)
                let expected = CryptoError.invalidLength(of: .record, expected: 16, got: length)
                let error = open(aead, short, [UInt8](repeating: 0, count: 12), []).error
                try require(error == expected, "\(algorithm): a record of \(length) octets")
            }
        }
    }

    private static func altered(_ octets: [UInt8], _ place: Int) -> [UInt8] {
        var copy = octets
        copy[place] ^= 1 << UInt8(place % 8)
        return copy
    }
}
