import Testing

@testable import BenchCore

@Suite struct `What a worker says of itself` {
    private func identity(
        _ mark: String,
        variables: [String: String] = [:],
        settings: [String] = []
    ) -> WorkerIdentity {
        WorkerIdentity(
            objects: [
                LoadedObject(name: "program", path: "/tmp/a b/=%tlsbench", mark: "code:1"),
                LoadedObject(name: "libcrypto.so.3", path: "/lib/libcrypto.so.3", mark: mark),
            ],
            libraries: [
                .init(
                    column: "openssl",
                    name: "OpenSSL",
                    version: "3.0.19",
                    codePath: "OPENSSL_ia32cap=0x1:0x2",
                    settings: settings
                )
            ],
            variables: variables
        )
    }

    @Test func `survives its line`() {
        let identity = identity("build-id:aa", variables: ["LD_LIBRARY_PATH": "/a b:/é\u{2192}=%"])
        #expect(WorkerIdentity(line: identity.line) == identity)
        #expect(!identity.line.contains("\n"))
        let configured = self.identity("build-id:aa", settings: ["a.cnf: MinProtocol = TLSv1.3", "a.cnf: x = y z"])
        #expect(WorkerIdentity(line: configured.line) == configured && configured != self.identity("build-id:aa"))
    }

    @Test(arguments: [
        "", "object", "object=program", "object=libc=/x=y", "object=program=/x=%", "object=program=/x=%zz",
        "setting=a object=program=/x=y",
        "library=a=b object=program=/x=y",
    ])
    func `is not made from nonsense`(line: String) { #expect(WorkerIdentity(line: line) == nil) }

    @Test func `may have more than this build knows of`() {
        let own = identity("build-id:aa")
        #expect(WorkerIdentity(line: own.line + " kernel=6.1") == own)
    }

    @Test func `of this process names the C library, with the linker's identifier`() throws {
        let own = WorkerIdentity.own([])
        #expect(own.objects.first?.name == "program")
        let library = try #require(own.objects.first { $0.name == "libc.so.6" })
        #expect(library.path.hasSuffix("/libc.so.6") && library.path.hasPrefix("/"))
        // As the file's own section has it.
        let file = try #require(LoadedLibrary(path: library.path))
        #expect(library.mark == "build-id:\(file.buildID ?? "")")
        #expect(own.objects.allSatisfy { !$0.mark.isEmpty && !$0.path.isEmpty })
        #expect(WorkerIdentity.own([]) == own)
        #expect(WorkerIdentity(line: own.line) == own)
    }

    @Test func `another build of a library, another variable and another configuration are something else`() {
        let one = identity("build-id:aa")
        #expect(one.loadsTheSame(as: identity("build-id:aa")))
        #expect(!one.loadsTheSame(as: identity("build-id:ab")))
        #expect(!one.loadsTheSame(as: identity("build-id:aa", variables: ["OPENSSL_CONF": "/etc/x"])))
        #expect(!one.loadsTheSame(as: identity("build-id:aa", settings: ["a.cnf: MinProtocol = TLSv1.3"])))
        let alone = WorkerIdentity(objects: [one.objects[0]], libraries: [], variables: [:])
        #expect(!one.loadsTheSame(as: alone))
    }

    @Test(arguments: [
        ("swift/ifma", true), ("swift/ifma; openssl/aesni", true), ("", false), ("swift/ifma; ", false),
        ("; swift/ifma", false),
        ("openssl/unknown", false), ("swift/ifma; openssl/unknown", false),
    ])
    func `a code path is known for all of the work or not at all`(path: String, isKnown: Bool) {
        let code = CodeInUse(path: path, features: "")
        #expect(code.isKnown == isKnown)
        #expect(code.isSame(as: code) == isKnown)
    }
}
