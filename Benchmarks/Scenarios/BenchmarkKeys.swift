/// Keys for benchmarks alone, made once with `openssl genrsa` and `openssl genpkey -algorithm EC`: every run, backend and machine works on the same.
///
/// They are public, and so worthless as secrets. Whoever takes one for a server has none.
enum BenchmarkKeys {
    /// The key of so many bits, in PKCS#8.
    static func pem(bits: Int) -> String? {
        switch bits {
        case 2048: rsa2048
        case 3072: rsa3072
        case 4096: rsa4096
        default: nil
        }
    }

    /// A key on P-256, in PKCS#8.
    static let p256 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgABjqmS/69a+YBYic
        FbOge9iMp/RR6cjt3eVqWB1Kaw2hRANCAATC0ZaY0u5E5rl8dSXv79Du4vW7aVdR
        7yBejYpW5GjaRX/Qp/kcNx7VA8ltGGmsjQoP22dk2Ta7BAQWltPr3csI
        -----END PRIVATE KEY-----
        """

    /// The key of the authority that certifies it.
    static let p256Authority = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghe54AYgQpHhZX1qh
        S6TTAOvej0l/zOTUdBOaxmE4gOShRANCAATiiodTmwyX9PFZDE1FDwtFcd4ZDVux
        WDNEe9YDj7FON0MyCmnhEjbDn/5sbb40CJ0VwJUoW/P3FuIoKUBGRFkF
        -----END PRIVATE KEY-----
        """

    /// The key of the authority that certifies the servers.
    static let authority = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDTMPPx8wcsIJgd
        6fL+yZ+CRvax+zDYvUXaK82sp7wi8ogLyz4q4HDJPrfsdukFVOoc/Xhm4SR35siI
        Fv6rsjESGlUaMcz9kfxuq4EZhw8ChWMlqVCBVjQMS6Efcm5J26epkxL2IYjUlfbZ
        c6zhPW3I9HsgvX6xL5SbtRtkzi+H9f0bEX1PxR4xWkzg6vZDlFE2Ui6V54q2gwQ2
        bzv3aPDdkWcS641aMjls1D57gEpd5PhIi/anzXCrXrhbk/ks8taRaNIghy/I6LCa
        agdMcy9lMy8WfNFdOcqkfKu+Ms6rsYOlo8Vc9KSwYKZWJirK/QsmI1+q27ZI9+ks
        a8Z5hZ11AgMBAAECggEAS0txNcpdPMTUJxohSeiNh4+QZa02YZe9n0atughFYbpR
        ec7496V0YLONNG/CrWV0YGiYNCnB7EOqLCbynjlWGGut+rxVpvQU6UoZKYZG+jGf
        Qy6l5q7auKWAKOuN2aRIFwO6J2mWVKCw1R9SPC3ABfzwJyCYWkip9Yew4BRIyvJp
        eojaX2hXWQ4yeeoPeH4a0wE4hWNyDnAV7MYmEtwIDNDcZuxIZjguE00tkqXw265S
        MdvjsycbTtTZCh4jYbqLgK2fIic03T7wKakBZ5umGyTSTDdsc9WA5In6lYWSyjw+
        wmRIL/eTyviGtIc6BU53EKbbRDupHmbSLFpD1pj20wKBgQDs2ePCgKRMOI+Sujy0
        6eoMa1KzuOMlNmQorDP567VqvjaBQkohWEvritP/0YZW/WH3UmPXjaJotHw95uiH
        QyK5toohNuXUTG7b3o26KHqC1bYNEZ8aeKNCZ8X6aX7AbyfeyyvczCeQlu+4KjqY
        6ZWqOb4Kog00StW6CG/VPf8+6wKBgQDkQ/rVSD4Xu11h98gf2cg1eY27KMqecRem
        WqGD2WvqFCXRQf5dyTz1xbKvs8g5sBi09J816xXdKghW3rbKThBpsHCuQLDmEsQW
        psdbi/1535MpRYy+zljfe15pJ/S7nIf3uyNplD/ap6PIPuLnIZuoeldiupRNzpsM
        SsUszx09HwKBgEYDnvVHK8owShi4nutn3jzvmNHxzIuaiX8QcIjnaYh1VA1fuCQl
        QsQNFOAhYtHiMwx2OXdlseW7vKJb2M7rRJ+bWze4T7YzJe4u2rx17MkyPY+dbufX
        U4N0w6xjdQmTkjik3IF3hBaU16YcLZg4LHrWeNwRzU9w8777cXuayRIjAoGAcYEM
        HToLBin4yVo4fP4B+/UxcLtb5WU+6U1vuuxGKONT2rYCEgia82sW6x9ulKDn6DMr
        Z9g5yvu3odqk8fvXVXaS0VMBo6X5M3pC71aw+AUgXAllbwuUTaw+yfNAUnoHcjvv
        4/P/vG5Xlp8OnPetOx16jnFQhVAS8Q3M9fcXBukCgYEAsRzUE7wruAGDgbD7SfLJ
        HpCcIxhO3hb5pTq1D9ExIn0SfqD9WTAyaCsA8SUJrCpS/QUbo4CjEydWlQDEdrlW
        xAZXDmQWBodokfWpFofEm3IeYpRU3gsX0kO5ZKU4KFEzhf9jiNAw7+KOL7U+sDAm
        Sxo5CddC+venm3sJwxcTu24=
        -----END PRIVATE KEY-----
        """

    private static let rsa2048 = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC+BDBoBos2Kg8O
        NNve6ea7hDMfcxVbIPpnpGUsGg2NLVW4F4QtkGM16/6ICTevR3e/YSFwbGoqkuw/
        90MUaMzux3gnnb6tUYebTpf2mjABTSC7kBXWrA1FD3Z+fofjbc42RY15+2mGNzZb
        0Ydd6Ekvv/TFHRsxTAeluV+SYaEimZvH8UJkN6cfZ02P2xFwdFemTF+d8wDaNu4j
        tL62bZ3D0g50gxOghW22ccePTkiU2JECMmeFZlNmazb0jpzQK/co8vm+6IKPMokP
        xsD68f6Z6Gy79mzJ2jOIBbShtB2EOOTvdGAUatt+MZ6cSPDyNTrb5/Y3BV7H8owT
        4kfGIS1rAgMBAAECggEABc3uUYW4j2MOs1CfmBF8Ekia2qMhjtR9p4buqBEWwvnx
        r0EqduSUX5/kvvxBdeNKrnf6D3n4V1sMDi+e77lwvSlGFGXn9eVSioySSnA3yI1N
        R7erGDP8/iWRo3rtXxoboy300ouYCDYNd0RLUm3Rqzya1zYRz/0yWPho/gUMRhiR
        k7rfLQO+6idWFQVwq21AELXg8tRwI3r93NtOBluatXHDytWv95WfjkfEwJCvTlHW
        G1cH0GWUs2rZzxr1GerCqkeMGpWa549GngYmPhj7ddmqa//SHveRCySXoRhrMmRP
        R8r+PHGJEbkajqvxT01cyfw1w7nYQw7meMrMTRzchQKBgQDeyGJlEOjEba8jH2Qs
        p3ZUMIDHztRlEQ/w4T9p+mTjH4qsWdszq5A5Lut4xK3Zr5YXf0ntNT0YNpKhIZRn
        pEkKBZsEXZwO1133TKbag5P5DD1Y+2Hu2qL2eAqA4FcmSLVfuF65Sbo85GKJVk5D
        9VRvL2+7xvUxjzVYk7c3WkfgjQKBgQDaWRysLYT8Vxf6W+0PiSD//r63JYrvMaZ1
        xyjZCobr7O1G0DY7G88EPWWjKe5C+cho70+nOtS756vhpGcRHvQwyN+39cCU1wO9
        C1/xdIf1ETrQiGfz6icAux5qFAW8LDDwBLUgG1Us9mFEO3Jr5DAVeiItWDTR+NJN
        ckDiSwWz1wKBgAvLtFoBkTGFVTaY3Ob4Xu2KO+dYbiqDwsJQStlDpr/X1bHWeCK+
        PL6qW1FjqIjUITBRTwq+POPhT9Y0PvVV34AmV9TdV/v5L0J+zn7XZKhVG5JwjPjm
        nqZKKNQ2DKc8Rk4xJuLMoo3C0ezPowk6HiRc8J+SozzihkKQX60QnKmpAoGBAKfy
        TRyecqDJuNbIaGI/vtNJNZaX2PK8xOXox6GR+E910NhcBKqYbDY9p3TGJs77Y8xa
        7nCZztGtk8aeduxzW64+g93yuCuD6ws4uZZ2ZLD6jLujgBncLB3iz7UWK4cekpG7
        fTnx7CUGabBa7VrRjK6oX6tzIkWzVsddL00gGYXHAoGAAYk6PJIKdg0+y6ZoUDOT
        kshtqCjgDMJM+t1R046jqfODBEdM8jOWab9/wOr7VksNaHE7KQCegaUVNKcntBLs
        OqcOKG1mPxsbmTenFY1sI4W/86iOf3Rt7e/ecc8KLnfYw+N/WqpAXqyscFigUGMQ
        sVz1RFt6aX8V3HC3BoEP+yA=
        -----END PRIVATE KEY-----
        """

    private static let rsa3072 = """
        -----BEGIN PRIVATE KEY-----
        MIIG/AIBADANBgkqhkiG9w0BAQEFAASCBuYwggbiAgEAAoIBgQDe6nFAEsp6il7B
        m/AuiSwoKnpex3bNx6aOWq46psUPMSAGZCr01Ez9vYloLCCpmZdPJWd67Op1hsrj
        NbFAaVY3kG1XCZDfCu6esEK31bGKVGxUW+oTUSpKKJS6KdKnCqL4Bz7UaPbiY7hW
        V++LqEOeX3bzbKPh9oXMb2ivzYTW7fH/7p77SOInldJrkQiAzt2tvCUguIi1gdmK
        FyY1C4PtoPUlY5nf76xl4PMAevqXo/JzcS+GR+Kng4O92+broV2YCE9idbGGkWAY
        WqZyfP4E7azxeO33gbp7ysaR98+5uRQbmJmrYKEsUemYkKOQAz2LHG95kdIKoGVN
        4zFFBsS1D+SqJ0udukVeigLfWRihq/327GZCVcrAxZVhbiOTZluPZx2hdGC5UCyU
        zfkKXvY7HoOV26O/rSDPFqmqis2VwE9M4sHyEsdrupz6Bysx6NqQKers7AoaztU8
        T1hNBsmsPB9hWsYsJbbo97zAURK0JLQp3+/j8yh+yQKaMRERLc0CAwEAAQKCAYAu
        Nq7nYG3rRTP7UfuTfjsyEYpgi1wpMb6pLQoJXUklyuKviIUyUDAs+6YYu2tDFfU9
        Qo0nOiYqWtlFjPxUFPJ7nvzYCkLnRrItInAWgh4mRjXWMF8BBbbtfGfHB4QlPsqF
        /qSLLz6dtRxChEUEcEwicXqs4SVBo5TeCuvKZKJpV5ev3jXF9Thzifc/dygq4hgp
        nEObOr6W2JZzrzRr01kUwuWHzJQaTasxTNc8DoLUvLe3MKwwW8dUwKpnikcfqwpj
        5MIvKo626pfozcs9j+XHeB0GJ55JrJB5f9XoVVPS5mCMzRBlYGOGiWv/k2yjNmuN
        +CqUYaI6+C67rsky37OymXmCVVnh0z/q5pyGax7RfFChXM5jx7CkeF6JwC6w3u/+
        L+vw0VU3nG9VFXubqRfaqxz7UfpauFXyp+vtprSctz1VSA6P4wk9eq9SSBhRbmw0
        jXWoQ5ZeuUawAEZlhCliwcSV8S9w49dQyrti8wS0VV+XEFQMgPd4FSZsaGmPt6EC
        gcEA+aKRZJ1FrQW6DIbUA7jVsHWGxVKAn0ZzKrwkOUaE8knmjNxR0i+RTfslWaqN
        yNuJzxy70+ja8qSRpMLkwY2QhOM1smcAfvkZOGY3pBLzhbrd4IXOQeVHu+c2x01A
        crqbgeELaSaTh46rbJaBd1gCvDIkRpG5x892uzhtPYYp2Uhu2KA6xzX8J4aqzA+c
        q94IHsJyCkefPYfYPwZIYMECHp53JtH+rr7BYJqEHrNXEvX9f3Zk6+SdXmfTQ7s8
        kAGtAoHBAOSZeJksYNZSi/6YunHpBRy95Hmk4+bW0zFgy8Rknxs4ajrTYIl/zdfe
        I+Hn9eUYAHOBVnRJGa0P9dLSqcJRVnmIPSXGbCMgzMS9qHokVVx5DGwyz75qgLBk
        DEBXvK84sxK4kdmxkska7KnxG50hzPHwhPdrm/8sRjYH6abuTC3v2MtlcLRJ5A6t
        4pHXCw3Iu0cAi2EOqhBIxAjZrik5mGmN5hxh1dTyGQ1E6qHEx6Ov3d9CtlnShezZ
        excnlcSgoQKBwAMQ+SI4QFPYvylKOq51BcLuHqKr2cKbFe0PdI5zjEyBleBjEGo5
        hVpk3FeWnbk64R13J+N5d78FQHi6oB60g3Lua4ludHYazzF/J+3PAcjBu9n3Kspq
        a5AmTejyzPjby+8zeXVoMOW4XeiujJaPsTDomMN5JMQMi1PPZKAd1sPBfQMSLMan
        phpCMDTjeDQwPP9LuiTgLleOJJzZkegGVuVTYvlKGQvCchOisj7CSy6DcQKwzJqN
        K1WuhszNLvhB3QKBwBdwpS0Pn95aGIDCqFuFyUBpOERA5B2HaaBmjH5W0vm3jyz4
        /60ZrcG0xXkkj9It4930JSlHVZqpSEuVzlJehL9xeNOmxO/VLSn/SIc9soMI5n0x
        uJuN0CRGHft7A53z8mi5BDuOOb7lQ98pGevCy4EDaJ72KcjAgXKI3SyAws7zCQfS
        Hvxdl0TqD5Fku31uV8WwCJqrJkUFMRS3PWR8w2QPaMkAPyzWpjr2FhkAVHg0UEvU
        S15qd9ERe82kAXdoAQKBwCXq9IbCjCA7zlIXtTpmUQg3NJlBNddqJv+aK3UxgmVW
        v0XvrNO22+3rntqHFF14toXN9D9OHHKfMsSqKFugPFYimhmF32jEIKUjxTsjC3Zz
        hF/xz45gsNsYZFs/B0uiJ1FZzOiWLBx1S/K7AqbYIdjWa/C9jUJFvmyITnOhDgFt
        0A30Es4toT5MHY6KjnzxH54ZWP07IwOrN5leDKhlB1wAyJIBETae4Gr1YQXst7Z7
        iJBSy2serYpj9t6e7E+cJQ==
        -----END PRIVATE KEY-----
        """

    private static let rsa4096 = """
        -----BEGIN PRIVATE KEY-----
        MIIJQwIBADANBgkqhkiG9w0BAQEFAASCCS0wggkpAgEAAoICAQC2NAS498KLEQXT
        Ss4SXeUcEIQ4VDrREq3I3Eeh4Pn2ehrCOw2ZnA5k3k/YqutQGj7sv2ZPfQXbpNir
        XNyZm2xhiv2YM90Ib/+0A0GlcoEd2F/W+AmzDN71b3sZMZjsnob9Cukcnz44nkVL
        vsl7Z/XIDr6kgot9jbYaEE0SFW7Edw6jV3GjO3/SJWCuHEVFzBoFQbjLPc5/oNgu
        QMigS+sZhm+TKJzPq7VeqNp7L3cm1hsWV66JsPTq9t6a7L0VYb9VJN1y80Wor0kO
        GBI9Rt01f2ECgI/8yfDvV8FEJJk5gEKOc4IeTwUMVA4/lEgHH8RwgTE113rrsvw3
        ETkhXk/eCmpnuH7oCJ8f0fbZveB9JBMqs009Vi2To5rpgkSaR+iTxIjMrv7tr1x0
        5WZNUKpQkge2zsmkKog7MG4+iTayMa6aD8i/ZgHwZf6v4dtNik96mrYS4hKSJMS0
        k/e5hriSrYJguLBmOZSD2xwPaYjnib8qhXkUHZ2LXlOrHSklN6Nt3NoNc0jmpqZ6
        XY/z8wulqnnNUG60olflY85PzgCzP06ywDMKytUICgmoe06APY+r5vLGaQSEd2FH
        claw1N1CFqx8NbuY8ROUflYkldx4I5sw6hfYBbJ2RpvoYcd2x+Ex+S1JKlvaUzxP
        NXi5vi7eGIURFVWOqjURTWLDb4/e/QIDAQABAoICAAvmZoSPfKpJM1Xd0IsMjOEs
        saYILPXowBGaqXxeIuqWhlbh39KE3xUhcUTtF4Svd3qjnugEJLTNaxqjbFkFTf/U
        7G6GEffyG1juJC8ib7e7oQ7Q5mPxAZg1bsHHe9MVy3/iuDTsBaFRsk7vKAj3p5V9
        uQp/kuK2tbUKvtiL2SSFw3P8SxS71xj/jfVGgr5l79vLXhQQIQOJmspH5ZKVQsae
        VtKIAtiMFhgXnnq7L+SzyShyvkM0m9puGJM1G722GPao+2RS6ogeN/7uqDT5AuDy
        moBnqyp5z1L31UyWY1eJE/pqeuNwinDdWzeLKg/PuFcXaQJjj3NYyPZDxAp04XG6
        g+FF8YoEXHFwJn1okgE+rS/fzIfJcxoJpc6Ejku4wP9Qv6mdV6glvyVxoD5q7U0p
        1c2IrEZzaCJR1YZSBiFqSRtDwpXPWqavu6IzR+o54YgAcGGrpvs2lQcpIDtqoR+p
        8dN5L7Ue0cEqP29n/Zw42w1Xa6Lq1KVNah4kieI8WL7BuCYXFuoHDstdNg0VsJS3
        CYEI3eBXAoNcnMRYI9mOMQKsHovZ9n+Hx1ZbPw+YNj7gGI0De05g4oDWNO22fZYh
        U+5SHCFvBaWHObR/yYrH7kRyRDH1bAbV/CdYsxnH8JnsnKqCjw/NAUOqXnuaNnDz
        pJAmQclI21oYwUNTGT8VAoIBAQDhvqCC44H8xQEyFmyivXuI94ppQjBZ/xBfuEj9
        j58UO1kEuMdnxOwMpjgZEJ6JydK2O+37yfqISyoiMB4Ob5HdBd20pBAxvhOCLwGd
        9V/g73cYl/OIKLg0TlwnRFSrfA+YJUHQyLQCDDA62vKX/3blL8mwbDjMZS9eNXmC
        0a20wx0LwjvS7IIE/nOgbcVYPotrmQlnvB0cJ+KEeXguzA7dsXGf1pkxVAodFIen
        QSwaN+KVFwx7maO514/I2CDHHG+VU7jE5yl3e0SkOp08NF0Y5qJ/5aWt2mva9JUQ
        z6J1QjgZPzkva8Tau90EXHLaX6kv32iFdwNZ+Zc1IbDe4zeLAoIBAQDOn3hkd9rW
        kzgB8mUl24vXm7PtWxRIbJWuZLhriewqwxhlATiiKLZfWZpP86yNwbmKCjjqp4R9
        5lxbObY1A6VmRXsNnuD36SamjFxAx/5rkU2IbzdVFv6q+GyXPa2w/88TcMXPfg5e
        wSArsRMfvtD3YNr+GZ2WQ+T6ZB3JeBiKpwhw07p3XzeOukhUEK4r77UXsLwcmMMh
        nlXmHzd14ub3LmXNGD5z8XZIkm+uRJ8Ae/ICSaCvsi2K/Kp7UP5V2CZ7PhwiWqcl
        wjmC33pDOd1Z3mtqN6+BVPcP1A/w3ntTS8A05v9rdo00BGc1gem/GrcG5jlec5MH
        tNnXdcyCAdSXAoIBAQDClrttmAb4iCjbsBC8x3CxRA//Y5qiOQc4O3ZPe3m4yt+U
        /mKExG5lCPLaSEUgqOQFSet+W0CmM4SCK8/8yZeGWgQeLj33Ys0WLsbKDjUzg7e5
        b2HxQIhoLhOplXEW0L3wfE0bV6YzDaaVVR5Af2lRbbwBY4giSCZoote3OF7vrjBf
        bnJ7AnuhKmUpKPYvdtpfSW+eB71gA9FyN/KtBCDcYJR9H1K1/qcpIgU82yTVBM8/
        jLqp4GoNTA8ZJZQ7jftxUNW4hTptT8h/eDcJKmoFiOkSLjZ+ggTunF3SO+jiAs6w
        lJsKkW8CzWVa2QX3zvXb2kwSn+A3srnwhrYbqui5AoIBAQCVdCv1H+yewKYGYnpf
        Q8qHDgy7ZuHo8QHjvt7WilDVLYD7rkJ0qNYhagKASlVJxBKckoBQ2xKurm2nXrs4
        5YZBz4gOdhlruK1IUsZ35TFWRSe7xBZV6egTatXBH8/+80mpWiz6xMdIKpFGiTK4
        B6HHDbvZiFXAVyPNKZWSINg/kko8silyJuFcz8l5ZQdWqHBozmGCncynCIxBg9rt
        3k4KBPmFvD+QRdu06pb1ipUoGH8YwIEGFO90VQZLZG5TUaGkC2z2PHQij7Zhv5wD
        /FrrokI39kdwWTDLtixBoeu6eFRy75NY+8tvELBGt82HeZ9h0i008IwtStc3TfG7
        J+/JAoIBAHP7c/UvFBgOqVw7tG1yEEQD5ba110xZmcruGXOV10/psWBzpPpX3jfZ
        LEZn2IOrOYWX2T/e897/S8csj5wPZmXwAtP0hkJkIE0VtcAYYDoQn8mQynyvH4NI
        MBLqAmZKeHQzmswMApknvyZXvYVvgtUyofEJdqNk9N5ucVrgJyFag1bVm0cV79t2
        VUZ070TEh3Fn0wSFU9YgTw2fyuOCoAuioxxwIitE7Ud3pbr1bhkFWgXt0x/3gHJH
        1nYY0BPfNdDZ1D4sxRO3BM6ykjL/EFkafX+03RfV3cV0RB7WotI8fLikjI+lM8/u
        WCwSWQgE8dGrDSA9Zad3NbrXssUwdEk=
        -----END PRIVATE KEY-----
        """
}
