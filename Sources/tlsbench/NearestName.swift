/// Which of some known names a mistyped one was meant to be.
enum NearestName {
    /// The known name that goes on from `name`, or the one with the fewest edits from it, whatever their case; the first of
    /// several. Nil where even that one has little in common with it.
    static func of(_ name: String, among known: [String]) -> String? {
        let name = name.lowercased()
        if name.count >= 2, let longer = known.first(where: { $0.lowercased().hasPrefix(name) }) { return longer }
        let edits = known.map { (known: $0, count: distance(name, $0.lowercased())) }
        return edits.min { $0.count < $1.count }.flatMap { nearest in
            2 * nearest.count <= max(name.count, nearest.known.count) + 1 ? nearest.known : nil
        }
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
