internal import Foundation

/// The result that later ones are compared with, in a folder that has one for each kind of machine.
public enum StoredBaseline {
    /// Where the baseline for a result's machine lies: `<folder>/<hw_key>/baseline.json`.
    public static func path(in folder: String, for document: ResultDocument) -> String {
        URL(fileURLWithPath: folder).appending(path: document.machine.hwKey).appending(path: "baseline.json")
            .relativePath
    }

    /// Puts a result in that place, and makes the machine's folder if need be.
    ///
    /// - Returns: where it is now.
    public static func renew(in folder: String, with document: ResultDocument) throws -> String {
        try Refusal.check(document)
        let path = path(in: folder, for: document)
        do {
            try FileManager.default.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(),
                withIntermediateDirectories: false
            )
        } catch CocoaError.fileWriteFileExists {
            // Then it is there.
        } catch {
            throw ResultFileError(path: path, reason: (error as NSError).localizedDescription)
        }
        try ResultFile.checkWritable(path)
        try ResultFile.write(document, to: path)
        return path
    }

    /// A result that nothing should be compared with for long.
    public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// It was built without optimisation.
        case debugBuild
        /// It is a gate's, with two builds in it.
        case gate
        /// It has other rows than a run.
        case featureStudy
        /// It has fewer generations than planned.
        case interrupted

        static func check(_ document: ResultDocument) throws(Refusal) {
            let run = ComparedRun(document)
            if document.kind == "gate" { throw .gate }
            if document.kind == "isa" { throw .featureStudy }
            if run.build?.configuration != "release" { throw .debugBuild }
            if run.isInterrupted { throw .interrupted }
        }

        /// One line for people.
        public var description: String {
            switch self {
            case .debugBuild: "a debug build is no baseline: measure with one of -c release"
            case .gate: "a gate is no baseline, for it has two builds: measure with tlsbench run"
            case .featureStudy: "what sets of CPU features are worth is no baseline: measure with tlsbench run"
            case .interrupted: "an interrupted run is no baseline: measure again"
            }
        }
    }
}
