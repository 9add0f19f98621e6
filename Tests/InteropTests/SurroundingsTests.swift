import ArgumentParser
import BenchCore
import Foundation
import Testing

@testable import tlsbench

/// What the tool makes of variables and files that change its libraries under it.
@Suite final class `The surroundings of a measurement` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "surroundings-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func run(
        _ arguments: [String],
        _ environment: [String: String]
    ) throws -> (status: Int32, output: String, errors: String) {
        let lock = folder.appending(path: "lock-\(UUID().uuidString)").path
        let command = try Command.start(arguments, environment: environment.merging(["TLSBENCH_LOCK": lock]) { $1 })
        let status = try command.waitForExit(within: 120)
        return (status, command.stdout.text, command.stderr.text)
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private static let commands = TLSBench.configuration.subcommands.map { $0._commandName }

    @Test(arguments: commands, ["nonsense", "vaes", "-vaez", "-vaes,,"])
    func `a mask that names no feature is 64 in every command`(command: String, mask: String) throws {
        let (status, output, errors) = try run([command], ["TLSBENCH_ISA": mask])
        #expect(status == 64 && output.isEmpty)
        #expect(errors.contains("TLSBENCH_ISA"), "\(errors)")
    }

    @Test func `a mask on the command line takes the place of the other`() throws {
        let arguments = ["list", "--suite", "quick", "--isa", "portable"]
        #expect(try run(arguments, ["TLSBENCH_ISA": "nonsense"]).status == 0)
        #expect(try run(["list", "--suite", "quick"], ["TLSBENCH_ISA": ""]).status == 0)
    }

    private func fips() throws -> [String: String] {
        let text = "openssl_conf = a\n[a]\nalg_section = b\n[b]\ndefault_properties = fips=yes\n"
        return ["OPENSSL_CONF": try file("fips.cnf", text)]
    }

    /// There is no FIPS provider here, so that libcrypto has no algorithm left.
    @Test(arguments: [
        ["verify", "--backend", "openssl"], ["run", "--backend", "openssl", "--filter", "^prf-master-secret/sha256"],
        ["icount", "--backend", "openssl", "--with", "steps", "--filter", "^prf-master-secret/sha256"],
        ["isa", "--backend", "openssl", "--filter", "^prf-master-secret/sha256"],
        ["phases", "--backend", "swift", "--memory"], ["timing", "--backend", "swift"],
    ])
    func `a library without algorithms is 5, with check, backend and the library's own words`(
        arguments: [String]
    ) throws {
        let (status, _, errors) = try run(arguments, try fips())
        #expect(status == 5, "\(errors)")
        #expect(errors.contains("error:0308010C:digital envelope routines::unsupported"), "\(errors)")
        if arguments.contains("openssl") { #expect(errors.contains("tlsbench: openssl: hash "), "\(errors)") }
    }

    @Test func `a configuration in force is named by the doctor`() throws {
        let (status, output, errors) = try run(["doctor", "--no-noise", "--format", "json"], try fips())
        try #require(status == 0, "\(errors)")
        #expect(output.contains("fips.cnf: default_properties = fips=yes"))
        #expect(output.contains("OPENSSL_CONF = fips.cnf") && !output.contains(folder.path))
    }

    @Test func `a configuration in force is named by a run, in its header and in its file`() throws {
        let text = "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = TLSv1.2\n"
        let environment = ["OPENSSL_CONF": try file("policy.cnf", text), "MALLOC_ARENA_MAX": "2"]
        let json = folder.appending(path: "result.json")
        let (status, output, errors) = try run(
            ["run"] + Self.shortest + ["--json", json.path],
            environment
        )
        try #require(status == 0, "\(errors)")
        // Wherever the line is broken.
        let words = output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("policy.cnf: MinProtocol = TLSv1.2"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: json)) as? [String: Any])
        let machine = try #require(object["machine"] as? [String: Any])
        let settings = try #require(machine["settings"] as? [String])
        let expected = ["MALLOC_ARENA_MAX = 2", "OPENSSL_CONF = policy.cnf", "policy.cnf: MinProtocol = TLSv1.2"]
        #expect(Set(settings).isSuperset(of: expected), "\(settings)")
    }

    private static let policies = [
        ("MinProtocol = TLSv1.3", "SSL_CTX_new: the configuration in force forbids TLS 1.2", textbook),
        ("MaxProtocol = TLSv1.1", "SSL_CTX_new: the configuration in force forbids TLS 1.2", textbook),
        ("MaxProtocol = TLSv1.2", "SSL_CTX_new: the configuration in force forbids TLS 1.3", today),
        ("CipherString = DEFAULT:@SECLEVEL=5", "ee key too small", textbook),
    ]
    private static let textbook = "^handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/both/"
    private static let today = "^handshake-full/TLS_AES_128_GCM_SHA256/x25519/2048/memory/both/"

    /// The policy is libssl's alone: rows of libcrypto are measured under it.
    @Test(arguments: policies.indices)
    func `a policy that forbids what is measured leaves libssl's rows without numbers`(policy: Int) throws {
        let (setting, reason, filter) = Self.policies[policy]
        let text = "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\n\(setting)\n"
        let (status, output, errors) = try run(
            [
                "run", "--suite", "standard", "--backend", "openssl", "--filter", filter, "--time", "0.5", "--format",
                "json",
            ],
            ["OPENSSL_CONF": try file("policy.cnf", text)]
        )
        #expect(status == 5 && errors.contains(reason), "\(errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        let measured = try #require(object["benchmarks"] as? [[String: Any]])
        let failed = try #require(object["failed"] as? [[String: Any]])
        // The policy is nothing to BoringSSL, where it is built in.
        let backends = measured.compactMap { $0["backend"] as? String }.filter { $0 != "peer:niossl" }
        #expect(backends == ["openssl"])
        #expect(failed.compactMap { $0["backend"] as? String } == ["peer:libssl"])
        let machine = try #require(object["machine"] as? [String: Any])
        #expect((machine["settings"] as? [String])?.contains("policy.cnf: \(setting)") == true, "\(machine)")
    }

    @Test func `a configuration of one side is named by the gate, for that side alone`() throws {
        let text = "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = TLSv1.2\n"
        let json = folder.appending(path: "gate.json")
        let (status, output, errors) = try run(
            [
                "gate", "--candidate-env", "OPENSSL_CONF=\(try file("policy.cnf", text))", "--filter",
                "^prf-master-secret/sha256/openssl$", "--time", "0.5", "--generations", "4", "--null-control", "off",
                "--evidence", "off", "--max-looks", "1", "--json", json.path,
            ],
            [:]
        )
        #expect([0, 1].contains(status), "\(errors)")
        let words = output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("candidate 'policy.cnf: MinProtocol = TLSv1.2'"), "\(output)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: json)) as? [String: Any])
        let builds = try #require(object["builds"] as? [String: [String: Any]])
        let settings = ["A", "B"].map { side in
            (builds[side]?["libs"] as? [String: [String: Any]])?["openssl"]?["settings"] as? [String] ?? []
        }
        #expect(settings[1] == ["policy.cnf: MinProtocol = TLSv1.2"] && settings[0] != settings[1])
    }

    @Test func `a configuration in force is named with a library that was named`() throws {
        let text = "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = TLSv1.2\n"
        let library = "/usr/lib/x86_64-linux-gnu/libcrypto.so.3"
        let (status, output, errors) = try run(
            ["run", "--library", "mine=\(library)"] + Self.shortest,
            ["OPENSSL_CONF": try file("policy.cnf", text)]
        )
        try #require(status == 0, "\(errors)")
        let words = output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains(", configured by policy.cnf: MinProtocol = TLSv1.2 ("), "\(output)")
    }

    @Test func `one processor for coordinator and workers is said`() throws {
        let processor = try #require(Affinity.allowed.first)
        let lock = folder.appending(path: "lock-of-one").path
        let command = try ChildProcess(
            "taskset",
            ["-c", "\(processor)", try Command.path(), "run"] + Self.shortest,
            environment: ["TLSBENCH_LOCK": lock]
        )
        try #require(try command.waitForExit(within: 120) == 0, "\(command.stderr.text)")
        #expect(command.stdout.text.contains("coordinator and workers share the one processor"))
    }

    private static let shortest = ["--backend", "swift", "--filter", "^prf-key-block/sha256", "--time", "0.5"]

    /// libcrypto's PRF, right until it was called a few thousand times: nothing but a reference can tell.
    private static let shim = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stddef.h>
        int EVP_KDF_derive(void *context, unsigned char *output, size_t count, const void *parameters) {
            static int (*real)(void *, unsigned char *, size_t, const void *);
            static unsigned calls;
            if (!real) real = (int (*)(void *, unsigned char *, size_t, const void *))dlsym(RTLD_NEXT, "EVP_KDF_derive");
            int result = real(context, output, count, parameters);
            if (++calls >= 5000) output[0] ^= 1;
            return result;
        }

        """

    @Test func `a library that becomes wrong while it is timed is 5, even if it is measured alone`() throws {
        let library = folder.appending(path: "shim.so").path
        let compiler = try ChildProcess("clang", ["-shared", "-fPIC", "-o", library, try file("shim.c", Self.shim)])
        try #require(try compiler.waitForExit(within: 60) == 0, "\(compiler.stderr.text)")
        let arguments = ["run", "--backend", "openssl", "--filter", "^prf-master-secret/sha256", "--time", "1"]
        let (status, _, errors) = try run(arguments, ["LD_PRELOAD": library])
        #expect(status == 5)
        #expect(errors.contains("prf-master-secret/sha256/openssl failed: held against swift"), "\(errors)")
        #expect(try run(arguments, [:]).status == 0)
    }
}
