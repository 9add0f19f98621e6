internal import ArgumentParser
internal import BenchCore
internal import Foundation
internal import Scenarios

/// A folder of copies of the executables that a gate runs: of names as long as each other, and safe from the next build.
struct GateStage {
    let folder: URL
    /// By the name of the copy.
    private let sides: [String: GateSide]

    /// - Parameters:
    ///   - baseline: what the copies A and C run with.
    ///   - candidate: what the copy B runs with.
    init(baseline: GateSide = .plain, candidate: GateSide = .plain) throws {
        sides = ["A": baseline, "B": candidate, "C": baseline]
        folder = FileManager.default.temporaryDirectory.appending(path: "tlsbench-gate-\(UUID().uuidString)")
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw Ending(.cannotWrite, "\(folder.path): cannot be made")
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Copies an executable; what cannot be executed is a mistake in the arguments.
    func copy(_ executable: String, to name: String) throws {
        let shown = PrintableLine(executable, longest: 4000)
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: executable, isDirectory: &isFolder) else {
            throw ValidationError("\(shown): there is no such file")
        }
        guard !isFolder.boolValue, unsafe access(executable, X_OK) == 0 else {
            throw ValidationError("\(shown) is not an executable file")
        }
        do {
            // A link is followed: what is staged must not change when the link does.
            let file = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
            try FileManager.default.copyItem(at: file, to: folder.appending(path: name))
        } catch {
            throw Ending(.cannotWrite, "cannot copy \(executable): \((error as NSError).localizedDescription)")
        }
    }

    /// How to start a worker of one of them, on one processor.
    func worker(_ name: String, _ processor: Int, _ arguments: [String] = []) -> WorkerCommand {
        worker(name, ["--cpu", String(processor)] + arguments)
    }

    /// The same wherever the system puts it.
    func worker(_ name: String, _ arguments: [String] = []) -> WorkerCommand {
        let command = WorkerCommand(
            executable: path(name),
            arguments: ["worker", "--suite", Suite.standard.rawValue] + arguments
        )
        return sides[name]?.worker(like: command) ?? command
    }

    /// The library that one of them runs on; nil where nobody named one.
    func library(of name: String) -> NamedLibrary? { sides[name]?.library }

    func octets(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: name))) }
}
