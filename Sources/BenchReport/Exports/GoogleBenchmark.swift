internal import Foundation

/// google/benchmark's JSON (`json_schema_version` 1): one repetition for each generation, which is its median over batches.
///
/// compare.py holds a U test over the repetitions; over batches, which are not independent, that test would call two out of
/// five unchanged benchmarks changed. Other readers want `context.caches` (Bencher) and the times alone.
func googleBenchmarkJSON(_ documents: [ResultDocument]) throws -> Data {
    try requireDistinctNames(documents)
    guard let first = documents.first, documents.allSatisfy({ $0.machine.hwKey == first.machine.hwKey }) else {
        throw ExportRefusal(
            description: "the files are of different machines, and this format has one: export them one by one"
        )
    }
    var repetitions: [GoogleDocument.Repetition] = []
    for (family, measured) in documents.flatMap(\.measuredSides).enumerated() {
        let times = measured.times
        for (index, generation) in times.enumerated() {
            repetitions.append(.init(measured, generation, index: index, of: times.count, family: family))
        }
    }
    return try json(GoogleDocument(context: .init(first), benchmarks: repetitions))
}

private struct GoogleDocument: Encodable {
    let context: Context
    let benchmarks: [Repetition]

    struct Context: Encodable {
        let date: String
        let executable = "tlsbench"
        let numCpus: Int
        let caches: [Cache]
        let loadAvg: [Double]
        let libraryVersion: String
        let libraryBuildType: String
        let jsonSchemaVersion = 1
        // The rest is ours: other keys are allowed.
        let cpuName: String
        let clock: String
        let commits: [String: String]

        struct Cache: Encodable {
            let type: String
            let level: Int
            let size: Int
        }

        init(_ document: ResultDocument) {
            let machine = document.machine
            date = document.started
            numCpus = machine.cpu.logical
            caches = machine.cpu.cache.sorted { $0.key < $1.key }.map { name, size in
                let kind = name.hasSuffix("d") ? "Data" : name.hasSuffix("i") ? "Instruction" : "Unified"
                return Cache(
                    type: kind,
                    level: name.firstMatch(of: /[0-9]/).flatMap { Int($0.output) } ?? 0,
                    size: size
                )
            }
            loadAvg = machine.noise.loadavg
            libraryVersion = "tlsbench \(document.tool.version)"
            libraryBuildType = document.builds["A"]?.configuration ?? ""
            cpuName = machine.cpu.name
            clock = document.clock.wall
            commits = document.builds.compactMapValues(\.gitCommit.value)
        }
    }

    struct Repetition: Encodable {
        let name: String
        let runName: String
        let runType = "iteration"
        let familyIndex: Int
        let perFamilyInstanceIndex = 0
        let repetitions: Int
        let repetitionIndex: Int
        let threads = 1
        let iterations: Int
        let realTime: Double
        let cpuTime: Double
        let timeUnit = "ns"
        let bytesPerSecond: Double?

        init(_ measured: MeasuredSide, _ generation: GenerationTimes, index: Int, of count: Int, family: Int) {
            name = measured.name
            runName = measured.name
            familyIndex = family
            repetitions = count
            repetitionIndex = index
            iterations = measured.benchmark.k * generation.wall.count
            realTime = generation.value
            cpuTime = generation.processorValue
            bytesPerSecond = measured.benchmark.bytesPerOp.value.map { Double($0) / generation.value * 1e9 }
        }
    }
}
