import BenchCore
import Glibc
import Testing

@testable import BenchGate

@Suite struct `The paired effect` {
    private func generation(_ number: Int, _ rounds: [[(BuildSide, UInt64)]]) -> PairedGeneration {
        let turns = rounds.enumerated().flatMap { round, turns in
            turns.map { side, wall in
                let batch = Batch(
                    wall: wall,
                    span: wall,
                    processor: wall,
                    minorFaults: 0,
                    majorFaults: 0,
                    involuntarySwitches: 0,
                    migrated: false
                )
                return PairedTurn(side: side, round: round, batch: batch)
            }
        }
        return PairedGeneration(number: number, padding: 0, stealTicks: 0, turns: turns)
    }

    @Test func `turns alternate so that no side is always in the middle`() {
        #expect(BuildSide.order(generation: 0, round: 0) == [.baseline, .candidate, .candidate, .baseline])
        #expect(BuildSide.order(generation: 0, round: 1) == [.candidate, .baseline, .baseline, .candidate])
        #expect(BuildSide.order(generation: 1, round: 0) == BuildSide.order(generation: 0, round: 1))
    }

    @Test func `a round gives the mean of its two logarithms, a generation the median of its rounds`() throws {
        let difference = try #require(
            PairedEffect.difference(
                generation(
                    0,
                    [
                        [(.baseline, 1000), (.candidate, 1020), (.candidate, 1040), (.baseline, 1000)],
                        [(.candidate, 1010), (.baseline, 1000), (.baseline, 1000), (.candidate, 1010)],
                        // A burst in one round moves no median.
                        [(.baseline, 1000), (.candidate, 9000), (.candidate, 9000), (.baseline, 1000)],
                    ]
                )
            )
        )
        #expect(abs(difference - (log(1.02) + log(1.04)) / 2) < 1e-12)
    }

    @Test func `half a round says nothing`() {
        #expect(PairedEffect.difference(generation(0, [[(.baseline, 1), (.candidate, 1), (.candidate, 1)]])) == nil)
        #expect(PairedEffect.difference(generation(0, [])) == nil)
    }

    @Test func `drift and order leave it alone`() throws {
        // Time grows by 1 % with every turn: ABBA and BAAB give 0 each.
        let generations = (0..<8).map { number in
            let rounds = (0..<4).map { round in
                BuildSide.order(generation: number, round: round).enumerated().map { place, side in
                    (side, UInt64(1e9 * exp(0.01 * Double(4 * round + place))))
                }
            }
            return generation(number, rounds)
        }
        let effect = try #require(PairedEffect(generations))
        #expect(abs(effect.estimate) < 1e-6)
    }

    @Test func `a slower candidate is above 1`() throws {
        let generations = (0..<8).map { number in
            generation(
                number,
                [[(.baseline, 1000), (.candidate, 1030), (.candidate, 1030), (.baseline, UInt64(1000 + number % 2))]]
            )
        }
        let effect = try #require(PairedEffect(generations))
        #expect(abs(effect.ratio - 1.03) < 1e-3)
        #expect(effect.low > 0 && effect.low < effect.estimate && effect.estimate < effect.high)
        #expect(effect.pSlower < 1e-6 && effect.pFaster > 0.999)
        #expect(effect.generations == 8)
    }
}
