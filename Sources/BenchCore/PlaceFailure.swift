/// What keeps a generation of a group from being finished, and which places of it are to blame; none if that is not theirs.
struct PlaceFailure: Error {
    let places: [Int]
    let reason: RunFailure

    /// Does something for places, and blames them if it fails by itself.
    static func blaming<Result>(
        _ places: [Int],
        _ body: () throws(RunFailure) -> Result
    ) throws(PlaceFailure) -> Result {
        do throws(RunFailure) { return try body() } catch {
            throw PlaceFailure(places: error.isOfOneBenchmark ? places : [], reason: error)
        }
    }

    /// Results that depend on nothing but the seed must agree. Those that a majority contradicts are to blame, one at a time;
    /// without a majority all are, for nobody knows which is right.
    ///
    /// - Parameter digests: of each place; empty where results are random.
    static func disagreement(_ digests: [(place: Int, id: String, digest: String)]) -> PlaceFailure? {
        let told = digests.filter { !$0.digest.isEmpty }
        let counts = Dictionary(told.map { ($0.digest, 1) }, uniquingKeysWith: +)
        guard counts.count > 1 else { return nil }
        let right = counts.first { $0.value * 2 > told.count }?.key
        guard let witness = told.first(where: { $0.digest == right ?? told[0].digest }),
            let wrong = told.first(where: { $0.digest != witness.digest })
        else { return nil }
        return PlaceFailure(
            places: right == nil ? told.map(\.place) : [wrong.place],
            reason: .disagreement(id: wrong.id, with: witness.id)
        )
    }
}
