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

extension KeyExchangeGroup {
    /// The group of a name as the registry has it, in any case.
    init(named name: some StringProtocol) throws {
        guard let group = KeyExchangeGroup.all.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw Unknown(kind: "group", name: String(name), known: KeyExchangeGroup.all.map(\.name))
        }
        self = group
    }
}
