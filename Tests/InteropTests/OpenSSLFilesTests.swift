import Foundation
import Testing

/// Which libcrypto and libssl a process takes, and what it says of those that it cannot take.
@Suite final class `The files of OpenSSL` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "openssl-files-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func run(
        _ arguments: [String],
        _ environment: [String: String]
    ) throws -> (status: Int32, output: String, errors: String) {
        let command = try Command.start(arguments, environment: environment)
        let status = try command.waitForExit(within: 120)
        return (status, command.stdout.text, command.stderr.text)
    }

    /// The file that this process's commands load; the same for both libraries but for the name.
    private func systemFile(_ library: String) throws -> String {
        let (status, output, errors) = try run(["list", "--suite", "quick"], [:])
        try #require(status == 0, "\(errors)")
        let prefix = "    file: "
        let line = try #require(
            output.split(separator: "\n").first { $0.hasPrefix(prefix) && $0.contains("/\(library).so.") }
        )
        return String(line.dropFirst(prefix.count))
    }

    private func octets(_ library: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: systemFile(library))))
    }

    private func write(_ octets: some Sequence<UInt8>, as name: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(octets).write(to: file)
        return file.path
    }

    private func compiled(_ source: String, soname: String) throws -> String {
        let input = try write(Array(source.utf8), as: "library.c")
        let output = folder.appending(path: soname).path
        let arguments = ["-shared", "-fPIC", "-Wl,-soname,\(soname)", "-o", output, input]
        let compiler = try ChildProcess("clang", arguments)
        try #require(try compiler.waitForExit(within: 60) == 0, "\(compiler.stderr.text)")
        return output
    }

    /// `list` works and names the reason; what needs certificates ends with 69 and the same words.
    private func expectRefusal(_ file: String, _ reason: String) throws {
        let environment = ["TLSBENCH_LIBCRYPTO": file]
        let (status, output, errors) = try run(["list", "--suite", "quick"], environment)
        #expect(status == 0 && errors.isEmpty, "\(errors)")
        let words = output.split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.contains("openssl is left out: \(file): \(reason)"), "\(output)")
        #expect(words.contains("peer:libssl is left out: no libcrypto for it"))
        #expect(!output.contains("  openssl: ") && !words.contains("gmp openssl") && !words.contains("gmp peer:libssl"))
        for arguments in [
            ["verify", "--backend", "swift"], ["verify", "--backend", "openssl"], ["run", "--backend", "swift"],
            ["worker"], ["serve", "--port", "0"],
        ] {
            let refused = try run(arguments, environment)
            #expect(refused.status == 69 && refused.output.isEmpty, "\(arguments)")
            #expect(refused.errors.hasPrefix("tlsbench: \(file): \(reason)"), "\(refused.errors)")
            #expect(refused.errors.count { $0 == "\n" } == 1)
        }
        let version = try run(["--version"], environment)
        #expect(version.status == 0 && version.output.contains("openssl is left out: \(file): \(reason)"))
    }

    @Test func `one that is not there is named`() throws {
        try expectRefusal(folder.path + "/libcrypto.so.3", "not found")
    }

    @Test func `a folder is none`() throws { try expectRefusal(folder.path, "Is a directory") }

    @Test func `a gate without any libcrypto ends with 69, and with the reason`() throws {
        let (status, output, errors) = try run(
            ["gate", "--selftest", "--quick"],
            ["TLSBENCH_LIBCRYPTO": "/nowhere/libcrypto.so.3", "TLSBENCH_LOCK": folder.path + "/lock"]
        )
        #expect(status == 69 && output.isEmpty, "\(errors)")
        #expect(errors.contains("/nowhere/libcrypto.so.3: not found"), "\(errors)")
        #expect(!errors.contains("comparable"), "\(errors)")
    }

    @Test func `a named library does not stand in for the one that certificates need`() throws {
        let file = try systemFile("libcrypto")
        let (status, output, errors) = try run(
            ["run", "--suite", "quick", "--backend", "swift", "--library", "mine=\(file)"],
            ["TLSBENCH_LIBCRYPTO": "/nowhere/libcrypto.so.3"]
        )
        #expect(status == 69 && output.isEmpty && errors.hasPrefix("tlsbench: /nowhere/libcrypto.so.3: not found"))
    }

    @Test func `a relative name is none`() throws { try expectRefusal("libcrypto.so.3", "not an absolute path") }

    @Test func `a text is no library`() throws {
        try expectRefusal(try write(Array("INPUT(libcrypto.a)\n".utf8), as: "libcrypto.so.3"), "not a shared library")
    }

    /// The dynamic linker would map it, and the process end with SIGBUS.
    @Test(arguments: [0.001, 0.5, 0.999]) func `a truncated one is seen before it is loaded`(share: Double) throws {
        let octets = try octets("libcrypto")
        let part = octets.prefix(Int(Double(octets.count) * share))
        try expectRefusal(try write(part, as: "libcrypto.so.3"), "truncated")
    }

    /// e_machine, at octet 18: EM_AARCH64.
    @Test func `one for other processors is seen`() throws {
        var octets = try octets("libcrypto")
        octets[18] = 183
        let file = try write(octets, as: "libcrypto.so.3")
        try expectRefusal(file, "built for another machine (aarch64, 64 bits)")
    }

    @Test func `another library is none`() throws {
        try expectRefusal(try systemFile("libssl"), "the file is libssl.so.3")
        let file = try compiled("int a;", soname: "libcrypto.so.1.1")
        try expectRefusal(file, "the file is libcrypto.so.1.1")
    }

    @Test func `one that lacks functions is named with those`() throws {
        let source = """
            const char *OpenSSL_version(int kind) { return "OpenSSL 3.9.9"; }
            unsigned long OpenSSL_version_num(void) { return 0x30900090; }
            """
        let file = try compiled(source, soname: "libcrypto.so.3")
        try expectRefusal(file, "lacks functions called here: ASN1_INTEGER_free, ASN1_INTEGER_set_uint64, ")
    }

    @Test func `one before OpenSSL 3 is refused whatever its name is`() throws {
        let source = """
            const char *OpenSSL_version(int kind) { return "OpenSSL 1.1.1w"; }
            unsigned long OpenSSL_version_num(void) { return 0x1010117f; }
            """
        try expectRefusal(
            try compiled(source, soname: "libcrypto.so.3"),
            "OpenSSL 1.1.1w, and OpenSSL 3.0 is the oldest"
        )
    }

    @Test func `one that needs a missing library has the dynamic linker's words`() throws {
        let needed = try compiled("int b;", soname: "libabsent.so.9")
        let input = try write(Array("extern int b; int *c(void) { return &b; }".utf8), as: "needing.c")
        let output = folder.appending(path: "libcrypto.so.3").path
        let arguments = ["-shared", "-fPIC", "-Wl,-soname,libcrypto.so.3", "-o", output, input, needed]
        let compiler = try ChildProcess("clang", arguments)
        try #require(try compiler.waitForExit(within: 60) == 0, "\(compiler.stderr.text)")
        try FileManager.default.removeItem(atPath: needed)
        try expectRefusal(output, "libabsent.so.9: cannot open shared object file")
    }

    @Test func `one that another comes before is refused`() throws {
        let file = try write(try octets("libcrypto"), as: "libcrypto.so.3")
        let environment = ["TLSBENCH_LIBCRYPTO": file, "LD_PRELOAD": try systemFile("libcrypto")]
        let (status, _, errors) = try run(["verify"], environment)
        #expect(status == 69)
        #expect(
            errors.hasPrefix("tlsbench: \(file): \(try systemFile("libcrypto"))") && errors.contains("LD_PRELOAD"),
            "\(errors)"
        )
    }

    @Test func `a libcrypto that is named brings the libssl of its folder, and no other`() throws {
        let file = try write(try octets("libcrypto"), as: "libcrypto.so.3")
        let environment = ["TLSBENCH_LIBCRYPTO": file]
        let alone = try run(["list", "--suite", "quick"], environment)
        let words = alone.output.split { $0.isWhitespace }.joined(separator: " ")
        #expect(alone.status == 0 && words.contains("file: \(file)"), "\(alone.output)")
        #expect(words.contains("peer:libssl is left out: \(folder.path)/libssl.so.3: not found"))
        #expect(try run(["verify", "--backend", "openssl"], environment).status == 0)

        let libssl = try write(try octets("libssl"), as: "libssl.so.3")
        let both = try run(["list", "--suite", "quick"], environment)
        #expect(
            both.status == 0 && both.output.contains("    file: \(file)\n")
                && both.output.contains("    file: \(libssl)\n")
        )
        let apart = try run(["list"], ["TLSBENCH_LIBSSL": libssl])
        #expect(apart.status == 0 && apart.output.contains("    file: \(libssl)\n") && !apart.output.contains(file))
    }

    @Test func `functions of theirs are neither exported nor linked`() throws {
        let exported = try ChildProcess("nm", ["--dynamic", try Command.path()])
        try #require(try exported.waitForExit(within: 60) == 0, "\(exported.stderr.text)")
        #expect(exported.stdout.text.contains(" dlopen"))
        #expect(!exported.stdout.text.contains(" EVP_") && !exported.stdout.text.contains(" SSL_"))
        let needed = try ChildProcess("ldd", [try Command.path()])
        try #require(try needed.waitForExit(within: 60) == 0, "\(needed.stderr.text)")
        #expect(needed.stdout.text.contains("libgmp.so") && !needed.stdout.text.contains("libcrypto"))
    }

    @Test(arguments: ["older", "newer"]) func `other builds of OpenSSL hold what is verified`(name: String) throws {
        let environment = [
            "TLSBENCH_LIBCRYPTO": "\(try UnpackedLibraries.path(name))/\(UnpackedLibraries.folder)/libcrypto.so.3"
        ]
        let (status, output, errors) = try run(["verify", "--backend", "openssl"], environment)
        #expect(status == 0, "\(output)\(errors)")
    }

    /// It needs a newer C library than Debian 12 has.
    @Test func `one of another system works under that system's loader`() throws {
        let root = try UnpackedLibraries.path("trixie")
        let arguments = ["--library-path", "\(root)/\(UnpackedLibraries.folder)", try Command.path()]
        let command = try ChildProcess(
            "\(root)/\(UnpackedLibraries.folder)/ld-linux-x86-64.so.2",
            arguments + ["verify", "--backend", "openssl"]
        )
        #expect(try command.waitForExit(within: 120) == 0, "\(command.stdout.text)\(command.stderr.text)")
        let list = try ChildProcess(
            "\(root)/\(UnpackedLibraries.folder)/ld-linux-x86-64.so.2",
            arguments + ["list", "--suite", "quick"]
        )
        #expect(try list.waitForExit(within: 120) == 0, "\(list.stderr.text)")
        // A long path goes on in the next line.
        let words = list.stdout.text.split { $0.isWhitespace }.joined(separator: " ")
        for library in ["libcrypto", "libssl"] {
            #expect(
                words.contains("file: \(root)/\(UnpackedLibraries.folder)/\(library).so.3 "),
                "\(list.stdout.text)"
            )
        }
    }
}
