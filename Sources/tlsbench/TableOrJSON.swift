internal import ArgumentParser
internal import Foundation

/// What a command prints: for people, or for programs, which must not depend on how wide a table is.
enum TableOrJSON: String, ExpressibleByArgument, CaseIterable {
    case table, json
}

extension Encodable {
    /// The value as commands print JSON: keys in order and with underscores, a line feed at the end.
    func printedJSON() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
