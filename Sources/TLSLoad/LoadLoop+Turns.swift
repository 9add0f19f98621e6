internal import CryptoBackend

extension LoadLoop {
    /// Does what follows from what a connection has come to.
    func take(_ turn: LoadConnection<Backend>.Turn, of connection: LoadConnection<Backend>, _ slot: Int) {
        switch turn {
        case .waiting, .more: break
        case .established(let agreement): established(connection, slot, agreement)
        case .answered: answered(connection, slot)
        case .ended: release(slot, pausing: false)
        case .failed(let failure):
            count(failure)
            release(slot, pausing: true)
        }
    }

    func count(_ failure: LoadFailure) {
        tally.failures[failure, default: 0] += 1
        interval.failures += 1
    }

    private func established(_ connection: LoadConnection<Backend>, _ slot: Int, _ agreement: Agreement) {
        let now = LoadClock.now()
        if let failure = agreement.failure(plan.expectation) ?? failureToResume(connection, agreement) {
            count(failure)
            return close(connection, slot)
        }
        lastHandshake = now
        let time = now - connection.intended
        if agreement.isResumed {
            tally.resumedHandshakes.record(time)
            interval.resumedHandshakes += 1
        } else {
            tally.fullHandshakes.record(time)
            interval.fullHandshakes += 1
        }
        interval.handshakes.record(time)
        tally.agreements[agreement, default: 0] += 1
        if let request = plan.request {
            connection.deadline = now + plan.limit.nanoseconds
            limits.append(slot, connection.turn, now: now)
            if let failure = connection.request(request, at: now) {
                take(.failed(failure), of: connection, slot)
            }
        } else if connection.purpose == .session, !setup.hasSession, !isEnding {
            // That of TLS 1.3 comes after the handshake.
            connection.deadline = now + plan.limit.nanoseconds
            limits.append(slot, connection.turn, now: now)
        } else if plan.hold > .zero, !isEnding {
            connection.deadline = .max
            holds.append(slot, connection.turn, now: now)
        } else {
            close(connection, slot)
        }
    }

    private func failureToResume(_ connection: LoadConnection<Backend>, _ agreement: Agreement) -> LoadFailure? {
        connection.purpose == .resumed && !agreement.isResumed ? .notResumed : nil
    }

    private func answered(_ connection: LoadConnection<Backend>, _ slot: Int) {
        let time = LoadClock.now() - connection.requested
        if let status = connection.status {
            if (200..<300).contains(status) {
                tally.requests.record(time)
                interval.requests += 1
            } else {
                count(.status(status))
            }
        } else {
            count(.noWholeAnswer)
        }
        close(connection, slot)
    }

    /// Closes a connection that has waited for a session, once there is one.
    func noteSession(_ connection: LoadConnection<Backend>, _ slot: Int) {
        guard connection.purpose == .session, connection.state == .open, !connection.isHeld, setup.hasSession
        else { return }
        if plan.hold > .zero, !isEnding {
            connection.deadline = .max
            holds.append(slot, connection.turn, now: LoadClock.now())
        } else {
            close(connection, slot)
        }
    }

    func close(_ connection: LoadConnection<Backend>, _ slot: Int) {
        connection.close()
        guard !connection.peerHasEnded else { return release(slot, pausing: false) }
        let now = LoadClock.now()
        connection.deadline = now + 1_000_000_000
        lingers.append(slot, connection.turn, now: now)
    }
}
