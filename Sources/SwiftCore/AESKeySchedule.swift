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
            var roundConstant: UInt64 = 1
            for index in keyWords..<words.count {
                var word = UInt32(truncatingIfNeeded: words[index - 1])
                if index % keyWords == 0 {
                    // RotWord: the first octet, which is the lowest here, becomes the last.
                    word = substituted((word >> 8) | (word << 24)) ^ UInt32(truncatingIfNeeded: roundConstant)
                    roundConstant = (roundConstant << 1) ^ ((roundConstant >> 7) * 0x11b)
                } else if keyWords == 8 && index % keyWords == 4 {
                    word = substituted(word)
                }
                words[index] = words[index - keyWords] ^ UInt64(word)
            }
        }
        return schedule.withWords { sliced($0, rounds: rounds) }
    }

    /// SubWord (FIPS 197 §5.2).
    private static func substituted(_ word: UInt32) -> UInt32 {
        var blocks = SecretWords(zeroed: 16)
        blocks.withMutableWords { $0[0] = UInt64(word) }
        unsafe blocks.withUnsafeMutableWords { memory in
            var planes = unsafe AESPlanes(blocks: memory)
            planes.substituteLinearly()
            unsafe planes.unslice(to: memory)
        }
        return blocks.withWords { UInt32(truncatingIfNeeded: $0[0]) } ^ 0x6363_6363
    }

    /// Each round key eight times side by side, as planes.
    private static func sliced(_ schedule: Span<UInt64>, rounds: Int) -> SecretWords {
        var planes = SecretWords(zeroed: 16 * (rounds + 1))
        unsafe planes.withUnsafeMutableWords { memory in
            for round in 0...rounds {
                let place = unsafe UnsafeMutableRawPointer(memory + 16 * round)
                // The last round's states have their ShiftRows made up for (``AESPlanes/shiftRowsTwice()``).
                let skipped = round == rounds ? 0 : round % 4
                for row in 0..<4 {
                    for column in 0..<4 {
                        let word = schedule[4 * round + column]
                        // SubBytes of the round leaves out its constant; the key before the first has no SubBytes.
                        let constant: UInt8 = round == 0 ? 0 : 0x63
                        let octet = UInt8(truncatingIfNeeded: word >> (8 * UInt64(row))) ^ constant
                        let target = row + 4 * ((column + row * skipped) % 4)
                        for block in 0..<8 {
                            unsafe place.storeBytes(of: octet, toByteOffset: 16 * block + target, as: UInt8.self)
                        }
                    }
                }
                unsafe AESPlanes(blocks: place).store(to: place)
            }
        }
        return planes
    }
}
