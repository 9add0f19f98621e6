import ArgumentParser
import BenchCore
import CryptoBackend
import Foundation
import OpenSSLBackend
import Scenarios
import Testing

@testable import tlsbench

@Suite struct `A library that is named` {
    private static let own = "/usr/lib/x86_64-linux-gnu"

    /// A folder of links and files, gone at the end.
    private final class Folder {
        let path: String

        init(_ contents: [String: (String) throws -> Void] = [:]) throws {
            path = FileManager.default.temporaryDirectory.appending(path: "libraries-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            for (name, make) in contents {
                let file = path + "/" + name
                try FileManager.default.createDirectory(
                    atPath: (file as NSString).deletingLastPathComponent,
                    withIntermediateDirectories: true
                )
                try make(file)
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static func link(_ target: String) -> (String) throws -> Void {
        { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: target) }
    }

    private static func octets(_ octets: Data) -> (String) throws -> Void {
        { try octets.write(to: URL(fileURLWithPath: $0)) }
    }

    private static func error(of text: String) -> LibraryError? {
        do throws(LibraryError) {
            let argument = try LibraryArgument(named: text)
            _ = try NamedLibrary(named: argument.name, at: argument.path)
            return nil
        } catch { return error }
    }

    private static func fault(of text: String) -> OpenSSLLibraryFailure.Reason? {
        if case .unusable(let fault) = error(of: text) { return fault.reason }
        return nil
    }

    @Test func `is found in a folder, with the libssl beside it, and behind links`() throws {
        let folder = try Folder([
            "libcrypto.so.3": Self.link(Self.own + "/libcrypto.so.3"),
            "libssl.so.3": Self.link(Self.own + "/libssl.so.3"),
        ])
        let library = try NamedLibrary(named: "mine", at: "\(folder.path)")
        #expect(library.name == "mine" && library.backend == .openssl)
        #expect(library.file.path == URL(fileURLWithPath: Self.own + "/libcrypto.so.3").resolvingSymlinksInPath().path)
        #expect(library.libssl != nil)
        let worker = library.worker(like: WorkerCommand(arguments: ["worker"], environment: ["X": "1"]))
        #expect(worker.arguments == ["worker"] && worker.executable == "/proc/self/exe")
        #expect(
            worker.environment
                == ["X": "1", "TLSBENCH_LIBCRYPTO": library.file.path, "TLSBENCH_LIBSSL": library.libssl?.path]
        )
    }

    @Test func `is found below the root of a system, whose own loader starts the worker`() throws {
        let folder = try Folder([
            "usr/lib/x86_64-linux-gnu/libcrypto.so.3": Self.link(Self.own + "/libcrypto.so.3"),
            "lib64/ld-linux-x86-64.so.2": Self.octets(Data("a loader".utf8)),
        ])
        let library = try NamedLibrary(named: "mine", at: "\(folder.path)")
        #expect(library.libssl == nil)
        let worker = library.worker(like: WorkerCommand(executable: "/bin/true", arguments: ["worker"]))
        #expect(worker.executable.hasSuffix("/lib64/ld-linux-x86-64.so.2"))
        #expect(worker.arguments.first == "--library-path" && worker.arguments.last == "worker")
        #expect(worker.arguments[2] == worker.environment["TLSBENCH_EXECUTABLE"])
    }

    @Test func `may be GMP, in a folder or as a file`() throws {
        let folder = try Folder(["libgmp.so.10": Self.link(Self.own + "/libgmp.so.10")])
        for path in [folder.path, folder.path + "/libgmp.so.10"] {
            let library = try NamedLibrary(named: "fat", at: "\(path)")
            #expect(library.backend == .gmp)
            #expect(library.worker(like: WorkerCommand(arguments: [])).environment["LD_LIBRARY_PATH"] != nil)
        }
    }

    @Test(arguments: ["mine", "=/usr/lib", "Mine=/usr/lib", "a/b=/usr/lib", "mine=", ".a=/usr/lib", "a b=/usr/lib"])
    func `is a name and a path`(text: String) {
        guard case .malformed = Self.error(of: text) else {
            Issue.record("\(text) was taken")
            return
        }
    }

    @Test func `is refused for what is wrong with its path`() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: Self.own + "/libcrypto.so.3"))
        var foreign = whole
        foreign[18] = 183
        let folder = try Folder([
            "empty/readme": Self.octets(Data()), "old/libcrypto.so.1.1": Self.octets(whole.prefix(64)),
            "text/libcrypto.so.3": Self.octets(Data("no library".utf8)),
            "cut/libcrypto.so.3": Self.octets(whole.prefix(whole.count / 2)),
            "arm/libcrypto.so.3": Self.octets(foreign), "two/libcrypto.so.3": Self.octets(whole),
            "two/libcrypto.so.4": Self.octets(whole),
        ])
        let root = folder.path
        #expect(Self.error(of: "a=\(root)/nowhere") == .noFolder("\(root)/nowhere"))
        #expect(Self.error(of: "a=\(root)/empty") == .nothingThere("\(root)/empty"))
        #expect(Self.error(of: "a=\(root)/old") == .tooOld("\(root)/old/libcrypto.so.1.1"))
        #expect(Self.fault(of: "a=\(root)/text") == .notALibrary)
        #expect(Self.fault(of: "a=\(root)/cut") == .truncated)
        #expect(Self.fault(of: "a=\(root)/arm") == .otherMachine("aarch64, 64 bits"))
        #expect(Self.error(of: "a=\(root)/two") == .several(["3", "4"].map { "\(root)/two/libcrypto.so.\($0)" }))
        #expect(Self.error(of: "a=\(root)/two/libcrypto.so.4") == nil)
    }

    @Test func `has a name that no other column has`() {
        let own = Self.own
        for arguments in [
            ["--library", "openssl=\(own)"], ["--library", "all=\(own)"], ["--library", "null=\(own)"],
            ["--library", "a=\(own)", "--library", "a=\(own)"],
            ["--library", "3.5=\(own)", "--library", "openssl-3.5=\(own)"],
        ] { #expect(throws: (any Error).self, "\(arguments)") { try Run.parse(arguments) } }
        #expect(throws: Never.self) { try Run.parse(["--library", "a=\(own)", "--reference", "peer:libssl-a"]) }
        #expect(throws: (any Error).self) { try Run.parse(["--library", "a=\(own)", "--reference", "b"]) }
    }

    /// This process is none of tlsbench's; SwiftPM puts the command beside it.
    private static func worker(_ suite: Scenarios.Suite) -> WorkerCommand {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let command = URL(fileURLWithPath: own).deletingLastPathComponent().appending(path: "tlsbench").path
        return WorkerCommand(executable: command, arguments: ["worker", "--suite", suite.rawValue])
    }

    @Test func `has rows of its own code alone, behind the column that it is another build of`() throws {
        let libraries = [
            try NamedLibrary(named: "mine", at: "\(Self.own)"),
            try NamedLibrary(named: "fat", at: "\(Self.own)/libgmp.so.10"),
        ]
        let backends = Registry.backends.filter { ["swift", "gmp"].contains($0.identity.name) }
        let measured = try MeasuredColumns(backends, libraries, in: .quick, asking: Self.worker(.quick))
        let columns = measured.columns(in: WorkerCommand(arguments: []))
        let names = columns.map(\.name)
        #expect(Array(names.prefix(4)) == ["swift", "gmp", "fat", "mine"])
        #expect(names.contains("peer:libssl") && names.contains("peer:libssl-mine") && !names.contains("openssl"))
        let rows = { (name: String) in
            measured.groups.flatMap(\.benchmarks).filter { benchmark in
                columns.contains { $0.name == name && $0.has(benchmark) }
            }
        }
        // Records of gmp are those of swift.
        #expect(!rows("fat").isEmpty && rows("fat").allSatisfy { $0.codeOf == "gmp" })
        #expect(rows("gmp").contains { $0.op == "record-seal" } && !rows("fat").contains { $0.op == "record-seal" })
        #expect(rows("mine").contains { $0.op == "record-seal" })
        let backendsOnly = try MeasuredColumns(
            backends,
            libraries,
            in: .quick,
            hasPeers: false,
            asking: Self.worker(.quick)
        )
        let columnsOnly = backendsOnly.columns(in: WorkerCommand(arguments: []))
        #expect(columnsOnly.map(\.name) == ["swift", "gmp", "fat", "mine"])
        let alone = try MeasuredColumns(
            backends,
            libraries,
            in: .quick,
            where: Filter("^record-seal/.*/mine$"),
            asking: Self.worker(.quick)
        )
        #expect(alone.columns(in: WorkerCommand(arguments: [])).map(\.name) == ["mine"])
        #expect(throws: (any Error).self) {
            try MeasuredColumns(backends, libraries, in: .quick, where: Filter("/yours$"), asking: Self.worker(.quick))
        }
    }

    @Test(arguments: [Suite.quick, .standard])
    func `repeats only rows that feel a library, however many there are`(suite: Suite) throws {
        let libraries = try ["a", "b", "c"].map { try NamedLibrary(named: $0, at: Self.own) }
        func columns(_ libraries: [NamedLibrary]) throws -> (all: [Column], groups: [BenchmarkGroup]) {
            let measured = try MeasuredColumns(Registry.backends, libraries, in: suite, asking: Self.worker(suite))
            return (measured.columns(in: WorkerCommand(arguments: [])), measured.groups)
        }
        let (plain, groups) = try columns([])
        let (all, same) = try columns(libraries)
        #expect(same.map(\.id) == groups.map(\.id))
        #expect(Set(all.map(\.name)).subtracting(plain.map(\.name)).count == 6)
        // Of libcrypto's and libssl's rows those whose work is their own; swift's, gmp's and swift-crypto's are measured once.
        let own = groups.flatMap(\.benchmarks).filter { ["openssl", "peer:libssl"].contains($0.codeOf) }
        let felt = own.count { $0.backend == $0.codeOf }
        let rows = { (columns: [Column]) in groups.reduce(0) { $0 + columns.rows(of: $1) } }
        #expect(felt > 0 && rows(all) == rows(plain) + 3 * felt)
        // Time is proportional to rows.
        if OptionalPart.leftOut.isEmpty { #expect(rows(all) < 2 * rows(plain)) }
    }

    @Test func `is no library that passes because its worker does not know it`() {
        #expect(Worker.faults(of: ["nobody"]).first == "nobody: this worker has no such backend")
        #expect(Worker.faults(of: ["swift"]) == [])
    }
}
