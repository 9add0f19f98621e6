/// The key expansion of AES (FIPS 197 §5.2), into round keys for sliced states.
enum AESKeySchedule {
    /// Returns `rounds` + 1 round keys of 16 words, in the order of octets that the states have in that round.
    ///
    /// Leaks: only the length of `key`.
    static func expand(_ key: Span<UInt8>, rounds: Int) -> SecretWords {
        let keyWords = key.count / 4
        var schedule = SecretWords(zeroed: 4 * (rounds + 1))
        schedule.withMutableWords { words in
            for index in 0..<keyWords {
                for octet in 0..<4 { words[index] |= UInt64(key[4 * index + octet]) << (8 * UInt64(octet)) }
            }
            var roundConstant: UInt32 = 1
            for index in keyWords..<words.count {
                var word = UInt32(truncatingIfNeeded: words[index - 1])
                if index % keyWords == 0 {
                    // RotWord: the first octet, which is the lowest here, becomes the last.
                    word = substituted((word >> 8) | (word << 24)) ^ roundConstant
                    // The next power of x in GF(2⁸).
                    roundConstant = (roundConstant << 1) ^ ((roundConstant >> 7) * 0x11b)
                } else if keyWords == 8 && index % keyWords == 4 {
                    word = substituted(word)
                }
                words[index] = words[index - keyWords] ^ UInt64(word)
            }
        }
        return schedule.withWords { sliced($0, rounds: rounds) }
    }

    /// SubWord (FIPS 197 §5.2), as one column of eight equal blocks.
    private static func substituted(_ word: UInt32) -> UInt32 {
        var planes = AESPlanes(repeating: Lanes(SIMD4(word, 0, 0, 0)))
        planes.substituteLinearly()
        return planes.firstBlock().vector[0] ^ 0x6363_6363
    }

    /// Each round key eight times side by side, as planes.
    private static func sliced(_ schedule: Span<UInt64>, rounds: Int) -> SecretWords {
        var planes = SecretWords(zeroed: 16 * (rounds + 1))
        unsafe planes.withUnsafeMutableWords { memory in
            for round in 0...rounds {
                // Row r is r·k columns ahead where k ShiftRows were left out; the last round made up for all of them
                // (``AESPlanes/shiftRowsTwice()``).
                let skipped = round == rounds ? 0 : round % 4
                // SubBytes of the round leaves out its constant; before the first round key there is no SubBytes.
                let constant: UInt32 = round == 0 ? 0 : 0x6363_6363
                func column(_ index: Int) -> UInt32 {
                    var word = constant
                    for row in 0..<4 {
                        let source = schedule[4 * round + (index - row * skipped) & 3]
                        word ^= UInt32(truncatingIfNeeded: source) & (0xff << (8 * UInt32(row)))
                    }
                    return word
                }
                let block = SIMD4(column(0), column(1), column(2), column(3))
                unsafe AESPlanes(repeating: Lanes(block)).store(to: memory + 16 * round)
            }
        }
        return planes
    }
}
