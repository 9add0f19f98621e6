import BenchCore
import Foundation

/// A worker that a shell script plays: its times, its results and its accidents are known.
final class ScriptedBuild {
    private let folder: URL
    let command: WorkerCommand

    /// - Parameters:
    ///   - nanoseconds: what each batch takes, in its own words; `$turn` counts the batches.
    ///   - calibration: how many operations it says make a batch.
    ///   - batch: what it answers to a batch, if that is none.
    ///   - digest: what its results are.
    ///   - onRun: a line of shell before each batch.
    ///   - greeting: the first thing it says.
    init(
        nanoseconds: String = "1000000",
        calibration: String = "10",
        batch: String = "batch $wall $wall $wall 0 0 0 0",
        digest: String = "00",
        onRun: String = ":",
        greeting: String = "tlsbench-worker \(WorkerLoop.protocolVersion)"
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "scripted-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = """
            echo '\(greeting)'
            turn=0
            while read -r request slot rest; do
                case $request in
                    calibrate) echo 'done \(calibration)' ;;
                    run)
                        turn=$((turn + 1))
                        \(onRun)
                        wall=$((\(nanoseconds)))
                        echo "\(batch)" ;;
                    check) echo 'done \(digest)' ;;
                    list) echo 'done a/swift=0123456789ab=1 b/swift=0123456789ab=0' ;;
                    quit) exit 0 ;;
                    *) echo 'done' ;;
                esac
            done

            """
        let file = folder.appending(path: "worker")
        try Data(script.utf8).write(to: file)
        // Not the script itself: a file that another test's child still has open cannot be executed.
        command = WorkerCommand(executable: "/bin/bash", arguments: [file.path])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
