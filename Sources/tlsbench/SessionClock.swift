internal import TLSEngine

/// Seconds since the first call, by a clock that nobody sets back.
let sessionClock: SessionClock = {
    let start = ContinuousClock.now
    return { SessionTime((ContinuousClock.now - start).components.seconds) }
}()
