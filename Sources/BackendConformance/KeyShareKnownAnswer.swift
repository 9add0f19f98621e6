internal import CryptoBackend

/// Exchanges with both halves known.
struct KeyShareKnownAnswer {
    let group: NamedGroup
    let source: String
    let privateValue: String
    let publicValue: String
    let peer: String
    let secret: String

    static let all = [
        KeyShareKnownAnswer(
            group: .x25519,
            source: "RFC 7748 §6.1",
            privateValue: "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
            publicValue: "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
            peer: "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
            secret: "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
        ),
        KeyShareKnownAnswer(
            group: .secp256r1,
            source: "RFC 5903 §8.1",
            privateValue: "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",
            publicValue: """
                04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811805271a0461cdb8252d61f1c456fa3e5
                9ab1f45b33accf5f58389e0577b8990bb3
                """,
            peer: """
                04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf6356fbf3ca366cc23e8157854c13c58d
                6aac23f046ada30f8353e74f33039872ab
                """,
            secret: "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"
        ),
        // RFC 8422 §5.11 has its check for zeros on X25519 and X448: here x = 0 is a coordinate as any other.
        KeyShareKnownAnswer(
            group: .secp256r1,
            source: "the point with x = 0, divided by the private value in Python",
            privateValue: "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",
            publicValue: """
                04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811805271a0461cdb8252d61f1c456fa3e5
                9ab1f45b33accf5f58389e0577b8990bb3
                """,
            peer: """
                045c643c6c9480c532131f4d7c53632306a4752f7bd905b8c8230f4338f716d030d77e8150dd72a1d385571cb6072856
                2d50c0ae176aebf28c13c0a3c61f92bc7b
                """,
            secret: "0000000000000000000000000000000000000000000000000000000000000000"
        ),
        KeyShareKnownAnswer(
            group: .ffdhe2048,
            source: "CPython's `pow`",
            privateValue: "5152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d",
            publicValue: """
                746d7981feb374ced679f8a335d384ebf1f2531f4dfa6c88de8a041840304cb392995caacad7dd803fd118dded730087
                3ff1a13f1c2a7b7ccd0a7fab7ae57e1f3a0d14c6e0fef8edc8f60434f225feea93e8c3717fb1ddeb4be723978068eb87
                5ca8fb2eeedb201da4d08224432c536a0ecaf597e6465de6bdcf82e8e8ac8f334f92f0094b3414a754295468c4088d74
                2526c62cf6bbdf3c962669bb258ca6a47e38720193921c1635897c8c8a4a72461c07ecbc5d6e970a5e80b515e8ac51df
                71f83fc89c8da15dc41fc9f326a3bce549e39dcc56311845adcc153c282ad7eb98ab0bd8c86c84d48c9618d915fb02fa
                c3cf4a07571ddffd256abe30510c385a
                """,
            peer: """
                3afebd109eeca96ad7c9e6ca570b35034ea5b610ad07acec11e195df532e2763a8f7a7854011c743b7e29eb090c2f351
                1e0d897ed63de36d6ca455edbcb1b459bc09441fc849293f8ddb88641e9222b3519925f6e864120db0c3939e1d5cbec4
                f9127616d8498f29d2e8520eba5726b23f7ccbe0ad5b852b0613b1a81b1ed340347c3e801acdd0daf00d65b75b9c24c3
                01c9d3ce1c6fa5faf5551155f9f5b77a15793f0380a180861627509f77bc0d9f8fd6eb1a915bf682905c5ba4334b5463
                a653d05d6ae0f5be1e98d98d457630ca5299d8959076d68ac96a2e82747a63bdcef86e734137c17cc20ec1eb5b19de15
                8da4324b44bfccf9b6812f3149d6e466
                """,
            secret: """
                34f4b03fc024b4b0ea5dc6755f690f57d3ef503be0ed06b54f6873c5fb9229423d6c7e3004cb2dc7f3bcbd3a514ca8ea
                a0a5376251df42c915b7bcb49ef62a8250e05ba915cc36131bd35014185883a8f95ddeb6eee9c8bb9a215473ae4047ce
                ddefa151b514309d890cb49f5ab1b6d087b9235fb4a20f3a550c0560fd37b1811347d778cf11f647329cbd9d4fdb8c48
                8f4807c9f1a4615ada4b3c4aafbee1e41c7cd4c94d934eb11c8c3dbbd7d6e8e4f663b0f47f1737da0ecb35426ae3f915
                5b2d39524a6ddf441740add58cd6b65d9d9fb3eee933cb9728ad988f97c645effa15f9801e66eaaa8e9b1b88e5b69750
                204835a3c23250595bd4acee13560133
                """
        ),
        KeyShareKnownAnswer(
            group: .ffdhe2048,
            source: "CPython's `pow`; the secret begins with a zero octet",
            privateValue: "5152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d",
            publicValue: """
                746d7981feb374ced679f8a335d384ebf1f2531f4dfa6c88de8a041840304cb392995caacad7dd803fd118dded730087
                3ff1a13f1c2a7b7ccd0a7fab7ae57e1f3a0d14c6e0fef8edc8f60434f225feea93e8c3717fb1ddeb4be723978068eb87
                5ca8fb2eeedb201da4d08224432c536a0ecaf597e6465de6bdcf82e8e8ac8f334f92f0094b3414a754295468c4088d74
                2526c62cf6bbdf3c962669bb258ca6a47e38720193921c1635897c8c8a4a72461c07ecbc5d6e970a5e80b515e8ac51df
                71f83fc89c8da15dc41fc9f326a3bce549e39dcc56311845adcc153c282ad7eb98ab0bd8c86c84d48c9618d915fb02fa
                c3cf4a07571ddffd256abe30510c385a
                """,
            peer: """
                e671ca0e8c667da4f140287a57f595a2913065842e4efb3057b0124cb6d723770a9795ebe0d99bbe4ffad2395158a61e
                2a528bcc2bc373641364a78e0b65c0c8d9ba8dcda773cb2e101e04fa9716317006c5f3b3c4b9b45aa91479292e0af622
                47bd4a45156e64bfe9723199ba70b963cbf7040b61d42abec67cc62694379cfd76e4e9e3e267c8ddd4217871663765aa
                0ba27b7ca75c812378f575ec1ab52a02f1de600919da19725eb07ff43cd2d6dfedbe805c16ff2e395ea1cb825d8469d9
                95d9ed6cdfa5e8c1d7f0db9795eacb0de53a916a859953c162d7436927d84cf4f30cbed3adfe6523315e37afe0381122
                b2847bd36c322c26287bf1eba57cd502
                """,
            secret: """
                7f4c68d840e23fe094c763476300f728712a1c8edb853d10b56f41db8e8f04d3676c895d04d6b718bf1d7cfa01da7934
                78a52a7148814b0a4b7564a75a43df9f4b08aa153bc8de575558170b8528156a61f4d0350d3c7ea195901400b908a637
                b15782d55fa73bfa409809e9e4625270e683ce9aec08564e2ce5f3e8af015e27fc27b05b430905f1febee65a5955de05
                871bd6a4a2ffd4de392df89b719a9fbe5e7a1efa4f97d79f10ddbfb456fcd2bf868940905eb9b632427c47c23cf77e98
                3b25aa76660dba00cd9ae64d9b17dfe4b227a3f4e06c814030dcb683160a3193e5a4f6d28d55b39846bfd3dab60ad4f9
                4d360098393349689af5d758df23c5
                """
        ),
        KeyShareKnownAnswer(
            group: .ffdhe3072,
            source: "CPython's `pow`",
            privateValue: """
                5152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f70717273
                """,
            publicValue: """
                5bf0d8e22842dbc93a651a6cb4924f7ba75e8f8bcb16fa50c414b9f9ae09ebb72047a366efb8eac7b1e8ec6a1e68482e
                51c8063cffb0d1bdf0abd685a22c4ceb41b85c4b2a2b310b51ca42583e51601241bbe5911b6ef6cd12db3dcfe8e9ec6b
                2b1be3c9eb4ca9fea65b7b16acca97d509fccfdf4b5d4604e9475abf45b6224d61ac262e3069c174c4484ff3f2146090
                b17046d10c69f74bfccd602709b142fdf5ff97b3fa04b99fcdf6b39e15e49c1b5ae879b88f929a7806613387c87afa43
                f5b0b1d0961d2e4a3edf5c946df6c2c6942ec655e3818fe4753ffa9b90bdb524571dd2ae172cb8e06f64fe9ee57129f9
                28fbdf5749f6555c9fd848ec571f51f7c8a6b219d4b7bf46005fa6ad6b0a89cdc0f1cf92808dfa5dbe0b794fe5e4871a
                616624c8fc8cbcfe79e39dba824866a1936608caae3e628f10ae1a57321ed1eb1b004cc7aada9588332477be2a9eb979
                6da6e7b64229612754fdd5c294b9dee195e5bdc69629d72cecf6fd1eac753300694dd7087dac4d511aedcb16ed80c203
                """,
            peer: """
                06f82e8df90158aed362eeb4b60f789a035dc1ec77abe893712edb72de13ab7143443e49322b25a0648b20788dd03538
                a4b4d391660bd096e1aa000ba1f8b4debb977f00c4fbe06d964d84cc694ad29956df039647a317703fd5ba3b019c7494
                b104af9fac83fae3ae4ffe2bb85972e1c97167fe4bd7b69f9f7f2864921ee7397d1126d8b7ea3fdcd841f377271c6d8e
                3e97a8342cfddace794f95af3b7fffbf593933b600918c0c52850a60ec62feb63c3d1b25e99256def2f2074caa59be46
                ec2e2c8461ed49bd63fe97b5aa9ef86bcd3f5bc7df3805db44824f441e0eb939334e47846a3a005a1e18e430fef191b5
                b45a40d2110f4fa39f5ba34d8cb889d51f11fc536b8c5692c8fec39b8f8183d8911a607efd6766a2868a52e469b1e2b9
                912279fbc47c707f38d0b1f8623b619f66b724d3da56dbcf630d217ad67d059f7dc5789cf433d6b79f22ac827ff0da42
                3b73143ef5bba491197a9c9a0b41645a8681db498e238fb90c7a8f1eb52baed714ed7d8bd1d571cf621efad6f1acf266
                """,
            secret: """
                f2939512d911c774703ddd29c18be5404b373bcd6335d142d5b5b7ea1d5f175c9acbd3a539d62692a33a5b96a22d81dd
                2719cb6bca4e366f5dafc6922ba32c2bec42b5dfeae582544f1506f5fe3e859915f795421556d68a43ebb44eaf8f9cb7
                d62eb00245ff4db4e414a4046ffe34827bcac56edd47de9445c0a5417e8fba8503caddeaa7a799b022e3d0fed5bd006e
                b422c2df946dfb5ee91e998a1e03acde5979700bc59c8f152d1dd896158fa3e414f2cb5460602b8a7ff45abcbc6426f4
                05d8736d33a43f1a598af798e84500cd1a7ae7187d2fef2de22dd6f008ff6368f2c5f447b3338434f90235ae455901db
                a9941cc114edcf988027c5a70cba162c8a703087ffccf16b783813cf485845f541ab690543c08daeff6ce1ced619c4a3
                9d76daf65303c9cd35b455a41ef6ac082f63edf9d6fc0a1b72c1a4b6ddbad3139babbdd7fde67e7e110b1119e0e3f07d
                9e7678217f215de65adfe509f4dab48f5bea1cfbff60f82319ab1ab8434641274231e3b88ade4d9e6b11d66df1c04513
                """
        ),
    ]
}
