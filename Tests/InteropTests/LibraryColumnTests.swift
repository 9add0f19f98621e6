import Foundation
import Testing

@Suite struct `Another build of a library` {
    private let folder = Folder()

    /// Gone at the end.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appending(path: "columns-\(UUID().uuidString)").path

        init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        let command = try Command.start(arguments, environment: ["TLSBENCH_LOCK": folder.path + "/lock"])
        let status = try command.waitForExit(within: 300)
        return (status, command.stdout.text, command.stderr.text)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// Compiles C into a shared library of this soname.
    private func library(_ source: String, as name: String, soname: String) throws -> String {
        let place = folder.path + "/" + name
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try Data(source.utf8).write(to: URL(fileURLWithPath: place + "/library.c"))
        let file = place + "/" + soname
        let compiler = try ChildProcess(
            "cc",
            ["-O1", "-shared", "-fPIC", "-Wl,-soname,\(soname)", "-o", file, place + "/library.c"]
        )
        try #require(try compiler.waitForExit(within: 60) == 0, "\(compiler.stderr.text)")
        return file
    }

    @Test func `is a column of its own in one table, and the result names its file and build`() throws {
        let (old, new) = (try UnpackedLibraries.path("older"), try UnpackedLibraries.path("trixie"))
        let (status, output, errors) = try run(
            [
                "run", "--suite", "quick", "--backend", "swift", "--library", "old=\(old)", "--library", "3.5=\(new)",
                "--filter", "^(record-seal/aes-128-gcm/1350|handshake-resumed-ticket/.*/memory/both)/", "--time", "0.5",
                "--reference", "old", "--format", "json",
            ]
        )
        try #require(status == 0, "\(errors)")
        let result = try object(output)
        let rows = try #require(result["benchmarks"] as? [[String: Any]])
        let backends = rows.filter { $0["op"] as? String == "record-seal" }.compactMap { $0["backend"] as? String }
        #expect(backends == ["swift", "old", "3.5"])
        let stacks = rows.filter { $0["op"] as? String != "record-seal" }.compactMap { $0["backend"] as? String }
        #expect(
            Set(stacks).isSuperset(of: ["swift", "old", "3.5", "peer:libssl", "peer:libssl-old", "peer:libssl-3.5"])
        )
        let builds = try #require(result["builds"] as? [String: [String: Any]])
        let libraries = try #require(builds["A"]?["libs"] as? [String: [String: String]])
        #expect(libraries["old"]?["version"]?.hasPrefix("3.0.") == true)
        #expect(libraries["3.5"]?["version"]?.hasPrefix("3.5.") == true)
        #expect(libraries["3.5"]?["path"] == "\(new)/\(UnpackedLibraries.folder)/libcrypto.so.3")
        #expect(libraries["3.5"]?["mark"]?.hasPrefix("build-id:") == true)
        #expect(libraries["peer:libssl-3.5"]?["build_of"] == "peer:libssl")
        #expect(rows.allSatisfy { $0["backend"] as? String == "old" || $0["ratio"] is [String: Any] })
    }

    @Test func `has the rows that its version has, and not those of the loaded one`() throws {
        let (old, new) = (try UnpackedLibraries.path("older"), try UnpackedLibraries.path("trixie"))
        let hybrid = "handshake-full/TLS_AES_128_GCM_SHA256/X25519MLKEM768/ecdsa-p256/memory/both"
        let (status, output, errors) = try run(
            [
                "run", "--suite", "quick", "--backend", "swift", "--library", "old=\(old)", "--library", "3.5=\(new)",
                "--filter", "^(kem-key/ml-kem-768|\(hybrid))/", "--time", "0.5", "--format", "json",
            ]
        )
        try #require(status == 0, "\(errors)")
        let rows = try #require(try object(output)["benchmarks"] as? [[String: Any]])
        func columns(_ operation: String) -> [String] {
            rows.filter { $0["op"] as? String == operation }.compactMap { $0["backend"] as? String }
        }
        // The libcrypto and libssl of Debian 12 have no ML-KEM, and the old ones neither.
        #expect(columns("kem-key") == ["swift", "3.5"])
        #expect(Set(columns("handshake-full")).subtracting(["peer:niossl"]) == ["swift", "3.5", "peer:libssl-3.5"])
    }

    @Test func `is verified by its own worker, listed, and looked at by doctor`() throws {
        let old = try UnpackedLibraries.path("older")
        let verified = try run(["verify", "--backend", "swift", "--library", "old=\(old)", "--format", "json"])
        let libraries = try #require(try object(verified.output)["libraries"] as? [[String: Any]])
        #expect(verified.status == 0 && libraries.map { $0["is_passed"] as? Bool } == [true])
        let listed = try run(["list", "--suite", "quick", "--library", "old=\(old)"])
        #expect(listed.status == 0 && listed.output.contains("  old: OpenSSL 3.0."))
        #expect(listed.output.contains("openssl old "))
        let doctor = try run(["doctor", "--no-noise", "--library", "old=\(old)"])
        #expect(doctor.status == 0 && doctor.output.contains("old: OpenSSL 3.0."))
    }

    @Test func `of another system is faster in the gate where its code is`() throws {
        let (status, output, errors) = try run(
            [
                "gate", "--baseline-library", UnpackedLibraries.path("older"), "--candidate-library",
                UnpackedLibraries.path("trixie"), "--filter", "^record-seal/aes-128-gcm/16384/openssl$", "--time", "1",
                "--generations", "6", "--null-control", "off", "--evidence", "off", "--markdown",
                folder.path + "/gate.md",
            ]
        )
        try #require(status == 0, "\(output)\(errors)")
        let markdown = try String(contentsOfFile: folder.path + "/gate.md", encoding: .utf8)
        #expect(markdown.hasPrefix("### tlsbench: OpenSSL 3.0."))
        // Where AVX-512 is, 3.5 has code for it; elsewhere both run the same.
        #expect(markdown.contains("record-seal/aes-128-gcm/16384/openssl"))
        #expect(output.contains("they load different files: baseline"))
    }

    @Test func `of which one function is slower is blocked, and the side is named with its file`() throws {
        let shim = try library(
            """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stddef.h>
            #include <time.h>
            int EVP_KDF_derive(void *context, unsigned char *key, size_t length, const void *parameters) {
                static int (*real)(void *, unsigned char *, size_t, const void *);
                struct timespec begin, now;
                if (!real) real = dlsym(RTLD_NEXT, "EVP_KDF_derive");
                clock_gettime(CLOCK_MONOTONIC, &begin);
                int result = real(context, key, length, parameters);
                do clock_gettime(CLOCK_MONOTONIC, &now);
                while ((now.tv_sec - begin.tv_sec) * 1000000000L + now.tv_nsec - begin.tv_nsec < 20000);
                return result;
            }
            """,
            as: "slow",
            soname: "libslow.so"
        )
        let (status, output, errors) = try run(
            [
                "gate", "--candidate-env", "LD_PRELOAD=\(shim)", "--filter", "^prf-master-secret/sha256/openssl$",
                "--time", "1", "--generations", "6", "--null-control", "off", "--evidence", "off",
            ]
        )
        #expect(status == 1, "\(output)\(errors)")
        #expect(output.split { $0.isWhitespace }.joined(separator: " ").contains("the candidate alone loads \(shim)"))
    }

    @Test func `is not needed for a variable of one side to be measured`() throws {
        let (status, output, errors) = try run([
            "gate", "--candidate-env", "MALLOC_ARENA_MAX=1", "--filter", "^prf-master-secret/sha256/openssl$", "--time",
            "0.5", "--generations", "4", "--null-control", "off", "--evidence", "off", "--max-looks", "1",
        ])
        #expect([0, 1].contains(status), "\(errors)")
        #expect(!output.contains("both builds load the same code and data"), "\(output)")
    }

    @Test func `that does not load ends the command with 69 and its name`() throws {
        let empty = try library("int OPENSSL_init_crypto(void) { return 1; }", as: "empty", soname: "libcrypto.so.3")
        for arguments in [
            [
                "run", "--backend", "swift", "--filter", "^record-seal/aes-128-gcm/16/", "--time", "0.5", "--library",
                "bad=\(empty)",
            ],
            ["gate", "--candidate-library", empty, "--filter", "^record-seal/aes-128-gcm/16/openssl$", "--time", "1"],
        ] {
            let (status, _, errors) = try run(arguments)
            #expect(status == 69, "\(errors)")
            #expect(errors.contains("\(empty) cannot be loaded"), "\(errors)")
        }
        let verified = try run(["verify", "--backend", "swift", "--library", "bad=\(empty)"])
        #expect(verified.status == 5 && verified.errors.contains("bad: "), "\(verified.errors)")
    }

    /// Octets of a loader, and its permissions.
    static let loaders: [(octets: [UInt8], mode: Int)] = [
        (Array("a text".utf8), 0o644), (Array("a text".utf8), 0o755),
        // The header of an ELF file for AArch64 (e_machine 183), and no more.
        ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9) + [3, 0, 183, 0, 1, 0, 0, 0], 0o755),
    ]

    @Test(arguments: loaders.indices)
    func `in a system whose loader does not run ends the command with 69 and its name`(loader: Int) throws {
        let root = folder.path + "/root"
        for place in [UnpackedLibraries.folder, "lib64"] {
            try FileManager.default.createDirectory(atPath: "\(root)/\(place)", withIntermediateDirectories: true)
        }
        let file = "\(root)/\(UnpackedLibraries.folder)/libcrypto.so.3"
        try FileManager.default.copyItem(
            atPath: "\(UnpackedLibraries.path("older"))/\(UnpackedLibraries.folder)/libcrypto.so.3",
            toPath: file
        )
        try #require(
            FileManager.default.createFile(
                atPath: root + "/lib64/ld-linux-x86-64.so.2",
                contents: Data(Self.loaders[loader].octets),
                attributes: [.posixPermissions: Self.loaders[loader].mode]
            )
        )
        let filter = ["--filter", "^record-seal/aes-128-gcm/16/", "--time", "0.5"]
        for arguments in [
            ["run", "--backend", "swift", "--library", "bad=\(root)"] + filter,
            ["gate", "--candidate-library", root] + filter,
        ] {
            let (status, output, errors) = try run(arguments)
            #expect(status == 69 && output.isEmpty, "\(arguments) \(status) \(errors)")
            #expect(errors.contains("/libcrypto.so.3 cannot be loaded"), "\(errors)")
        }
    }

    @Test(arguments: [
        ["run", "--library", "mine"], ["run", "--library", "mine=/nowhere"], ["list", "--library", "openssl=/usr/lib"],
        ["isa", "--library", "mine=/nowhere"], ["phases", "--library", "mine=/nowhere"],
        ["icount", "--library", "mine=/nowhere"], ["verify", "--library", "mine=/nowhere"],
        ["doctor", "--no-noise", "--library", "mine=/nowhere"], ["gate", "--baseline-library", "/nowhere"],
        ["gate", "--candidate-env", "X"], ["gate", "--suite", "none", "--selftest"],
    ])
    func `that is nowhere, or has no name of its own, is a mistake in the arguments`(arguments: [String]) throws {
        let (status, _, errors) = try run(arguments)
        #expect(status == 64, "\(errors)")
    }

    @Test func `is limited by masks as the built-in one is`() throws {
        let (status, output, errors) = try run(
            [
                "isa", "--mode", "leave-one-out", "--features", "ssse3", "--backend", "openssl", "--library",
                "new=\(UnpackedLibraries.path("trixie"))", "--filter", "^prf-master-secret/sha256", "--time", "1",
                "--format", "json",
            ]
        )
        try #require(status == 0, "\(errors)")
        let rows = try #require(try object(output)["benchmarks"] as? [[String: Any]])
        let ids = Set(rows.compactMap { $0["id"] as? String })
        #expect(
            ids.contains("prf-master-secret/sha256/new") && ids.contains("prf-master-secret/sha256/new@-ssse3")
        )
    }
}
