package groovyinfra.stdlib.apt

import java.security.MessageDigest
import spock.lang.Specification

class PgpKeySpec extends Specification {

    def 'the fingerprints of #what'() {
        expect:
        PgpKey.of(text).fingerprints == fingerprints

        where:
        what                         | text                                              || fingerprints
        'a key of 51 bytes'          | EDWARDS                                           || ['FD2A564E7087A77DC0D6AD63823C1F556FDCD881']
        'one of 141 bytes'           | RSA                                               || ['ED04892856A2A5F62399A49385B31E204DF87803']
        'one in the newer packets'   | armored([0xc6] + EDWARDS_PACKET)                  || ['FD2A564E7087A77DC0D6AD63823C1F556FDCD881']
        'one with a comment, from Windows' | EDWARDS.replace('BLOCK-----\n\n', 'BLOCK-----\nComment: x\n\n').replace('\n', '\r\n') || ['FD2A564E7087A77DC0D6AD63823C1F556FDCD881']
        'one of 300 bytes in the newer packets' | armored([0xc6, 192, 108] + [4] * 300)  || [hash('SHA-1', [0x99, 1, 44] + [4] * 300)]
        'two'                        | armored(([0xc6] + EDWARDS_PACKET) * 2)            || ['FD2A564E7087A77DC0D6AD63823C1F556FDCD881'] * 2
        'one with a long length'     | armored([0x9a, 0, 0, 0] + EDWARDS_PACKET)         || ['FD2A564E7087A77DC0D6AD63823C1F556FDCD881']
        'one with a length of two'   | armored([0x99, 0] + EDWARDS_PACKET)               || ['FD2A564E7087A77DC0D6AD63823C1F556FDCD881']
        'one with a long length in the newer packets' | armored([0xc6, 255, 0, 0, 0] + EDWARDS_PACKET) || ['FD2A564E7087A77DC0D6AD63823C1F556FDCD881']
        'one in pieces'              | armored([0xc6, 230] + EDWARDS_PACKET)             || []
        'one of version 5'           | armored([0xc6, 9] + [5] * 9)                      || [hash('SHA-256', [0x9a, 0, 0, 0, 9] + [5] * 9)]
        'one of version 6'           | armored([0xc6, 9] + [6] * 9)                      || [hash('SHA-256', [0x9b, 0, 0, 0, 9] + [6] * 9)]
        'one of an unknown length'   | armored([0x9b] + EDWARDS_PACKET)                  || []
        'one with rubbish behind it' | armored([0xc6] + EDWARDS_PACKET + [0xc6, 255, 1]) || []
        'what is no key'             | armored([0xc2] + EDWARDS_PACKET)                  || []
        'what is cut off'            | armored([0xc6] + EDWARDS_PACKET.take(40))         || []
        'a page'                     | '<html>none</html>'                               || []
        'nothing'                    | ''                                                || []
    }

    def 'armor has the key and nothing else'() {
        expect:
        PgpKey.of(PgpKey.of("$RSA\n$EDWARDS").armored).fingerprints == PgpKey.of(RSA).fingerprints
    }

    static final String EDWARDS = '''\
        -----BEGIN PGP PUBLIC KEY BLOCK-----

        mDMEawiPahYJKwYBBAHaRw8BAQdANcd+A+iNK0sw6b4f3rEDfWLIKwlyVpkj7hgZ
        AITZXMG0HWVkMjU1MTkgPGVkMjU1MTlAZXhhbXBsZS5jb20+iJAEExYIADgWIQT9
        KlZOcIenfcDWrWOCPB9Vb9zYgQUCawiPagIbAwULCQgHAgYVCgkICwIEFgIDAQIe
        AQIXgAAKCRCCPB9Vb9zYgfahAQDtaY4jpXHqbwxpgxxWwVMMZz88N2wuiWv2ZKjj
        D3vhdwD+ImEEg1Rytis3aselixxBmIh0gxTHJ1B9Q5C7OYlQhwY=
        =JLzD
        -----END PGP PUBLIC KEY BLOCK-----
        '''.stripIndent()

    static final String RSA = '''\
        -----BEGIN PGP PUBLIC KEY BLOCK-----

        mI0EawiPawEEALEAhiHBPXxDs0ocCcYcbPnCPAhP+FxpoSVL8ZVDD7kpCNkTLhba
        FpCSpEqnGFNr5TmfdiTL8r4otyqgXf8MtguFuNhyIcTRLVu6euYhS3zyunus/jQp
        b+M8tCQVS6a47snaNzE7wS0NfL/uHhd34NgJ8ZNMbZo3/UV4YWznC1F5ABEBAAG0
        HXJzYTEwMjQgPHJzYTEwMjRAZXhhbXBsZS5jb20+iM4EEwEKADgWIQTtBIkoVqKl
        9iOZpJOFsx4gTfh4AwUCawiPawIbAwULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAK
        CRCFsx4gTfh4A3goA/4x9Iqb/8609VIuALcMkGbekRbsNKjr/bXpIkurDukuBwDB
        gjT8T/2evODjKIhSTXWp7VIX4qp5Q7m4XH1d1i3Nk7pF7wjQML6RkocrDAy0TJ95
        tN8c4x034misE/9oR1Wnft1iffuYMyd0wHgd8i7yDK2OeRFrBKk1oQ4MQwdCqA==
        =WDBA
        -----END PGP PUBLIC KEY BLOCK-----
        '''.stripIndent()

    /** From the length on. */
    static final List<Integer> EDWARDS_PACKET = Base64.mimeDecoder.decode(EDWARDS.readLines()[2..3].join('')).toList().subList(1, 53)*.toInteger()

    private static String armored(List<Integer> bytes) {
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${Base64.mimeEncoder.encodeToString(bytes as byte[])}\n-----END PGP PUBLIC KEY BLOCK-----\n"
    }

    private static String hash(String algorithm, List<Integer> bytes) {
        HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance(algorithm).digest(bytes as byte[]))
    }
}
