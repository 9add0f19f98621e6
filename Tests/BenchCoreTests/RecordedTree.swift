import Foundation

/// What `/proc` and `/sys` of another machine said, as a folder that is there for the length of `body`.
func withTree<Result>(_ files: [String: String], _ body: (_ root: String) throws -> Result) throws -> Result {
    let root = FileManager.default.temporaryDirectory.appending(path: "tree-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, contents) in files {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((contents + "\n").utf8).write(to: file)
    }
    return try body(root.path)
}
