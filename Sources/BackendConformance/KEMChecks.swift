internal import CryptoBackend

/// Key encapsulation.
enum KEMChecks {
    static let all = [
        ConformanceCheck("kem", "comes to the keys, ciphertexts and secrets of known seeds") { try knownAnswers($0) },
        ConformanceCheck("kem", "comes to the same secret on both sides, and never twice") { try agreement($0) },
        ConformanceCheck("kem", "gives a secret that fits nothing for a ciphertext that was altered") {
            try rejection($0)
        },
        ConformanceCheck("kem", "refuses a key and a ciphertext that are none") { try refusals($0) },
        ConformanceCheck("kem", "makes none that it does not list") { try others($0) },
    ]

    private static func knownAnswers<Backend: CryptoBackend>(_: Backend.Type) throws {
        let type = Backend.KEMKey.self as? any KnownAnswerKEM.Type
        for answer in KEMKnownAnswer.all where Backend.capabilities.kems.contains(answer.algorithm) {
            guard let type else {
                if Backend.KEMKey.self is any WithoutKnownAnswers.Type { return }
                throw ConformanceFailure("it takes no known seed")
            }
            let key = try type.init(answer.algorithm, seed: secret(octets(answer.seed)))
            let (publicKey, ciphertext) = (key.encapsulationKey, octets(answer.ciphertext))
            let digest = try Backend.Hash.digest(publicKey.span, .sha256).octets
            try require(digest == octets(answer.digestOfKey), "\(answer.source): another key")
            var (first, last) = (ciphertext, ciphertext)
            first[0] ^= 1
            last[last.count - 1] ^= 0x80
            let pairs = [
                (ciphertext, answer.secret), (first, answer.secretOfFirstAltered), (last, answer.secretOfLastAltered),
            ]
            for (ciphertext, expected) in pairs {
                let shared = open(try key.decapsulate(ciphertext.span))
                try require(shared == octets(expected), "\(answer.source): another secret")
            }
            try encapsulation(type, answer, publicKey)
        }
    }

    private static func encapsulation(
        _ type: any KnownAnswerKEM.Type,
        _ answer: KEMKnownAnswer,
        _ key: [UInt8]
    ) throws {
        do {
            let randomness = secret(octets(answer.randomness))
            let made = try type.encapsulate(to: key.span, answer.algorithm, randomness: randomness)
            try require(made.ciphertext == octets(answer.ciphertext), "\(answer.source): another ciphertext")
            try require(open(made.sharedSecret) == octets(answer.secret), "\(answer.source): another secret")
        } catch CryptoError.notOffered {
            // A library may have no way to be told what it draws; decapsulation has been held against the vector.
        }
    }

    private static func agreement<Backend: CryptoBackend>(_: Backend.Type) throws {
        for algorithm in Backend.capabilities.kems {
            var seen: Set<[UInt8]> = []
            for _ in 0..<3 {
                let key = try Backend.KEMKey(algorithm)
                let publicKey = key.encapsulationKey
                try require(key.algorithm == algorithm, "\(algorithm): a key pair of another")
                try require(
                    publicKey.count == algorithm.encapsulationKeyLength,
                    "\(algorithm): a key of another length"
                )
                for _ in 0..<2 {
                    let made = try Backend.KEMKey.encapsulate(to: publicKey.span, algorithm)
                    let (ciphertext, shared) = (made.ciphertext, open(made.sharedSecret))
                    try require(ciphertext.count == algorithm.ciphertextLength, "\(algorithm): a wrong ciphertext")
                    try require(shared.count == KEMAlgorithm.sharedSecretLength, "\(algorithm): a wrong secret")
                    try require(shared == open(key.decapsulate(ciphertext.span)), "\(algorithm): two secrets")
                    try require(seen.insert(shared).inserted, "\(algorithm): the same secret twice")
                    try require(seen.insert(ciphertext).inserted, "\(algorithm): the same ciphertext twice")
                }
                try require(seen.insert(publicKey).inserted, "\(algorithm): the same key twice")
            }
        }
    }

    private static func rejection<Backend: CryptoBackend>(_: Backend.Type) throws {
        for algorithm in Backend.capabilities.kems {
            let (key, other) = (try Backend.KEMKey(algorithm), try Backend.KEMKey(algorithm))
            let publicKey = key.encapsulationKey
            let made = try Backend.KEMKey.encapsulate(to: publicKey.span, algorithm)
            let (ciphertext, shared) = (made.ciphertext, open(made.sharedSecret))
            for place in [0, ciphertext.count / 2, ciphertext.count - 1] {
                var altered = ciphertext
                altered[place] ^= 0x10
                let rejected = open(try key.decapsulate(altered.span))
                try require(rejected != shared, "\(algorithm): an altered ciphertext gives the secret")
                try require(rejected == open(key.decapsulate(altered.span)), "\(algorithm): another secret each time")
            }
            try require(
                open(other.decapsulate(ciphertext.span)) != shared,
                "\(algorithm): another key gives the secret"
            )
        }
    }

    private static func refusals<Backend: CryptoBackend>(_: Backend.Type) throws {
        for algorithm in Backend.capabilities.kems {
            let key = try Backend.KEMKey(algorithm)
            let good = key.encapsulationKey
            for count in [0, 1, algorithm.ciphertextLength - 1, algorithm.ciphertextLength + 1] {
                let expected = algorithm.ciphertextLength
                let ciphertext = [UInt8](repeating: 0, count: count)
                try require(
                    throwing: .invalidLength(of: .encapsulation, expected: expected, got: count),
                    "\(algorithm), a ciphertext of \(count) octets"
                ) { _ = try key.decapsulate(ciphertext.span) }
            }
            for octets in [[], Array(good.dropLast()), good + [0]] {
                let expected = algorithm.encapsulationKeyLength
                try require(
                    throwing: .invalidLength(of: .encapsulationKey, expected: expected, got: octets.count),
                    "\(algorithm), a key of \(octets.count) octets"
                ) { _ = try Backend.KEMKey.encapsulate(to: octets.span, algorithm) }
            }
            // FIPS 203 §7.2: a coefficient of q, and one of 4095; the first, one in the middle, the last.
            for place in [0, 575, 1151] {
                for (low, high): (UInt8, UInt8) in [(0x01, 0x0D), (0xFF, 0x0F)] {
                    var octets = good
                    octets[place / 3 * 3] = low
                    octets[place / 3 * 3 + 1] = octets[place / 3 * 3 + 1] & 0xF0 | high
                    try require(throwing: .invalidEncapsulationKey(algorithm), "\(algorithm), a number above q − 1") {
                        _ = try Backend.KEMKey.encapsulate(to: octets.span, algorithm)
                    }
                }
            }
        }
    }

    private static func others<Backend: CryptoBackend>(_: Backend.Type) throws {
        for algorithm in KEMAlgorithm.allCases where !Backend.capabilities.kems.contains(algorithm) {
            try require(throwing: .notOffered, "\(algorithm)") { _ = try Backend.KEMKey(algorithm) }
            let key = [UInt8](repeating: 0, count: algorithm.encapsulationKeyLength)
            try require(throwing: .notOffered, "\(algorithm)") {
                _ = try Backend.KEMKey.encapsulate(to: key.span, algorithm)
            }
        }
    }
}
