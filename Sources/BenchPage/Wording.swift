internal import BenchCore
internal import BenchReport
internal import Foundation

/// Numbers and lists as a sentence has them.
enum Wording {
    /// `2.30× (2.27–2.33)`, or without an interval where there is none.
    static func ratio(_ ratio: BenchmarkResult.Ratio) -> String {
        ratio.text + (interval(ratio).map { " (\($0))" } ?? "")
    }

    /// `2.27–2.33`.
    static func interval(_ ratio: BenchmarkResult.Ratio) -> String? {
        ratio.ci95.value.map { ends in
            ends.map { String(Quantities.ratio($0).dropLast()) }.joined(separator: "–")
        }
    }

    /// `swift, gmp and openssl`.
    static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `1 operation`, `2 operations`.
    static func count(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }

    /// `16,384`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return String(
            digits.enumerated().flatMap { place, digit in
                place > 0 && (digits.count - place) % 3 == 0 && digits[place - 1] != "-" ? [",", digit] : [digit]
            }
        )
    }

    /// The parameters of a row, without the operation.
    static func parameters(_ row: Table.Row) -> String {
        let values = row.parameters.list.map { parameter -> String in
            if case .integer(let number) = parameter.value { return grouped(number) }
            return parameter.value.description.replacing("_", with: " ")
        }
        return values.isEmpty ? row.op : values.joined(separator: " · ")
    }

    /// `2026-11-26 15:38`, from what a document has.
    static func moment(_ started: String) -> String {
        String(started.prefix(16).map { $0 == "T" ? " " : $0 })
    }
}
