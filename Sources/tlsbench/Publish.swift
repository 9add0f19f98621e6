internal import ArgumentParser
internal import BenchPage
internal import BenchReport
internal import Foundation

/// `tlsbench publish`: results into a folder of results, with pages that show them.
struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add results to a folder of published results, and redraw its pages.",
        discussion: """
            Each file is copied to <hw_key>/<UTC>-<commit>-<id>.json in the folder, after its numbers were computed again from \
            its raw data. No result is overwritten, and several jobs may publish into one folder at once. Then README.md, its \
            figures, and a README.md with all numbers for each machine are written again; without files, only these. A debug \
            build, a gate, an interrupted run, and numbers that do not follow from their own data are refused before \
            anything is written.

            \(ExitStatus.help([.noInput], [.badData: "a file is no result, may not be published, or is not the published one of its id"]))

            Examples:
              tlsbench publish result.json isa.json
              tlsbench publish result.json --to Results
              tlsbench publish
            """
    )

    @Argument(help: ArgumentHelp("What `run` or `isa` wrote with --json.", valueName: "file"), completion: .file())
    var files: [String] = []

    @Option(help: ArgumentHelp("The folder of results.", valueName: "folder"), completion: .directory)
    var to = "Results"

    func run() throws {
        let results = try ResultInput.read(files)
        var published: [PublishedResult] = []
        for (file, document) in zip(files, results) {
            do throws(PublishedResult.Refusal) { published.append(try PublishedResult(document)) } catch {
                throw Ending(.badData, "\(file): \(error)")
            }
        }
        guard FileManager.default.fileExists(atPath: to + "/.") else {
            throw Ending(.cannotWrite, "\(to): no such folder (run it where Results is, or name one with --to)")
        }
        let folder = try ResultFolder(to)
        for result in published { try FileHandle.standardOutput.write(line: "\(to)/\(try folder.add(result))") }
        for path in try folder.draw() { try FileHandle.standardOutput.write(line: "\(to)/\(path)") }
    }
}
