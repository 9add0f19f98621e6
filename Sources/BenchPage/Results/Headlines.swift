internal import BenchCore
internal import BenchReport

/// The rows of a run that stand for the others: one length of key, one cipher, whole handshakes in memory.
enum Headlines {
    /// In the order of the list; all rows of a run that has none of these.
    static func rows(_ table: Table) -> [Table.Row] {
        let chosen = operations.flatMap { operation in
            table.rows.filter { row in
                let values = row.parameters.list.map(\.value.description)
                return row.op == operation && !values.contains(where: others.contains)
            }
        }
        return chosen.isEmpty ? table.rows : chosen
    }

    private static let operations = [
        "rsa-decrypt", "rsa-sign", "key-agreement", "prf-master-secret", "record-seal", "record-open", "handshake-full",
        "handshake-resumed-id", "bulk",
    ]

    /// What rows of the same operation differ by from the one that stands for them.
    private static let others: Set<String> = [
        "3072", "4096", "ffdhe2048", "ffdhe3072", "pkcs1-sha256", "sha384", "aes-256-gcm", "256", "1350",
        "RSA_WITH_AES_256_GCM_SHA384", "ECDHE_RSA_WITH_AES_256_GCM_SHA384", "client", "server", "send", "receive",
        "tcp",
    ]
}
