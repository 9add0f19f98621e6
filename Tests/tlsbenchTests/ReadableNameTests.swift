import Testing

@testable import tlsbench

@Suite struct `A function's name` {
    @Test(arguments: [
        ("AES_encrypt", "AES_encrypt"), ("aesni_gcm_encrypt", "aesni_gcm_encrypt"),
        ("$sSS9hasPrefixySbSSF", "Swift.String.hasPrefix"),
        ("$ss12_ArrayBufferV19_getElementSlowPathyyXlSiFyXl_Tg5", "Swift._ArrayBuffer._getElementSlowPath"),
        ("$s", "$s"), ("$sNoSuchThing", "$sNoSuchThing"), ("", ""),
    ])
    func `is Swift's without parameters, and C's as it is`(symbol: String, name: String) {
        #expect(readable(symbol) == name)
    }
}
