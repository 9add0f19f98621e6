import TLSTransport
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("localhost:443", "localhost", 443), ("127.0.0.1:0", "127.0.0.1", 0), ("[::1]:8443", "::1", 8443),
    ])
    func `what is written is what is read`(text: String, host: String, port: Int) {
        let endpoint = Endpoint(text)
        #expect(endpoint == Endpoint(host: host, port: port))
        #expect(endpoint?.description == text)
    }

    @Test(arguments: [
        "", "localhost", "localhost:", ":443", "localhost:65536", "localhost:-1", "::1:443", "[]:1", "a:+1",
    ])
    func `anything else is refused`(text: String) {
        #expect(Endpoint(text) == nil)
    }
}
