/// Messages that TLS 1.3 has, or has in another form than TLS 1.2 (RFC 8446 §4).
public enum TLS13 {}
