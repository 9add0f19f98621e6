internal import ArgumentParser
internal import OpenSSLBackend

/// A backend or a peer whose library was not loaded when this process started.
struct MissingLibrary: Hashable {
    /// The name of its rows.
    let name: String
    /// What is wrong with the library.
    let failure: OpenSSLLibraryFailure

    /// Those of this process.
    static let all: [MissingLibrary] = [("openssl", OpenSSLLibrary.libcrypto), ("peer:libssl", OpenSSLLibrary.libssl)]
        .compactMap { name, library in
            guard case .failure(let failure) = library else { return nil }
            return MissingLibrary(name: name, failure: failure)
        }

    /// Whether its rows are a whole stack's.
    var isPeer: Bool { name.hasPrefix("peer:") }

    /// That it is not there, and why.
    var notice: String { "\(name) is left out: \(failure)" }

    /// Of what was to work with it.
    var ending: Ending { Ending(.unavailable, "\(failure)") }
}

/// A command that makes or reads certificates, which is libcrypto's work whatever is measured.
protocol NeedsCertificates: ParsableCommand {}

extension Run: NeedsCertificates {}
extension ISA: NeedsCertificates {}
extension ICount: NeedsCertificates {}
extension Phases: NeedsCertificates {}
extension Trace: NeedsCertificates {}
extension Timing: NeedsCertificates {}
extension Verify: NeedsCertificates {}
extension Kat: NeedsCertificates {}
extension Serve: NeedsCertificates {}
extension Connect: NeedsCertificates {}
extension Load: NeedsCertificates {}
extension Worker: NeedsCertificates {}
extension PluginCheck: NeedsCertificates {}
