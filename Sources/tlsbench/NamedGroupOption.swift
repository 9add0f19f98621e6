internal import CryptoBackend

extension NamedGroup {
    /// By the name that the registry has, in capitals or not.
    init(named name: some StringProtocol) throws {
        guard let group = Self.allCases.first(where: { $0.name == name.lowercased() }) else {
            throw Unknown(kind: "group", name: String(name), known: Self.allCases.map(\.name))
        }
        self = group
    }
}
