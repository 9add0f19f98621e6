internal import CryptoBackend
internal import Glibc

/// P_hash of RFC 5246 §5 on whole blocks, laid out and padded once: the compressions are all that is left of it.
///
/// Of what HMAC(secret, A(i) ‖ label ‖ seed) hashes only A(i) changes, and everything else that is hashed is one digest long.
/// So there are three messages, each padded once (FIPS 180-4 §5.1), and the two states that begin with the padded key (RFC
/// 2104); nothing is buffered, counted or allocated. Secrets stay in this value, which its owner wipes.
///
/// Leaks: only the lengths of its arguments.
struct PHash: ~Copyable {
    private let hash: HashAlgorithm
    /// H(K ⊕ ipad ‖ …
    private var keyedInner: [8 of UInt64]
    /// H(K ⊕ opad ‖ …
    private var keyedOuter: [8 of UInt64]
    /// The hash over `text`.
    private var textState: [8 of UInt64]
    /// The hash over `chain`.
    private var chainState: [8 of UInt64]
    /// A(i) ‖ label ‖ seed, or label ‖ seed, and its padding.
    private var text = [256 of UInt8](repeating: 0)
    /// HMAC(secret, text), or what it is the outer hash of, and its padding.
    private var result = [128 of UInt8](repeating: 0)
    /// A(i), or what it is the outer hash of, and its padding.
    private var chain = [128 of UInt8](repeating: 0)

    /// Whether secret and text are of lengths that fit, as they do in all of TLS 1.2 but Diffie-Hellman's secrets: the
    /// longest label has 22 octets, the longest seed 64.
    static func fits(_ hash: HashAlgorithm, secret: Int, label: Int, seed: Int) -> Bool {
        let blocks = blockCount(hash, octets: hash.digestLength + label + seed)
        return secret <= hash.blockLength && blocks * hash.blockLength <= 256
    }

    /// Takes a secret that ``fits(_:secret:label:seed:)``.
    init(_ secret: borrowing SecretBytes, _ hash: HashAlgorithm) {
        self.hash = hash
        precondition(secret.count <= hash.blockLength, "the secret is a block at most")
        let initial = SwiftHash.initialState(hash)
        (keyedInner, keyedOuter, textState, chainState) = (initial, initial, initial, initial)
        secret.withBytes { octets in
            for index in octets.indices { chain[index] = octets[index] }
        }
        for index in 0..<hash.blockLength {
            result[index] = chain[index] ^ 0x36
            chain[index] ^= 0x5c
        }
        SwiftHash.compress(&keyedInner, result.span, &keyedOuter, chain.span, hash)
        var space = result.mutableSpan
        Self.pad(&space, hash, octets: hash.digestLength)
        space = chain.mutableSpan
        Self.pad(&space, hash, octets: hash.digestLength)
    }

    /// Fills `output`.
    mutating func fill(_ output: inout MutableSpan<UInt8>, label: Span<UInt8>, seed: Span<UInt8>) {
        let length = hash.digestLength
        // A(1) = HMAC(secret, label ‖ seed)
        authenticateText(layOut(label, seed, behind: 0))
        for index in 0..<length { chain[index] = result[index] }
        let blocks = layOut(label, seed, behind: length)
        var written = 0
        while true {
            // HMAC(secret, A(i) ‖ label ‖ seed)
            for index in 0..<length { text[index] = chain[index] }
            let isLast = output.count - written <= length
            if isLast { authenticateText(blocks) } else { authenticateTextAndChain(blocks) }
            let take = min(length, output.count - written)
            for index in 0..<take { output[written + index] = result[index] }
            written += take
            guard written < output.count else { return }
        }
    }

    /// Overwrites all of it, which is then of no use.
    mutating func wipe() {
        unsafe withUnsafeMutableBytes(of: &self) { memory in
            if let base = memory.baseAddress { unsafe explicit_bzero(base, memory.count) }
        }
    }

    /// Puts HMAC(secret, text) into `result`.
    private mutating func authenticateText(_ blocks: Int) {
        textState = keyedInner
        SwiftHash.compress(&textState, text.span, count: blocks, hash)
        finishText()
    }

    /// The same, and HMAC(secret, A(i)) = A(i + 1) into `chain`, in step: neither waits for the other.
    private mutating func authenticateTextAndChain(_ blocks: Int) {
        (textState, chainState) = (keyedInner, keyedInner)
        SwiftHash.compress(&textState, text.span, &chainState, chain.span, hash)
        Self.store(chainState, hash, to: &chain)
        chainState = keyedOuter
        if blocks == 1 {
            Self.store(textState, hash, to: &result)
            textState = keyedOuter
            SwiftHash.compress(&textState, result.span, &chainState, chain.span, hash)
            Self.store(textState, hash, to: &result)
        } else {
            let length = hash.blockLength
            SwiftHash.compress(
                &textState,
                text.span.extracting(droppingFirst: length),
                &chainState,
                chain.span,
                hash
            )
            SwiftHash.compress(&textState, text.span.extracting(droppingFirst: 2 * length), count: blocks - 2, hash)
            finishText()
        }
        Self.store(chainState, hash, to: &chain)
    }

    /// The outer hash of RFC 2104 over the inner one's digest.
    private mutating func finishText() {
        Self.store(textState, hash, to: &result)
        textState = keyedOuter
        SwiftHash.compress(&textState, result.span, count: 1, hash)
        Self.store(textState, hash, to: &result)
    }

    private static func store(_ state: [8 of UInt64], _ hash: HashAlgorithm, to message: inout [128 of UInt8]) {
        var space = message.mutableSpan
        SwiftHash.write(state, hash, to: &space)
    }

    /// Writes label, seed and padding behind so many octets; how many blocks that is.
    private mutating func layOut(_ label: Span<UInt8>, _ seed: Span<UInt8>, behind start: Int) -> Int {
        var space = text.mutableSpan
        for index in label.indices { space[start + index] = label[index] }
        for index in seed.indices { space[start + label.count + index] = seed[index] }
        return Self.pad(&space, hash, octets: start + label.count + seed.count)
    }

    /// Pads a message of so many octets, whose hash began with a block of key (FIPS 180-4 §5.1); how many blocks that is.
    @discardableResult
    private static func pad(_ space: inout MutableSpan<UInt8>, _ hash: HashAlgorithm, octets: Int) -> Int {
        let count = blockCount(hash, octets: octets)
        let end = count * hash.blockLength
        space[octets] = 0x80
        for index in octets + 1..<end - 8 { space[index] = 0 }
        let bits = UInt64(8 * (hash.blockLength + octets))
        for index in 0..<8 { space[end - 1 - index] = UInt8(truncatingIfNeeded: bits &>> UInt64(8 * index)) }
        return count
    }

    /// The padding takes 9 octets at least, that of SHA-384 17.
    private static func blockCount(_ hash: HashAlgorithm, octets: Int) -> Int {
        (octets + 1 + hash.blockLength / 8 + hash.blockLength - 1) / hash.blockLength
    }
}
