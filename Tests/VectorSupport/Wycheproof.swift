public import Foundation

/// The vectors of C2SP Wycheproof, whose files are JSON with a schema for each kind of algorithm.
public enum Wycheproof {
    /// What an implementation has to say to a test case.
    public enum Verdict: String, Decodable, Sendable {
        /// It must succeed.
        case valid
        /// It must refuse.
        case invalid
        /// It may do either.
        case acceptable
    }

    /// Octets, which the files write as hexadecimal text.
    public struct Octets: Decodable, Sendable {
        /// The octets.
        public let octets: [UInt8]
        /// Reads the text.
        public init(from decoder: any Decoder) throws {
            octets = [UInt8](hex: try decoder.singleValueContainer().decode(String.self))
        }
    }

    /// The `testGroups` of `wycheproof/<name>`, as the caller declares them; none where the vectors are not installed.
    public static func groups<Group: Decodable>(_ name: String, as type: Group.Type = Group.self) throws -> [Group] {
        guard let data = try Vectors.data("wycheproof/\(name)") else { return [] }
        return try groups(of: data)
    }

    /// The same of a file that not every installation of the vectors has.
    public static func groupsIfThere<Group: Decodable>(_ name: String) throws -> [Group] {
        guard let data = try? Vectors.data("wycheproof/\(name)") else { return [] }
        return try groups(of: data)
    }

    /// The `testGroups` of a file's contents.
    public static func groups<Group: Decodable>(of data: Data) throws -> [Group] {
        try JSONDecoder().decode(File<Group>.self, from: data).testGroups
    }

    private struct File<Group: Decodable>: Decodable { let testGroups: [Group] }
}
