internal import BackendConformance
internal import BenchCore
internal import CryptoBackend
internal import PluginBackend
internal import SwiftCore

/// The plug-in of a worker: loaded, verified and described.
enum PluginWorker {
    /// Loads the one that the environment names, if it names one; throws what is wrong with it.
    static func load(_ watch: PluginWatch) throws(WorkloadFailure) {
        do throws(PluginFailure) { try PluginLibrary.loadNamed(watch) } catch {
            throw WorkloadFailure(error.description)
        }
    }

    /// Known answers, and handshakes with itself and with the Swift backend, under watch; a line for each check that fails.
    static func findings(_ plugin: PluginLibrary, _ watch: PluginWatch) -> WorkerFindings {
        var lines: [String] = []
        let observed = watch.during { lines = failures(plugin) }
        return WorkerFindings(faults: observed.faults + lines, notices: plugin.notices + observed.notices)
    }

    private static func failures(_ plugin: PluginLibrary) -> [String] {
        let known = Conformance.checks.compactMap { check in
            do throws(ConformanceFailure) { try check.run(on: PluginBackend.self) } catch {
                let advice = "\(functions[check.operation] ?? ""): tlsbench_plugin.h has what they are to do"
                return "\(check.operation) \(check.name): \(error) (\(advice))"
            }
            return nil
        }
        // What is wrong alone is wrong in every handshake too.
        guard known.isEmpty else { return known }
        do {
            let handshakes = try HandshakeMatrix()
            let pairs: [(any CryptoBackend.Type, any CryptoBackend.Type)] = [
                (PluginBackend.self, SwiftBackend.self), (SwiftBackend.self, PluginBackend.self),
                (PluginBackend.self, PluginBackend.self),
            ]
            return pairs.flatMap { handshakes.failures(client: $0, server: $1) }
                .map { "\($0) (each function alone gives its known answers: look at objects that are used again)" }
        } catch { return ["a certificate for the handshakes: \(error)"] }
    }

    /// By the operation of a check.
    private static let functions = [
        "hash": "hash_new, hash_copy, hash_update, hash_digest", "mac": "hmac_new, hmac_update, hmac_final",
        "prf": "prf, or hmac_… where it is absent", "hkdf": "hmac_new, hmac_update, hmac_final",
        "aead": "aead_new, aead_seal, aead_open", "rsa": "rsa_public_…, rsa_private_…, rsa_decrypt_premaster",
        "ecdsa": "ecdsa_public_…, ecdsa_private_…", "key-share": "share_new, share_public, share_agree",
        "kem": "kem_new, kem_public, kem_decapsulate, kem_encapsulate", "random": "random",
    ]

    /// What it is, offers and lacks.
    static func description(_ plugin: PluginLibrary) -> [[String]] {
        let identity = plugin.identity
        return [
            ["library", identity.library], ["version", identity.version], ["path", plugin.path],
            ["code", identity.codePath],
        ] + offers(plugin.capabilities) + plugin.refusals.map { ["refusal", $0] }
    }

    /// Each algorithm of the seam as `offered` or `missing`, with its kind.
    private static func offers(_ own: Capabilities) -> [[String]] {
        let all = Capabilities.complete.offering(kems: KEMAlgorithm.allCases)
        func facts(_ kind: String, _ all: [String], _ own: [String]) -> [[String]] {
            all.map { [own.contains($0) ? "offered" : "missing", kind, $0] }
        }
        return facts("hash", all.hashes.map(\.rawValue), own.hashes.map(\.rawValue))
            + facts("aead", all.aeads.map(\.rawValue), own.aeads.map(\.rawValue))
            + facts("key-exchange", all.keyExchanges.map(\.rawValue), own.keyExchanges.map(\.rawValue))
            + facts("group", all.groups.map(\.name), own.groups.map(\.name))
            + facts("kem", all.kems.map(\.rawValue), own.kems.map(\.rawValue))
            + facts("signature", all.signatureSchemes.map(\.name), own.signatureSchemes.map(\.name))
    }
}
