extension RFC8448Trace {
    /// §4: the session of §3 resumed. What protects its early data is left out.
    static let resumed = RFC8448Trace(
        name: "§4",
        hellos: [
            octets(
                """
                010001fc03031bc3ceb6bbe39cff938355b5a50adb6db21b7a6af649d7b4bc419d7876487d9500000613011303130201
                0001cd0000000b0009000006736572766572ff01000100000a00140012001d0017001800190100010101020103010400
                3300260024001d0020e4ffb68ac05f8d96c99da26698346c6be16482badddafe051a66b4f18d668f0b002a0000002b00
                03020304000d0020001e040305030603020308040805080604010501060102010402050206020202002d00020101001c
                000240010015005700000000000000000000000000000000000000000000000000000000000000000000000000000000
                000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
                2900dd00b800b22c035d829359ee5ff7af4ec900000000262a6494dc486d2c8a34cb33fa90bf1b0070ad3c498883c936
                7c09a2be785abc55cd226097a3a982117283f82a03a143efd3ff5dd36d64e861be7fd61d2827db279cce145077d454a3
                664d4e6da4d29ee03725a6a4dafcd0fc67d2aea70529513e3da2677fa5906c5b3f7d8f92f228bda40dda721470f9fbf2
                97b5aea617646fac5c03272e970727c621a79141ef5f7de6505e5bfbc388e93343694093934ae4d357fad6aacb002120
                3add4fb2d8fdf822a0ca3cf7678ef5e88dae990141c5924d57bb6fa31b9e5f9d
                """
            )
        ],
        serverHello: octets(
            """
            0200005c03033ccfd2dec890222763472ae8136777c9d7358777bb66e91ea5122495f559ea2d001301000034002900020000
            00330024001d0020121761ee42c333e1b9e77b60dd57c2053cd94512ab47f115e86eff50942cea31002b00020304
            """
        ),
        preSharedKey: octets("4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3"),
        sharedSecret: octets("f44194756ff9ec9d25180635d66ea6824c6ab3bf179977be37f723570e7ccb2e"),
        secrets: [
            "CLIENT_HANDSHAKE_TRAFFIC_SECRET": "2faac08f851d35fea3604fcb4de82dc62c9b164a70974d0462e27f1ab278700f",
            "SERVER_HANDSHAKE_TRAFFIC_SECRET": "fe927ae271312e8bf0275b581c54eef020450dc4ecffaa05a1a35d27518e7803",
            "CLIENT_TRAFFIC_SECRET_0": "2abbf2b8e381d23dbebe1dd2a7d16a8bf484cb4950d23fb7fb7fa8547062d9a1",
            "SERVER_TRAFFIC_SECRET_0": "cc21f1bf8feb7dd5fa505bd9c4b468a9984d554a993dc49e6d285598fb672691",
            "EXPORTER_SECRET": "3fd93d4ffddc98e64b14dd107aedf8ee4add23f4510f58a4592d0b201bee56b4",
        ],
        serverFlight: octets(
            """
            1703030061dc48237b4b879f50d0d4d262ea8b4716eb40ddc1eb957e11126e8a7149c2d012d37a7115957e64ce30008b9e03
            23f2c05a9c1c77b4f37849a695ab255060a33fee770ca95cb8486bfd0843b87024865ca35cc41c4e515c64dcb1369f98635b
            c7a5
            """
        ),
        signedByServer: nil,
        endOfEarlyData: octets("05000000"),
        clientFinished: octets(
            """
            170303003500f8b467d14cf22a4b3f0b6ae0d8e6cc8d08e0db3515ef5c2bdf1922eafbb70009964716d834fb70c3d2a56c5b
            1f5f6bdba6c333cf
            """
        ),
        clientRecords: [
            octets(
                """
                1703030043b1cebce242aa201be9ae5e1cb2a9aa4b33d4e866af1edb068919237741aa031d7a74d491c99b9d4e232b74
                206bc6fbaa04fe78be44a9b4f54320a17eb76992afac3103
                """
            ),
            octets("17030300130facce3246bdfc6369838d6a82ae6de5d422dc"),
        ],
        serverRecords: [
            octets(
                """
                1703030043275e9f20acff57bc000657d3867df039cccf79047884cf75771746f740b5a83f462a0954c3581393a203a2
                5a7dd14141ef1a37900cdb62ff62dee1ba39ab2590cbf194
                """
            ),
            octets("17030300135b18af444e8e1eec7158fb62d8f2577d37ba5d"),
        ]
    )
}
