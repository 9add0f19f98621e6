internal import Foundation
internal import VectorFiles

/// The files that the user named: one, or all of a folder and of those in it.
enum VectorFolder {
    /// In the order of their names; throws what cannot be read or understood, of all files.
    static func read(_ path: String) throws(UnusableVectors) -> [VectorFile] {
        var isFolder = ObjCBool(false)
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            let missing = VectorFileError.unreadable(file: path, reason: "there is no such file or folder")
            throw UnusableVectors(status: .noInput, errors: [missing])
        }
        let url = URL(filePath: path)
        var (files, errors): ([VectorFile], [VectorFileError]) = ([], [])
        for name in isFolder.boolValue ? names(in: path) : [""] {
            do throws(VectorFileError) {
                let isWhole = name.isEmpty
                files.append(try VectorFile(isWhole ? url : url.appending(path: name), name: isWhole ? path : name))
            } catch { errors.append(error) }
        }
        guard errors.isEmpty else { throw UnusableVectors(status: .badData, errors: errors) }
        return files
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

/// Files that cannot be used, each with its reason.
struct UnusableVectors: Error {
    /// What the command ends with.
    let status: ExitStatus
    let errors: [VectorFileError]
}
