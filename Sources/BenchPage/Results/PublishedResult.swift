public import BenchReport
internal import Foundation

/// A result that may stand in a folder of results for everybody to see.
public struct PublishedResult: Sendable {
    /// All of it.
    public let document: ResultDocument

    /// Where it belongs: `<hardware key>/<UTC>-<commit>-<id>.json`, with the kind in the name of what is no run. The name depends
    /// on the result alone, and not on what was published before it.
    public var path: String { path(apart: "-\(document.id)") }

    /// Where earlier versions put it: without the id, or with a part of it where that name was taken.
    var earlierPaths: [String] { [path(apart: ""), path(apart: "-\(document.id.prefix(8))")] }

    private func path(apart: String) -> String {
        let moment = ResultPlace.compact(document.started)
        let commit = document.builds["A"]?.gitCommit.value.map { "\($0.prefix(10))" } ?? "unknown"
        let kind = document.kind == "run" ? "" : "-\(document.kind)"
        return "\(document.machine.hwKey)/\(moment)-\(commit)\(kind)\(apart).json"
    }

    /// Refuses what would mislead its readers, or tell them what is nobody's business.
    public init(_ document: ResultDocument) throws(Refusal) {
        if document.kind == "gate" { throw .gate }
        if document.builds["A"]?.configuration != "release" { throw .debugBuild }
        if document.tool.warnings.contains(where: { $0.hasPrefix("interrupted") }) { throw .interrupted }
        // The name of a file is made of it.
        guard document.started.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/) != nil else { throw .noMoment }
        if let difference = RunRecount(document).differences.first { throw .otherNumbers(difference) }
        if let path = Self.path(in: document.tool.argv) { throw .namesPath(path) }
        self.document = document.withoutFolders
    }

    /// The first argument that names a place on a disk. The value of a label may look like one, and is meant to be published.
    private static func path(in arguments: [String]) -> String? {
        var previous = ""
        for argument in arguments {
            let isLabel = previous == "--label" || argument.hasPrefix("--label=")
            if !isLabel, argument.contains(/^[\/~]|=[\/~]/) { return argument }
            previous = argument
        }
        return nil
    }

    /// Why a result is not published.
    public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// Two builds in one file say nothing of a machine.
        case gate
        /// It was built without optimisation.
        case debugBuild
        /// It has fewer generations than planned.
        case interrupted
        /// It does not say when it began.
        case noMoment
        /// Its numbers are not those of its own raw data; the first that is not.
        case otherNumbers(String)
        /// Its arguments name a place on somebody's disk.
        case namesPath(String)

        /// One line for people.
        public var description: String {
            switch self {
            case .gate: "a gate compares two builds: publish what `tlsbench run` or `isa` measured"
            case .debugBuild: "a debug build says nothing about a machine: measure with one of -c release"
            case .interrupted: "an interrupted run has less than it says: measure again"
            case .noMoment: "it does not say when it began"
            case .otherNumbers(let difference): "its numbers are not those of its raw data: \(difference)"
            case .namesPath(let path): "its arguments name a path, \(path): measure from the folder that it is in"
            }
        }
    }
}

extension ResultDocument {
    /// Libraries by the names of their files: version and build id identify them, and a folder may be in somebody's home.
    fileprivate var withoutFolders: ResultDocument {
        var document = self
        document.builds = builds.mapValues { build in
            var build = build
            build.libs = build.libs.mapValues { library in
                var library = library
                library.path = library.path.map { ($0 as NSString).lastPathComponent }
                return library
            }
            return build
        }
        return document
    }
}
