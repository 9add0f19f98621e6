internal import ArgumentParser
internal import BenchReport
internal import Foundation

/// Where the report of a gate goes, besides the terminal.
struct GateOutputs: ParsableArguments {
    @Option(help: ArgumentHelp("Write the whole result, with every batch.", valueName: "file"), completion: .file())
    var json: String?

    @Option(help: ArgumentHelp("Write a table for a page or a comment.", valueName: "file"), completion: .file())
    var markdown: String?

    @Option(help: ArgumentHelp("Write test cases, one for each benchmark.", valueName: "file"), completion: .file())
    var junit: String?

    @Flag(help: "Print annotations for GitHub Actions, and append to the step's summary.")
    var github = false

    @Option(
        help: ArgumentHelp("Write OpenMetrics for GitLab's metrics report.", valueName: "file"),
        completion: .file()
    )
    var gitlab: String?

    /// Throws now what writing would throw after minutes of measuring.
    func checkWritable() throws {
        for path in [json, markdown, junit, gitlab].compactMap(\.self) { try ResultFile.checkWritable(path) }
    }

    /// Takes away what an earlier gate wrote: should this one be killed, it would be taken for its own. Pipes and devices stay.
    func removeEarlier() throws {
        for path in [json, markdown, junit, gitlab].compactMap(\.self) { try ResultFile.removeExisting(path) }
    }

    func write(_ document: ResultDocument) throws {
        if let json { try ResultFile.write(document, to: json) }
        if let markdown { try ResultFile.write(Data(document.gateMarkdown().utf8), to: markdown) }
        if let junit {
            try ResultFile.write(Data(JUnitSuite.xml([JUnitSuite(document)]).utf8), to: junit)
        }
        if let gitlab { try ResultFile.write(Data(document.openMetrics().utf8), to: gitlab) }
        try FileHandle.standardOutput.write(octets: [UInt8](document.gateReport(on: .standardOutput).utf8))
        if github { try reportToGitHub(document) }
    }

    /// GitHub names a file for the summary of a step; elsewhere the annotations alone are printed.
    private func reportToGitHub(_ document: ResultDocument) throws {
        for line in document.gitHubAnnotations() { try FileHandle.standardOutput.write(line: line) }
        guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"] else { return }
        if !FileManager.default.fileExists(atPath: path) {
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw Ending(.cannotWrite, "\(path): cannot be made")
            }
        }
        do {
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data(document.gateMarkdown().utf8))
            try file.close()
        } catch { throw Ending(.cannotWrite, "\(path): \((error as NSError).localizedDescription)") }
    }
}
