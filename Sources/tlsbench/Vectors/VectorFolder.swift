internal import Foundation
internal import VectorFiles

/// The files that the user named: one, or all of a folder and of those in it.
enum VectorFolder {
    /// In the order of their names, with what cannot be read or understood of them: one such file does not keep the others from
    /// being run. Throws if nothing has that name.
    static func read(_ path: String) throws(VectorFileError) -> (files: [VectorFile], errors: [VectorFileError]) {
        var isFolder = ObjCBool(false)
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .unreadable(file: path, reason: "there is no such file or folder")
        }
        let url = URL(filePath: path)
        var (files, errors): ([VectorFile], [VectorFileError]) = ([], [])
        for name in isFolder.boolValue ? names(in: path) : [""] {
            do throws(VectorFileError) {
                let isWhole = name.isEmpty
                files.append(try VectorFile(isWhole ? url : url.appending(path: name), name: isWhole ? path : name))
            } catch { errors.append(error) }
        }
        return (files, errors)
    }

    private static func names(in path: String) -> [String] {
        let entries = FileManager.default.subpaths(atPath: path) ?? []
        return entries.sorted().filter { entry in
            var isFolder = ObjCBool(false)
            let isThere = unsafe FileManager.default.fileExists(atPath: "\(path)/\(entry)", isDirectory: &isFolder)
            return !(isThere && isFolder.boolValue)
        }
    }
}
