internal import BenchCore
internal import Foundation
internal import PluginBackend

/// A library that a user has named, in place of the one that the dynamic linker finds: another build of libcrypto, with its libssl
/// where that is beside it, another build of GMP, or a plug-in.
struct NamedLibrary: Hashable {
    /// The name of its column; empty where none is needed.
    let name: String
    /// Which built-in column runs on it.
    let backend: Backend
    /// The file itself.
    let file: LibraryFile
    /// The libssl that belongs to it.
    let libssl: LibraryFile?
    /// Where the library needs a C library of its own: the root of a system brings one.
    private let system: System?

    /// The built-in backend that a plug-in stands in for; nil where it has rows of its own.
    var standsInFor: String?

    enum Backend: String { case openssl, gmp, plugin }

    /// The backend of its worker whose rows are made with it.
    var who: String { standsInFor ?? backend.rawValue }

    /// A dynamic linker, and the folders that it looks in.
    private struct System: Hashable {
        let loader: String
        let folders: [String]
    }

    /// - Parameters:
    ///   - name: what its column is called.
    ///   - path: a library's file, a folder of libraries, or the root of a system.
    init(named name: String, at path: String) throws(LibraryError) {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .noFolder(path) }
        let folder = isFolder.boolValue ? try Self.folder(of: path) : (path as NSString).deletingLastPathComponent
        let found = isFolder.boolValue ? try Self.library(in: folder) : path
        self.name = name
        file = try LibraryFile(found)
        let fileName = (found as NSString).lastPathComponent
        if fileName.hasPrefix("libgmp.so") {
            backend = .gmp
            libssl = nil
        } else {
            backend = .openssl
            // Of the same generation: libssl.so.3 needs libcrypto.so.3.
            let sibling = folder + "/" + fileName.replacing("libcrypto", with: "libssl")
            let isThere = fileName.hasPrefix("libcrypto") && FileManager.default.fileExists(atPath: sibling)
            libssl = isThere ? try LibraryFile(sibling) : nil
        }
        system = isFolder.boolValue ? Self.system(of: path) : nil
    }

    /// - Parameters:
    ///   - name: what its column is called.
    ///   - path: the plug-in's file.
    init(plugin name: String, at path: String) throws(LibraryError) {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            throw .noPlugin(path)
        }
        do throws(LibraryError) { file = try LibraryFile(path) } catch {
            if case .unusable(let fault) = error { throw .unusablePlugin(fault) }
            throw error
        }
        self.name = name
        backend = .plugin
        libssl = nil
        system = nil
    }

    /// The same command with this library in its process.
    func worker(like command: WorkerCommand) -> WorkerCommand {
        var environment = command.environment
        switch backend {
        case .openssl:
            environment["TLSBENCH_LIBCRYPTO"] = file.path
            // An empty one counts as none, whatever this process has.
            environment["TLSBENCH_LIBSSL"] = libssl?.path ?? ""
        // It is linked, and so found by its name.
        case .gmp: environment["LD_LIBRARY_PATH"] = (file.path as NSString).deletingLastPathComponent
        case .plugin:
            environment[PluginLibrary.variable] = file.path
            environment[PluginLibrary.nameVariable] = who
        }
        guard let system else {
            return WorkerCommand(
                executable: command.executable,
                arguments: command.arguments,
                environment: environment
            )
        }
        // Started by the loader, `/proc/self/exe` is the loader.
        let executable = URL(fileURLWithPath: command.executable).resolvingSymlinksInPath().path
        environment[WorkerCommand.executableVariable] = executable
        return WorkerCommand(
            executable: system.loader,
            arguments: ["--library-path", system.folders.joined(separator: ":"), executable] + command.arguments,
            environment: environment
        )
    }

    /// Asks a worker of columns, and names the library where no worker starts with it.
    static func naming<Answer>(
        _ libraries: [NamedLibrary],
        _ columns: [Column],
        _ ask: () throws(RunFailure) -> Answer
    ) throws -> Answer {
        let failure: RunFailure
        do throws(RunFailure) { return try ask() } catch { failure = error }
        let named = libraries.first { library in columns.contains { $0.name == library.name } }
        switch failure {
        case .strangeWorker(said: ""), .spawn: throw named?.doesNotLoad ?? failure
        default: throw failure
        }
    }

    /// How a command ends where no worker starts with it: the dynamic linker, or the worker itself, has said why.
    var doesNotLoad: Ending {
        let remedy = system == nil ? " (one that needs a newer C library takes the root of a system that has it)" : ""
        return Ending(
            .unavailable,
            "\(name.isEmpty ? "" : "\(name): ")\(file.path) cannot be loaded, for the reason above\(remedy)"
        )
    }

    /// Letters of the identifiers of rows.
    static func isName(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || ".-".utf8.contains($0)
            }
            && !name.hasPrefix(".") && !name.hasPrefix("-")
    }

    /// Where libraries lie below the root of a system (Filesystem Hierarchy Standard 3.0 §3.9, and Debian's multiarch).
    private static let places: [String] = {
        #if arch(x86_64)
        let triplet = "x86_64-linux-gnu"
        #else
        let triplet = "aarch64-linux-gnu"
        #endif
        return ["usr/lib/\(triplet)", "lib/\(triplet)", "usr/lib64", "lib64", "usr/lib", "lib"]
    }()

    /// The folder itself if it has libraries, else the first place below it that has.
    private static func folder(of path: String) throws(LibraryError) -> String {
        let folders = [path] + places.map { path + "/" + $0 }
        guard let folder = folders.first(where: { !candidates(in: $0).isEmpty }) else {
            if let old = folders.flatMap({ older(in: $0) }).first { throw .tooOld(old) }
            throw .nothingThere(path)
        }
        return folder
    }

    private static func library(in folder: String) throws(LibraryError) -> String {
        let found = candidates(in: folder)
        // A system's folder has GMP too: to choose it, its file is named.
        let libcrypto = found.filter { !$0.hasSuffix("libgmp.so.10") }
        guard libcrypto.count < 2 else { throw .several(libcrypto) }
        guard let file = libcrypto.first ?? found.first else { throw .nothingThere(folder) }
        return file
    }

    private static func candidates(in folder: String) -> [String] {
        ["libcrypto.so.3", "libcrypto.so.4", "libgmp.so.10"].map { folder + "/" + $0 }
            .filter { FileManager.default.fileExists(atPath: $0) }
    }

    private static func older(in folder: String) -> [String] {
        ["libcrypto.so.1.1", "libcrypto.so.1.0.2", "libcrypto.so.1.0.0", "libcrypto.so.10"].map { folder + "/" + $0 }
            .filter { FileManager.default.fileExists(atPath: $0) }
    }

    /// Nil for a folder that has libraries and no dynamic linker.
    private static func system(of root: String) -> System? {
        #if arch(x86_64)
        let name = "ld-linux-x86-64.so.2"
        #else
        let name = "ld-linux-aarch64.so.1"
        #endif
        let root = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
        let folders = places.map { root + "/" + $0 }.filter { FileManager.default.fileExists(atPath: $0) }
        guard let loader = folders.map({ $0 + "/" + name }).first(where: FileManager.default.fileExists) else {
            return nil
        }
        return System(loader: loader, folders: folders)
    }
}
