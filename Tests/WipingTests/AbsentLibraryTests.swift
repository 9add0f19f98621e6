import ProbeSupport
import Testing

@testable import WipingProbe

/// The probe asks nobody whether there is a libcrypto, unlike the command.
@Suite struct `A libcrypto that is not there` {
    private func outcome(_ check: Check, _ backend: String) throws -> Outcome {
        let probe = try Configuration.debug.path(of: "WipingProbe")
        let environment = ["TLSBENCH_LIBCRYPTO": "/absent/libcrypto.so.3"]
        return try ProbeSupport.run(probe, [check.rawValue, backend], environment: environment)
    }

    @Test func `ends the process where it is called, with the function and the file`() throws {
        let outcome = try outcome(.mac, "openssl")
        #expect(outcome.status == 69)
        #expect(outcome.report == "tlsbench: EVP_MAC_fetch was called, and /absent/libcrypto.so.3 is not loaded\n")
    }

    @Test func `is an error of its own where certificates are made`() throws {
        let report = try outcome(.credentials, "swift").report
        #expect(report.contains("/absent/libcrypto.so.3: not loaded, and certificates need libcrypto"), "\(report)")
    }

    @Test func `is not needed by a backend that does not call it`() throws {
        let outcome = try outcome(.mac, "swift")
        #expect(outcome.status == 0, "\(outcome.report)")
    }
}
