/// Which of some known names a mistyped one was meant to be.
enum NearestName {
    /// The known name with the fewest edits from `name`, whatever their case; the first of several.
    static func of(_ name: String, among known: [String]) -> String? {
        known.min { distance(name.lowercased(), $0.lowercased()) < distance(name.lowercased(), $1.lowercased()) }
    }

    /// How many characters must be inserted, deleted or replaced to make `right` of `left` (Levenshtein's distance).
    static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        // One row of the table at a time: row[j] is the distance of what was read of `left` from the first j of `right`.
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
