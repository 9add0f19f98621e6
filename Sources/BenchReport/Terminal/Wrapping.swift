/// How many columns a text takes: colours take none.
func columns(of text: String) -> Int {
    guard text.utf8.contains(0x1B) else { return text.count }
    var (count, isEscape) = (0, false)
    for character in text {
        if character == "\u{1B}" {
            isEscape = true
        } else if isEscape {
            isEscape = character != "m"
        } else {
            count += 1
        }
    }
    return count
}

/// A text in lines of at most `width` columns, broken at spaces, all but the first behind `indent` spaces. Words that fit nowhere
/// stay whole.
func wrapped(_ text: String, to width: Int, indent: Int = 0) -> [String] {
    guard columns(of: text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    var rest = text[...]
    while !rest.isEmpty {
        let spaces = rest.prefix { $0 == " " }
        let word = rest.dropFirst(spaces.count).prefix { $0 != " " }
        rest = rest.dropFirst(spaces.count + word.count)
        let isBegun = line.contains { $0 != " " }
        if isBegun, columns(of: line) + spaces.count + columns(of: String(word)) > width {
            lines.append(line)
            line = String(repeating: " ", count: indent) + word
        } else {
            line += spaces + word
        }
    }
    return lines + [line]
}
