internal import BenchReport
internal import Foundation

/// The result files that a command line with folders means.
enum ResultSearch {
    /// Named files as they are, and of folders all regular files below whose names end with `.json`, in the order of their names.
    /// What the system hides, and links to anything but files, are left alone. Each file is once. Throws on what is not there.
    static func files(_ places: [String]) throws -> [String] {
        var seen: Set<String> = []
        var files: [String] = []
        for place in places {
            for file in try isFolder(place) ? below(place) : [existing(place)] where seen.insert(file).inserted {
                files.append(file)
            }
        }
        return files
    }

    private static func isFolder(_ place: String) -> Bool {
        !place.isEmpty && FileManager.default.fileExists(atPath: place + "/.")
    }

    private static func existing(_ place: String) throws -> String {
        var status = stat()
        guard unsafe stat(place, &status) == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw UnreadableResult(path: place, problem: .missing(reason: reason))
        }
        return place
    }

    private static func below(_ folder: String) throws -> [String] {
        let root = folder.hasSuffix("/") ? folder : folder + "/"
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
            throw UnreadableResult(
                path: folder,
                problem: .missing(reason: (error as NSError).localizedDescription)
            )
        }
        return try names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            var status = stat()
            guard unsafe lstat(root + name, &status) == 0 else { return [] }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: return try below(root + name)
            case S_IFREG where name.hasSuffix(".json"): return [root + name]
            case S_IFLNK where name.hasSuffix(".json") && isForReading(root + name): return [root + name]
            default: return []
            }
        }
    }

    /// Whether a link leads to a regular file: to open a pipe would wait for its writer. One that leads nowhere counts too, so that
    /// its name is reported.
    private static func isForReading(_ link: String) -> Bool {
        var status = stat()
        guard unsafe stat(link, &status) == 0 else { return true }
        return status.st_mode & S_IFMT == S_IFREG
    }
}
