import Foundation
import Testing

/// What is left of a run of which a part failed, or that something ended.
@Suite(.serialized) struct `A run that is not whole` {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "unfinished-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// A library before libcrypto and libssl. RSA decryption fails in workers that measure, which alone have an environment of more
    /// than no length; libssl's handshake fails in all, and nobody asks for it before measuring.
    private func sabotage(in folder: URL) throws -> [String: String] {
        let source = """
            #include <stdlib.h>
            #include <stddef.h>
            #define _GNU_SOURCE
            #include <dlfcn.h>
            void ERR_new(void);
            void ERR_set_error(int library, int reason, const char *format, ...);
            int EVP_PKEY_decrypt(void *context, unsigned char *out, size_t *length, const unsigned char *in, size_t size) {
                const char *padding = getenv("TLSBENCH_PADDING");
                if (padding && *padding) {
                    ERR_new();
                    ERR_set_error(4, 159, "sabotage");
                    return 0;
                }
                int (*next)(void *, unsigned char *, size_t *, const unsigned char *, size_t) =
                    (int (*)(void *, unsigned char *, size_t *, const unsigned char *, size_t))dlsym((void *)-1L, "EVP_PKEY_decrypt");
                return next(context, out, length, in, size);
            }
            int SSL_do_handshake(void *end) {
                ERR_new();
                ERR_set_error(20, 159, "sabotage");
                return 0;
            }
            """
        let file = folder.appending(path: "sabotage.c")
        try Data(source.utf8).write(to: file)
        let library = folder.appending(path: "sabotage.so").path
        let compiler = try ChildProcess("clang", ["-shared", "-fPIC", "-o", library, file.path, "-ldl"])
        try #require(compiler.waitForExit() == 0, "\(compiler.stderr.text)")
        return ["LD_PRELOAD": library, "TLSBENCH_LOCK": folder.appending(path: "lock").path]
    }

    private func object(_ file: URL) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    private func ids(_ rows: Any?) -> [String] { (rows as? [[String: Any]] ?? []).compactMap { $0["id"] as? String } }

    @Test func `keeps the rows that did not fail, and names the one that did`() throws {
        try withFolder { folder in
            let json = folder.appending(path: "c.json")
            let command = try Command.start(
                [
                    "run", "--suite", "quick", "--backend", "swift,openssl", "--time", "0.2", "--filter",
                    "^(rsa-decrypt/2048|prf-master-secret/sha256)/(swift|openssl)$", "--json", json.path,
                ],
                environment: sabotage(in: folder)
            )
            #expect(try command.waitForExit(within: 300) == 5)
            // libcrypto's, and the one whose answers are held against it.
            let failed = ["rsa-decrypt/2048/swift", "rsa-decrypt/2048/openssl"]
            let lines = command.stderr.text.split(separator: "\n")
            #expect(lines.count == 2 && zip(lines, failed).allSatisfy { $0.hasPrefix("tlsbench: \($1) failed: ") })
            #expect(command.stdout.text.contains("failed, and without numbers"))
            let document = try object(json)
            #expect(
                ids(document["benchmarks"]) == ["prf-master-secret/sha256/swift", "prf-master-secret/sha256/openssl"]
            )
            let rows = try #require(document["failed"] as? [[String: Any]])
            #expect(ids(rows) == failed)
            #expect(rows.allSatisfy { ($0["reason"] as? String ?? "").contains("EVP_PKEY_decrypt") }, "\(rows)")
            #expect(document["partial"] == nil)
        }
    }

    @Test func `of counts keeps those that did not fail`() throws {
        try withFolder { folder in
            let handshake = "handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/both/peer:libssl"
            let json = folder.appending(path: "c.json")
            let command = try Command.start(
                [
                    "icount", "--with", "steps", "--backend", "swift", "--filter",
                    "^(prf-master-secret/sha256/swift|\(handshake))$", "--json", json.path, "--format", "csv",
                ],
                environment: sabotage(in: folder)
            )
            #expect(try command.waitForExit(within: 300) == 5)
            #expect(command.stdout.text.contains("\n\(handshake),,,failed,,\n"))
            let document = try object(json)
            #expect(ids(document["rows"]) == ["prf-master-secret/sha256/swift"])
            #expect(ids(document["failed"]) == [handshake])
        }
    }

    /// Starts a long command, waits for its file, and ends it.
    private func end(_ arguments: [String], with signal: Int32, _ body: ([String: Any], Int32) throws -> Void) throws {
        try withFolder { folder in
            let json = folder.appending(path: "c.json")
            let command = try Command.start(
                arguments + ["--json", json.path],
                environment: ["TLSBENCH_LOCK": folder.appending(path: "lock").path]
            )
            let deadline = Date(timeIntervalSinceNow: 300)
            while !FileManager.default.fileExists(atPath: json.path), Date() < deadline {
                Thread.sleep(forTimeInterval: 0.02)
            }
            command.send(signal)
            let status = try command.waitForExit(within: 60)
            try body(try object(json), status)
        }
    }

    private let long = ["run", "--suite", "quick", "--backend", "swift", "--time", "5"]

    @Test(arguments: [(SIGKILL, SIGKILL), (SIGTERM, 130), (SIGINT, 130)] as [(Int32, Int32)])
    func `is in its file, and says that it is a part`(signal: Int32, expected: Int32) throws {
        try end(long, with: signal) { document, status in
            #expect(status == expected)
            let partial = try #require(document["partial"] as? [String: Any])
            let (done, planned) = (partial["done"] as? Int ?? 0, partial["planned"] as? Int ?? 0)
            #expect(done >= 1 && done < planned)
            #expect(!ids(document["benchmarks"]).isEmpty)
            let warnings = (document["tool"] as? [String: Any])?["warnings"] as? [String] ?? []
            #expect(warnings.contains { $0.hasPrefix("interrupted") })
        }
    }

    @Test(arguments: [SIGKILL, SIGINT])
    func `of times of an answer is in its file too`(signal: Int32) throws {
        try end(["timing", "--backend", "swift", "--time", "2"], with: signal) { document, status in
            #expect(status == (signal == SIGKILL ? SIGKILL : 130))
            #expect(document["is_partial"] as? Bool == true)
            #expect((document["trials"] as? [Any])?.isEmpty == false)
        }
    }

    @Test(arguments: [SIGKILL, SIGINT])
    func `of counts is in its file too`(signal: Int32) throws {
        let arguments = ["icount", "--with", "steps", "--backend", "swift", "--filter", "^(prf|record)"]
        try end(arguments, with: signal) { document, status in
            #expect(status == (signal == SIGKILL ? SIGKILL : 130))
            #expect(document["is_partial"] as? Bool == true)
            #expect((document["rows"] as? [Any])?.isEmpty == false)
        }
    }
}
