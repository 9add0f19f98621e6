import Foundation
import OpenSSLBackend
import Testing

@testable import tlsbench

@Suite struct `Settings from outside` {
    private func lines(_ environment: [String: String], preloaded: String? = nil) -> [String] {
        SettingsInForce(environment, configuration: nil, preloaded: preloaded).lines
    }

    @Test func `are named if they change what is measured`() {
        #expect(lines(["LD_PRELOAD": "/home/me/lib shim.so:/opt/b.so"]) == ["LD_PRELOAD = lib shim.so b.so"])
        #expect(lines(["LD_LIBRARY_PATH": "/home/me/openssl"]) == ["LD_LIBRARY_PATH is set"])
        #expect(lines(["TLSBENCH_LIBCRYPTO": "/home/me/libcrypto.so.4"]) == ["TLSBENCH_LIBCRYPTO is set"])
        #expect(lines(["GLIBC_TUNABLES": "glibc.malloc.check=3"]) == ["GLIBC_TUNABLES = glibc.malloc.check=3"])
        #expect(lines(["OPENSSL_ia32cap": "nonsense"]) == ["OPENSSL_ia32cap = nonsense"])
        #expect(lines(["MALLOC_ARENA_MAX": "1", "MALLOC_PERTURB_": "5"]).count == 2)
        #expect(lines([:], preloaded: "# comment-free\n/opt/a.so\n").last == "ld.so.preload: # comment-free a.so")
    }

    @Test func `are not named if they change nothing`() {
        #expect(
            lines(["HOME": "/root", "GMP_CPU_TYPE": "k8", "LD_PRELOAD": "", "MALLOC_": "x", "OPENSSLX": "y"]) == []
        )
        #expect(lines([:], preloaded: " \n") == [])
    }

    @Test func `keep to one line`() {
        let line = lines(["GLIBC_TUNABLES": "a\nb\u{1B}[2J" + String(repeating: "c", count: 300)])[0]
        #expect(!line.contains("\n") && !line.contains("\u{1B}") && line.count < 230)
    }

    private static let policy = """
        openssl_conf = start
        [start]
        providers = all
        alg_section = algorithms
        ssl_conf = tls
        oid_section = names
        [names]
        policy = 1.2.3.4
        [all]
        default = one
        legacy = two
        [one]
        activate = 1
        [two]
        [algorithms]
        default_properties = fips=yes
        [tls]
        system_default = everybody
        server = somebody
        [somebody]
        Options = NoTicket
        [everybody]
        .include = more.cnf
        CipherString = DEFAULT@SECLEVEL=2
        """

    @Test func `are read from OpenSSL's file by its own rules`() throws {
        try VectorSamples.withFolder { folder in
            let file = folder.appending(path: "openssl.cnf")
            let included = folder.appending(path: "more.cnf")
            try Data("MinProtocol = TLSv1.2\n".utf8).write(to: included)
            let text = Self.policy.replacing("more.cnf", with: included.path)
            try Data(text.utf8).write(to: file)
            let configuration = try #require(OpenSSLConfiguration(file: file.path))
            #expect(
                configuration.settings.map(\.description) == [
                    "provider default = active", "default_properties = fips=yes", "MinProtocol = TLSv1.2",
                    "CipherString = DEFAULT@SECLEVEL=2",
                ]
            )
            let lines = SettingsInForce([:], configuration: configuration, preloaded: nil).lines
            #expect(lines[1] == "openssl.cnf: default_properties = fips=yes")
        }
    }

    @Test(arguments: [
        "", "[req]\ndefault_bits = 2048", "openssl_conf = start\n[start]\n", "nonsense [", "openssl_conf = x",
    ])
    func `are none in a file that sets nothing`(text: String) throws {
        try VectorSamples.withFolder { folder in
            let file = folder.appending(path: "openssl.cnf")
            try Data(text.utf8).write(to: file)
            #expect(OpenSSLConfiguration(file: file.path) == nil)
        }
        #expect(OpenSSLConfiguration(file: "/nowhere/openssl.cnf") == nil)
    }
}
