internal import Foundation
internal import VectorFiles

/// One file: its test cases, or why it has none.
struct VectorFile {
    /// As the user named it, or as it lies in the folder that was named.
    let name: String
    let content: Content

    enum Content {
        case cases([VectorCase])
        /// In words.
        case noVectors(String)
    }

    /// Reads a file; throws if it is meant to have vectors and cannot be understood.
    init(_ url: URL, name: String) throws(VectorFileError) {
        self.name = name
        let data = try Self.data(url, name)
        if url.pathExtension.lowercased() == "json" {
            content = try Self.json(try Self.object(data, name), url, name)
        } else if let text = String(validating: data, as: UTF8.self) {
            content = try Self.text(text, url, name)
        } else {
            content = .noVectors("no text")
        }
    }

    var cases: [VectorCase] {
        guard case .cases(let cases) = content else { return [] }
        return cases
    }

    private static func json(_ json: Any, _ url: URL, _ name: String) throws(VectorFileError) -> Content {
        if let object = json as? [String: Any] {
            if WycheproofFile.isOne(object) { return .cases(try WycheproofFile.cases(object, file: name)) }
            if KeyDerivationFile.isOne(object) { return .cases(try KeyDerivationFile.cases(object, file: name)) }
        }
        guard let set = ACVPFile.vectorSet(json) else { return .noVectors("JSON, but no vectors of a known kind") }
        if let questions = ACVPFile.questions(of: url.lastPathComponent) {
            return .noVectors("the answers to \(questions)")
        }
        let folder = url.deletingLastPathComponent()
        let answers = ACVPFile.answers(to: url.lastPathComponent).map { folder.appending(path: $0) }
        guard let answers, FileManager.default.fileExists(atPath: answers.path) else {
            return .cases(try ACVPFile.cases(set, answers: nil, file: name))
        }
        let other = answers.lastPathComponent
        guard let answerSet = ACVPFile.vectorSet(try object(try data(answers, other), other)) else {
            throw .missing(file: other, test: "the file", name: "vector set")
        }
        return .cases(try ACVPFile.cases(set, answers: answerSet, file: name))
    }

    private static func text(_ text: String, _ url: URL, _ name: String) throws(VectorFileError) -> Content {
        if RSALaboratoriesFile.isOne(text) { return .cases(try LaboratoriesCases.cases(text, file: name)) }
        let isResponse = url.pathExtension.lowercased() == "rsp"
        // Some response files are called .txt, and so is much else: a value of two octets tells them apart.
        guard isResponse || (url.pathExtension == "txt" && text.contains(/(?m)^\w+ += +[0-9A-Fa-f]{4,}\s*$/)) else {
            return .noVectors("no vectors")
        }
        return .cases(try ResponseCases(text, file: name).cases)
    }

    private static func data(_ url: URL, _ name: String) throws(VectorFileError) -> Data {
        do { return try Data(contentsOf: url) } catch {
            throw .unreadable(file: name, reason: error.localizedDescription)
        }
    }

    private static func object(_ data: Data, _ name: String) throws(VectorFileError) -> Any {
        do { return try JSONSerialization.jsonObject(with: data) } catch {
            let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
            throw .notJSON(file: name, reason: reason ?? "\(error)")
        }
    }
}
