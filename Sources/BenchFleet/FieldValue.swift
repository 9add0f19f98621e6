internal import BenchCore
internal import BenchReport
internal import Foundation

/// What stands in one field of a table, as CSV and as JSON have it.
enum FieldValue {
    case text(String)
    case number(Double)
    case count(Int)
    /// Empty in CSV, and null in JSON.
    case none

    /// A text that nothing has looked at yet, such as a file's name.
    static func printable(_ text: String) -> FieldValue { .text(PrintableLine(text, longest: 4000).text) }

    init(_ text: String?) { self = text.map { .text($0) } ?? .none }

    init(_ number: Double?) { self = number.map { .number($0) } ?? .none }

    var csv: String {
        switch self {
        case .text(let text): CommaSeparated.sheetLine([text])
        case .number(let number): number.isFinite ? "\(number)" : ""
        case .count(let count): "\(count)"
        case .none: ""
        }
    }

    var json: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): number.isFinite ? "\(number)" : "null"
        case .count(let count): "\(count)"
        case .none: "null"
        }
    }

    /// A string of JSON (RFC 8259 §7) that stays in its line.
    static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "\"") { quoted, scalar in
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case ..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        } + "\""
    }
}

/// Some fields of a record, written once where many records share them.
struct FieldGroup {
    let csv: [UInt8]
    let json: [UInt8]

    /// - Parameter fields: by name, in their order; not empty.
    init(_ fields: [(name: String, value: FieldValue)]) {
        csv = [UInt8](fields.map(\.value.csv).joined(separator: ",").utf8)
        json = [UInt8](fields.map { "\(FieldValue.quoted($0.name)):\($0.value.json)" }.joined(separator: ",").utf8)
    }
}
