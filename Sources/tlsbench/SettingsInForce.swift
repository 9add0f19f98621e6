internal import BenchCore
internal import Foundation
internal import OpenSSLBackend

/// What loader, C library and libcrypto were told from outside and what changes the code that is measured, or which file it comes
/// from: variables of the environment and configuration files. Whoever reads a number has to know of it.
///
/// GMP is not among them: only a build for its own tests reads `GMP_CPU_TYPE`.
struct SettingsInForce {
    /// One for each, without folders: `LD_PRELOAD = libshim.so`, `openssl.cnf: MinProtocol = TLSv1.2`.
    let lines: [String]

    /// Of this process.
    static let own = SettingsInForce(
        ProcessInfo.processInfo.environment,
        configuration: OpenSSLConfiguration.inForce,
        preloaded: try? String(contentsOfFile: "/etc/ld.so.preload", encoding: .utf8)
    )

    /// What libcrypto and libssl of this process have read from their configuration file, which can be another in each worker.
    static var ofConfiguration: [String] { lines(of: OpenSSLConfiguration.inForce) }

    /// - Parameters:
    ///   - configuration: what libcrypto has read.
    ///   - preloaded: what `/etc/ld.so.preload` names (ld.so(8)).
    init(_ environment: [String: String], configuration: OpenSSLConfiguration?, preloaded: String?) {
        var lines: [String] = []
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            switch name {
            // An empty one takes all features away.
            case "OPENSSL_ia32cap", "OPENSSL_armcap": lines.append("\(name) = \(Self.shown(value))")
            case _ where value.isEmpty: continue
            case "LD_PRELOAD", "LD_AUDIT", "OPENSSL_CONF": lines.append("\(name) = \(Self.names(value))")
            // Where files are found is nobody's business; that they may be others is.
            case "LD_LIBRARY_PATH", "TLSBENCH_LIBCRYPTO", "TLSBENCH_LIBSSL", "TLSBENCH_PLUGIN", "OPENSSL_MODULES",
                "OPENSSL_ENGINES",
                "OPENSSL_CONF_INCLUDE":
                lines.append("\(name) is set")
            case "GLIBC_TUNABLES", "LD_BIND_NOW", "LD_HWCAP_MASK":
                lines.append("\(name) = \(Self.shown(value))")
            case _ where name.hasPrefix("MALLOC_") && name.dropFirst(7).hasSuffix("_"), "MALLOC_ARENA_MAX",
                "MALLOC_ARENA_TEST":
                lines.append("\(name) = \(Self.shown(value))")
            default: continue
            }
        }
        if let preloaded, !Self.names(preloaded).isEmpty { lines.append("ld.so.preload: \(Self.names(preloaded))") }
        self.lines = lines + Self.lines(of: configuration)
    }

    private static func lines(of configuration: OpenSSLConfiguration?) -> [String] {
        guard let configuration else { return [] }
        return configuration.settings.map { "\(names(configuration.file)): \(shown($0.description))" }
    }

    /// Files without their folders; the loader takes colons, spaces and line ends between them.
    private static func names(_ paths: String) -> String {
        paths.split { ": \t\n".contains($0) }.map { path in shown(String(path.split(separator: "/").last ?? path)) }
            .joined(separator: " ")
    }

    /// In one line, and not for ever.
    private static func shown(_ text: String) -> String { PrintableLine(text, longest: 200).text }
}
