/// A line of the NSS key log, as the engine writes it. Its secret is no secret: the connection is this command's own.
struct KeyLogLine: Hashable, Sendable {
    /// What the secret is for.
    let label: String
    /// The secret itself.
    let secret: [UInt8]

    init(label: String, secret: [UInt8]) {
        (self.label, self.secret) = (label, secret)
    }

    /// Label, client_random and secret, with a space between them; nil for anything else.
    init?(_ line: String) {
        let words = line.split(separator: " ")
        guard words.count == 3, words[2].utf8.count.isMultiple(of: 2) else { return nil }
        let digits = words[2].utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == words[2].utf8.count else { return nil }
        label = String(words[0])
        secret = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
