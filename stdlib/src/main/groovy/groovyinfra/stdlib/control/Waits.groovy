package groovyinfra.stdlib.control

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Word
import java.time.Duration

/** Shell commands that wait, by whatever program the host has. */
@CompileStatic
class Waits {

    /** Succeeds when the port takes a connection. */
    static Command port(String address, int port) {
        Command.of(Word.raw('if command -v bash >/dev/null; then timeout 3 bash -c \'exec 3<>"/dev/tcp/$0/$1"\''), address, port,
                Word.raw('2>/dev/null; elif command -v nc >/dev/null; then nc -z -w 3'), address, port,
                Word.raw('; else echo "bash or nc is needed" >&2; exit 127; fi'))
    }

    /** Succeeds when something is at the path. */
    static Command file(String path) {
        Command.of('[', '-e', path, ']')
    }

    /** Succeeds when the address answers without an error. */
    static Command url(String url) {
        Command.of(Word.raw('if command -v curl >/dev/null; then curl -fsL -m 5 -o /dev/null --'), url, Word.raw('2>/dev/null;'
                + ' elif command -v wget >/dev/null; then wget -q -T 5 -O /dev/null'), url,
                Word.raw('2>/dev/null; else echo "curl or wget is needed" >&2; exit 127; fi'))
    }

    /** Tries again and again; says why when the time is over. */
    static Command until(Command test, boolean present, Duration within, String what) {
        def seconds = within.toSeconds()
        def failure = "$what is ${present ? 'not there' : 'still there'} after $seconds s".toString()
        def loop = Command.of(Word.raw("e=\$((\$(date +%s) + $seconds)); ${present ? 'until' : 'while'}".toString()), test,
                Word.raw('; do if [ "$(date +%s)" -ge "$e" ]; then echo'), failure,
                Word.raw('>&2; exit 1; fi; sleep 0.3 2>/dev/null || sleep 1; done'))
        loop.shownAs("wait up to $seconds s until $what is ${present ? 'there' : 'gone'}".toString())
    }
}
