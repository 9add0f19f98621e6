internal import CryptoBackend

/// SHA-256 and SHA-384 as a transcript uses them.
enum HashChecks {
    static let all = [
        ConformanceCheck("hash", "gives the digests of FIPS 180-4's examples") { try examples($0) },
        ConformanceCheck("hash", "does not care how a message is cut") { try cuts($0) },
        ConformanceCheck("hash", "goes on after a digest was taken, and copies are independent") { try forks($0) },
    ]

    /// "Examples with Intermediate Values" for FIPS 180-4: one block, two blocks, and none.
    private static let answers: [(hash: HashAlgorithm, message: String, digest: String)] = [
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            .sha384, "abc",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            .sha384,
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
                + "nopqrstu",
            "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039"
        ),
    ]

    private static func examples<Backend: CryptoBackend>(_: Backend.Type) throws {
        for answer in answers where Backend.capabilities.hashes.contains(answer.hash) {
            let message = Array(answer.message.utf8)
            let digest = try Backend.Hash.digest(message.span, answer.hash)
            try require(digest.octets == octets(answer.digest), "\(answer.hash) of '\(answer.message)'")
        }
    }

    private static func cuts<Backend: CryptoBackend>(_: Backend.Type) throws {
        let message = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
        for hash in Backend.capabilities.hashes {
            let whole = try Backend.Hash.digest(message.span, hash)
            for cut in 0...300 {
                var context = try Backend.Hash(hash)
                try context.update(message.span.extracting(0..<cut))
                try context.update(message.span.extracting(cut..<300))
                try require(try context.currentDigest() == whole, "\(hash) cut at \(cut)")
            }
        }
    }

    private static func forks<Backend: CryptoBackend>(_: Backend.Type) throws {
        let part = Array("ab".utf8)
        let rest = Array("c".utf8)
        let other = Array("d".utf8)
        for hash in Backend.capabilities.hashes {
            var context = try Backend.Hash(hash)
            try context.update(part.span)
            let before = try context.currentDigest()
            try require(try context.currentDigest() == before, "\(hash): a second look gives another digest")
            var copy = context
            try copy.update(other.span)
            try context.update(rest.span)
            let whole = part + rest
            try require(
                try context.currentDigest() == Backend.Hash.digest(whole.span, hash),
                "\(hash) after a digest was taken"
            )
            let wholeOther = part + other
            try require(try copy.currentDigest() == Backend.Hash.digest(wholeOther.span, hash), "\(hash) of a copy")
        }
    }
}
