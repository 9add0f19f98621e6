import Foundation

/// An executable that a shell script plays, which `tlsbench gate` takes for a build: its times, its results and its
/// accidents are known.
final class ScriptedWorker {
    private let folder: URL
    /// The script.
    let path: String

    /// - Parameters:
    ///   - nanoseconds: what a batch takes, some thousandths more or less.
    ///   - benchmarks: the identifiers that a gate looks at.
    ///   - digest: what its results are.
    ///   - version: of the protocol.
    ///   - onStart: a line of shell before the greeting.
    ///   - onRun: a line of shell before each batch.
    init(
        nanoseconds: Int = 1_000_000,
        benchmarks: [String] = ["a/swift", "record-seal/aes-128-gcm/1350/openssl"],
        digest: String = "00",
        version: Int = 3,
        onStart: String = ":",
        onRun: String = ":"
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "scripted-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let catalogue = benchmarks.map { "\($0)=0123456789ab=1" }.joined(separator: " ")
        let script = """
            #!/bin/bash
            \(onStart)
            words="$*"
            inject=0
            [[ "$words" != *--inject* ]] || inject=${words##*--inject }
            echo 'tlsbench-worker \(version)'
            while read -r request slot rest; do
                case $request in
                    calibrate) echo 'done 10' ;;
                    run)
                        \(onRun)
                        wall=$((\(nanoseconds) + RANDOM % 2000))
                        wall=$((wall + wall * ${inject%.*} / 100))
                        echo "batch $wall $wall $wall 0 0 0 0" ;;
                    check) echo 'done \(digest)' ;;
                    list) echo 'done \(catalogue)' ;;
                    quit) exit 0 ;;
                    *) echo 'done' ;;
                esac
            done

            """
        let file = folder.appending(path: "tlsbench")
        try Data(script.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        path = file.path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
