package groovyinfra.connect

import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets

/** Strings and bytes that have a talent for trouble; the same ones for the same seed. */
@CompileStatic
class RandomBytes {
    private static final List<String> PIECES = [
        "'", '"', '\\', '\n', '\r\n', '\t', ' ', '$', '$HOME', '$(id)', '`id`', '!', '*', '?', '[a-z]', '~', '{a,b}', ';', '&', '|',
        '<', '>', '(', ')', '#', '=', '%s', '%', '-n', '-e', '--', '\u0001', '\u001e', '\u007f', '\u0080', '\u0081', '\u0088', '\u00ff',
        '\u20ac', '\ud83d\ude00', "'\\''", '\\n', '\\0', '<<EOF\n', 'EOF\n', '\u001e0123456789abcdef0123456789abcdef end 0 0\n', '_gi_end',
        'x', 'word', '\u0000'] as List<String>

    private final Random random

    RandomBytes(long seed) {
        random = new Random(seed)
    }

    /** Any text without NUL: some of troublesome pieces, some of any characters. */
    String text() {
        if (random.nextInt(4) == 0) {
            return random.ints(random.nextInt(30), 1, 0x110000).filter { it < 0xd800 || it > 0xdfff }.mapToObj { Character.toString(it) }.toList().join('')
        }
        (0..<random.nextInt(12)).collect { PIECES[random.nextInt(PIECES.size() - 1)] }.join('')
    }

    /** Any bytes: some of troublesome text, some at random. */
    byte[] bytes(int most = 300) {
        if (random.nextBoolean()) {
            return (0..random.nextInt(most.intdiv(15) + 1)).collect { PIECES[random.nextInt(PIECES.size())] }.join('').getBytes(StandardCharsets.UTF_8)
        }
        def bytes = new byte[random.nextInt(most)]
        random.nextBytes(bytes)
        bytes
    }

    int below(int bound) {
        random.nextInt(bound)
    }
}
