internal import COpenSSL

/// What a configuration file has set in libcrypto and libssl when they were loaded (config(5)): it decides which code runs, and
/// no caller of the libraries sees it.
public struct OpenSSLConfiguration: Hashable, Sendable {
    /// The file: that of `OPENSSL_CONF`, or the system's.
    public let file: String
    /// What changes the libraries' behaviour, in the file's order; nothing of certificates and requests.
    public let settings: [Setting]

    /// A name and its value: `default_properties` and `fips=yes`, `MinProtocol` and `TLSv1.2`.
    public struct Setting: Hashable, Sendable, CustomStringConvertible {
        /// As the file has it; of a provider, its own name.
        public let name: String
        /// As the file has it.
        public let value: String

        /// As a file would have it.
        public var description: String { "\(name) = \(value)" }
    }

    /// What this process's libraries have read; nil without a file, where nothing in it concerns them, and where none was loaded.
    public static let inForce: OpenSSLConfiguration? = {
        guard case .success = OpenSSLLibrary.libcrypto else { return nil }
        guard let path = unsafe CONF_get1_default_config_file() else { return nil }
        defer { unsafe CRYPTO_free(path, nil, 0) }
        return OpenSSLConfiguration(file: unsafe String(cString: path))
    }()

    /// Reads a file by the library's own rules, with the files that it includes; nil if it has nothing for the libraries.
    public init?(file: String) {
        guard let configuration = unsafe NCONF_new(nil) else { return nil }
        defer {
            unsafe NCONF_free(configuration)
            ERR_clear_error()
        }
        var line = 0
        guard unsafe NCONF_load(configuration, file, &line) > 0 else { return nil }
        let reader = unsafe Sections(configuration)
        guard let start = reader.value("openssl_conf", in: nil) else { return nil }
        settings = reader.entries(of: start).flatMap { module in
            switch module.name {
            case "alg_section", "evp_properties": reader.entries(of: module.value)
            case "providers": reader.providers(in: module.value)
            // What other programs have under their own names is not for every SSL_CTX.
            case "ssl_conf":
                reader.entries(of: module.value).filter { $0.name == "system_default" }
                    .flatMap { reader.entries(of: $0.value) }
            // Names of objects, and what is kept of random numbers, change no code.
            case "oid_section", "random", "stbl_section": [] as [Setting]
            default: [module]
            }
        }
        guard !settings.isEmpty else { return nil }
        self.file = file
    }
}

/// The sections of a loaded file.
@safe private struct Sections {
    private let configuration: UnsafeMutablePointer<CONF>

    init(_ configuration: UnsafeMutablePointer<CONF>) { unsafe self.configuration = unsafe configuration }

    func value(_ name: String, in section: String?) -> String? {
        unsafe NCONF_get_string(configuration, section, name).map { unsafe String(cString: $0) }
    }

    func entries(of section: String) -> [OpenSSLConfiguration.Setting] {
        guard let stack = unsafe NCONF_get_section(configuration, section) else { return [] }
        return (0..<max(0, unsafe OPENSSL_sk_num(stack))).compactMap { index in
            guard let entry = unsafe OPENSSL_sk_value(stack, index)?.assumingMemoryBound(to: CONF_VALUE.self),
                let name = unsafe entry.pointee.name, let value = unsafe entry.pointee.value
            else { return nil }
            return unsafe OpenSSLConfiguration.Setting(name: String(cString: name), value: String(cString: value))
        }
    }

    /// Those that are activated; a provider may be listed and stay out. Before 3.3 the library activates it whatever the
    /// value is (config(5) of 3.0, CHANGES of 3.3).
    func providers(in section: String) -> [OpenSSLConfiguration.Setting] {
        entries(of: section).filter { provider in
            guard let activate = value("activate", in: provider.value) else { return false }
            let isRead = OpenSSLCodePath.version >= 0x3030_0000
            return !isRead || !["0", "no", "off", "false"].contains(activate.lowercased())
        }
        .map { OpenSSLConfiguration.Setting(name: "provider \($0.name)", value: "active") }
    }
}
