package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * Whether two paths are names of one file: hard links.
 *
 * <pre>
 * if (!fact(SameFile, '/usr/bin/vi', '/usr/bin/vim')) println 'vi is another program'
 * </pre>
 */
@CompileStatic
record SameFile(String one, String other) implements Fact<Boolean> {

    @Override
    Command command() {
        Command.of('[', one, '-ef', other, ']', Word.raw('&& echo yes || echo no'))
    }

    @Override
    Boolean parse(List<String> lines) {
        lines == ['yes']
    }

    @Override
    Set<Area> about() {
        Set.of(Area.entry(one), Area.entry(other))
    }
}
