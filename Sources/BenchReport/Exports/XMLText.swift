/// The text in an element or an attribute. XML 1.0 has no way to write most control characters (2.2): U+FFFD stands for them.
public func xmlEscaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        // Else an attribute would have a space for it.
        case "\n", "\t", "\r": escaped += "&#\(scalar.value);"
        case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += "\u{FFFD}"
        default: escaped.unicodeScalars.append(scalar)
        }
    }
}
