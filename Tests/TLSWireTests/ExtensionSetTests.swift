import Testing

@testable import TLSWire

@Suite struct `Numbers of extensions` {
    @Test(arguments: [0, 1, 43, 63, 64, 0x0A0A, 0xFF01, 0xFFFF] as [UInt16])
    func `are in a set once, and no other is`(type: UInt16) {
        var types = ExtensionTypes()
        #expect(!types.contains(type))
        let isNew = types.insert(type)
        let isNewAgain = types.insert(type)
        #expect(isNew && !isNewAgain && types.contains(type))
        for other in [type &+ 1, type &- 1, type ^ 0x40, type ^ 0x8000] { #expect(!types.contains(other)) }
    }

    @Test func `that nobody has offered are found`() {
        var offer = HelloExtensions()
        offer.serverName = "localhost"
        offer.keyShares = []
        offer.unknown = [0x0A0A]
        var answer = HelloExtensions()
        #expect(answer.stranger(to: offer) == nil)
        answer.serverName = ""
        answer.unknown = [0x0A0A]
        answer.retryGroup = 0x001D
        #expect(answer.stranger(to: offer) == nil)
        answer.selectedIdentity = 0
        #expect(answer.stranger(to: offer) == ExtensionType.preSharedKey)
        answer.extendedMasterSecret = true
        #expect(answer.stranger(to: offer) == ExtensionType.extendedMasterSecret)
        answer = HelloExtensions()
        answer.unknown = [0x1A1A]
        #expect(answer.stranger(to: offer) == 0x1A1A)
    }
}

@Suite struct `Extensions of TLS 1.3` {
    @Test func `leave nothing where all of them are taken back`() {
        var extensions = HelloExtensions()
        extensions.cookie = [1]
        extensions.earlyData = true
        #expect(extensions.present == [ExtensionType.cookie, ExtensionType.earlyData] && !extensions.isEmpty)
        let before = extensions
        extensions.cookie = nil
        extensions.earlyData = false
        #expect(extensions == HelloExtensions() && extensions.ofTLS13.isEmpty && extensions.isEmpty)
        #expect(before.cookie == [1])
    }

    @Test func `are changed in one hello and not in its copy`() {
        var first = HelloExtensions()
        first.pskModes = [1]
        var second = first
        second.pskModes?.append(0)
        #expect(first.pskModes == [1] && second.pskModes == [1, 0])
    }
}
