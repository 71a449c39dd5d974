package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word
import groovyinfra.stdlib.files.Edit

/**
 * The key that an address of a key server answers with, in ASCII armor; needs curl or wget on the host.
 *
 * <pre>
 * println fact(KeyServerKey, 'https://keyserver.ubuntu.com/pks/lookup?op=get&options=mr&search=0x9DC858229FC7DD38854AE2D88D81803C0EBFCD88')
 * </pre>
 */
@CompileStatic
record KeyServerKey(String url) implements Fact<String> {

    @Override
    Command command() {
        Command.of(Word.raw('if command -v curl >/dev/null; then curl -fsSL --'), url, Word.raw('; else wget -q -O -'), url, Word.raw('; fi'))
    }

    @Override
    String parse(List<String> lines) {
        Edit.text(lines)
    }

    @Override
    Set<Area> about() {
        Set.of(new Area.Named("key at $url"), Area.PACKAGES)
    }
}
